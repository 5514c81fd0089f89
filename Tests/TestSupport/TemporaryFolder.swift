public import Foundation
internal import Synchronization

/// The folder for all that this test process makes; it is removed when the process ends.
public let temporaryFolder: URL = {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "chop-tests-\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0...UInt32.max))")
  do {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  } catch {
    fatalError("tests can't make a temporary folder: \(error)")
  }
  folderToRemove.withLock { $0 = folder }
  atexit { folderToRemove.withLock { if let folder = $0 { try? FileManager.default.removeItem(at: folder) } } }
  return folder
}()

private let folderToRemove = Mutex<URL?>(nil)
private let fileCount = Atomic<Int>(0)

/// A path in ``temporaryFolder`` that nothing else uses, ending in `name`.
public func temporaryFile(_ name: String) -> URL {
  let number = fileCount.add(1, ordering: .relaxed).newValue
  let folder = temporaryFolder.appending(path: "\(number)")
  try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder.appending(path: name)
}

/// A file of ``temporaryFolder`` with this content.
public func temporaryFile(_ name: String, _ content: Data) throws -> URL {
  let url = temporaryFile(name)
  try content.write(to: url)
  return url
}
