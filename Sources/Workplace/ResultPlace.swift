public import Foundation
internal import Zip

/// Where a result that is no lesson is put: a file, or a folder of files. It is seen there only when it is whole.
public struct ResultPlace: Sendable {
  /// As the user gave it.
  public let path: String
  /// Without symbolic links in the folders around it.
  public let url: URL

  public enum Content: Sendable {
    case data(Data)
    case copy(of: URL)
  }

  /// A file of a folder or a package, by its path in it.
  public typealias Item = (path: String, content: Content)

  public init(path: String) {
    self.path = path
    let given = URL(fileURLWithPath: path).standardizedFileURL
    url = given.deletingLastPathComponent().resolvingSymlinksInPath().appending(
      component: given.lastPathComponent, directoryHint: .notDirectory)
  }

  /// Whether it is `folder`, or lies anywhere in it.
  public func lies(in folder: URL) -> Bool {
    let folder = folder.standardizedFileURL.resolvingSymlinksInPath().pathComponents
    return url.resolvingSymlinksInPath().pathComponents.starts(with: folder)
  }

  /// Puts a file there.
  ///
  /// Throws ``WorkplaceError`` where something else stands there, which `replacing` allows for a file, and where it can't be written.
  /// - Returns: whether anything changed: a file that has these bytes stays as it is.
  public func put(_ content: Content, replacing: Bool) throws -> Bool {
    try refuseFolder()
    if somethingStands(at: url) {
      if try holds(content, url) { return false }
      guard replacing else { throw taken }
    }
    return try putAside { beside in try Self.write(content, to: beside) }
  }

  /// Puts a zip file there that holds these files, in their order.
  ///
  /// Throws ``WorkplaceError`` where something else stands there, which `replacing` allows for a file, and where it can't be written; `CancellationError`
  /// where the task is cancelled.
  /// - Returns: whether anything changed: a file that has these bytes stays as it is.
  public func put(package files: [Item], replacing: Bool) throws -> Bool {
    try refuseFolder()
    let entries = files.map { file in
      switch file.content {
      case .data(let data): ZipEntry(path: file.path, content: .data(data))
      case .copy(let original): ZipEntry(path: file.path, content: .file(original))
      }
    }
    return try putAside { beside in
      do throws(ZipError) {
        try writeZip(entries, to: beside)
      } catch {
        try Task.checkCancellation()
        if let code = error.code { throw POSIXError(code) }
        throw WorkplaceError(
          path, "can't be written: \(error)", remedy: "'chop verify' says whether the lesson is whole")
      }
      guard somethingStands(at: url) else { return try sync(beside) }
      if try holds(.copy(of: beside), url) { throw Unchanged() }
      guard replacing else { throw taken }
      try sync(beside)
    }
  }

  /// What was made anew stands there already.
  private struct Unchanged: Error {}

  /// Puts a folder with these files there, by their paths in it.
  ///
  /// Throws ``WorkplaceError`` where something else stands there, and where it can't be written; `CancellationError` where the task is cancelled. `replacing`
  /// allows a folder that has files of the same paths and no other: nobody's folder is taken away by a slip.
  /// - Returns: whether anything changed: a folder that has exactly these files stays as it is.
  public func put(folder files: [Item], replacing: Bool) throws -> Bool {
    if somethingStands(at: url) {
      guard isFolder(url) else {
        throw WorkplaceError(
          path, "a file stands there, where a folder was to be put", remedy: "name another place with -o")
      }
      let there = try FileManager.default.subpathsOfDirectory(atPath: url.path(percentEncoded: false))
        .filter { !isFolder(url.appending(path: $0, directoryHint: .notDirectory)) }
      if there.sorted() == files.map(\.path).sorted(),
        try files.allSatisfy({ try holds($0.content, url.appending(path: $0.path, directoryHint: .notDirectory)) })
      {
        return false
      }
      let stranger = Set(there).subtracting(files.map(\.path)).min()
      if let stranger, replacing {
        throw WorkplaceError(
          path, "the folder there holds '\(stranger)', which isn't of this export, so it isn't replaced",
          remedy: "name another place with -o, or take that folder away")
      }
      guard replacing || there.isEmpty else { throw taken }
    }
    return try putAside { beside in
      try makeFolder(beside)
      for (path, content) in files {
        try Task.checkCancellation()
        let place = beside.appending(path: path, directoryHint: .notDirectory)
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Self.write(content, to: place)
      }
      try syncFolders(in: beside)
    }
  }

  private func refuseFolder() throws {
    guard isFolder(url) else { return }
    throw WorkplaceError(path, "a folder stands there, where a file was to be put", remedy: "name a file in it")
  }

  private var taken: WorkplaceError {
    WorkplaceError(
      path, "something else stands there", remedy: "name another place with -o, or replace it with --force")
  }

  private func holds(_ content: Content, _ file: URL) throws -> Bool {
    guard !isFolder(file) else { return false }
    switch content {
    case .data(let data):
      let size = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize
      return try size == data.count && Data(contentsOf: file) == data
    case .copy(let original):
      return FileManager.default.contentsEqual(
        atPath: file.path(percentEncoded: false), andPath: original.path(percentEncoded: false))
    }
  }

  private static func write(_ content: Content, to place: URL) throws {
    switch content {
    case .data(let data):
      do {
        try data.write(to: place)
      } catch CocoaError.fileNoSuchFile {
        // Of the folder, which is there and takes no files, as in /proc.
        throw POSIXError(.ENOENT)
      }
    case .copy(let original): try FileManager.default.copyItem(at: original, to: place)
    }
    try sync(place)
  }

  private func replaceFolder(by beside: URL) throws {
    var earlier = beside
    do throws(POSIXError) {
      try exchange(beside, url)
    } catch {
      guard error.meansUnknownHere else { throw error }
      earlier = try moveAside(url)
      try rename(beside, to: url)
    }
    try FileManager.default.removeItem(at: earlier)
  }

  /// Makes it under a name beside its own, brings it to the disk, and gives it its name; what stood there goes at the same instant.
  /// - Returns: false where it turned out to be ``Unchanged``.
  private func putAside(_ make: (URL) throws -> Void) throws -> Bool {
    let folder = url.deletingLastPathComponent()
    let beside = folder.appending(
      component: ".\(url.lastPathComponent.prefix(bytes: 200)).\(ProcessInfo.processInfo.processIdentifier)",
      directoryHint: .notDirectory)
    var made: [URL] = []
    do {
      made = try makeFolders(folder)
      try make(beside)
      if isFolder(beside), somethingStands(at: url) {
        try replaceFolder(by: beside)
      } else {
        try rename(beside, to: url)
      }
      try sync(folder)
      return true
    } catch {
      try? FileManager.default.removeItem(at: beside)
      if error is Unchanged { return false }
      for folder in made { removeEmptyFolder(folder) }
      if let code = writeFailure(error) { throw WorkplaceError(writing: path, failed: code) }
      throw error
    }
  }
}
