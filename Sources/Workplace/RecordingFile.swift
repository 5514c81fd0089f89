internal import Digests
public import Foundation
public import Lesson

/// A recording on disk.
public struct RecordingFile: Hashable, Sendable {
  public let url: URL
  /// As the user gave it, for messages.
  public let path: String
  public let recording: Recording
  /// When it was first looked at.
  let state: FileState

  /// Looks at the file without opening it as media. Throws ``WorkplaceError`` where it isn't a readable, plain, non-empty file.
  public init(path: String) throws(WorkplaceError) {
    let url = place(ofGiven: path)
    let state = FileState(of: url)
    let values = try? url.resolvingSymlinksInPath().resourceValues(
      forKeys: [.isRegularFileKey, .isDirectoryKey, .fileSizeKey])
    guard let values, let state else {
      throw WorkplaceError(path, "there is no such file", remedy: "check the name and the folder")
    }
    if values.isDirectory == true {
      throw WorkplaceError(path, "is a folder, and a recording was expected", remedy: "name a file in it")
    }
    guard values.isRegularFile == true else {
      throw WorkplaceError(path, "is no plain file", remedy: "copy the recording to one")
    }
    guard let bytes = values.fileSize, bytes > 0 else {
      throw WorkplaceError(path, "is empty", remedy: "copy or record it again")
    }
    guard FileManager.default.isReadableFile(atPath: url.path(percentEncoded: false)),
      let mark = try? Digests.mark(ofFileAt: url, bytes: Int64(bytes))
    else { throw WorkplaceError(path, "you have no permission to read it", remedy: "chmod +r makes it readable") }
    self.url = url
    self.path = path
    self.state = state
    recording = Recording(
      name: url.lastPathComponent.precomposedStringWithCanonicalMapping, bytes: Int64(bytes), mark: mark)
  }

  /// The name without its ending, in Unicode NFC.
  public var stem: String { Self.stem(of: recording.name) }

  static func stem(of name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
