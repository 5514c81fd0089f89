internal import Exports
internal import Foundation
internal import NIOHTTP1
internal import Wording

/// A lesson's folder, and the way to its files.
public struct PreviewedLesson: Hashable, Sendable {
  /// As the user gave it.
  public let path: String
  private let folder: String

  static let page = "index.html"

  /// Throws ``PreviewError`` or `DocumentError` where `path` is no lesson with a page.
  public init(path: String) throws {
    self.path = path
    folder = URL(fileURLWithPath: path).standardizedFileURL.path(percentEncoded: false)
    let name = shown(path, limit: 400)
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw PreviewError(description: "'\(name)' is not there; give the folder of a lesson, such as lecture.lesson")
    }
    guard isFolder.boolValue else {
      throw PreviewError(
        description: "'\(name)' is a file, and a lesson is a folder; 'chop FILE' makes the lesson of a recording")
    }
    guard let manifest = try? open(ManifestFile.path),
      let data = try manifest.handle.read(upToCount: ManifestFile.sizeLimit + 1)
    else {
      throw PreviewError(
        description:
          "'\(name)' is no lesson: a \(ManifestFile.path) is expected in it; 'chop FILE' makes the lesson of a recording"
      )
    }
    _ = try ManifestFile.read(data, named: (path as NSString).appendingPathComponent(ManifestFile.path))
    guard (try? open(Self.page)) != nil else {
      throw PreviewError(description: "'\(name)' has no page: \(Self.page) is expected in it; make the lesson again")
    }
  }

  /// A file of the lesson, open for reading.
  struct File: Sendable {
    var handle: FileHandle
    /// Bytes.
    var size: Int
    var type: String
  }

  /// Opens the file at `path`, which has to be one that a manifest may name.
  ///
  /// Each name is opened in the folder before it and none is followed if it is a symbolic link, so that nothing outside is reached, also where the
  /// folder changes meanwhile. The lesson's folder itself is found anew by its path: a lesson that was made again is the one that is shown.
  func open(_ path: String) throws(Refusal) -> File {
    guard ManifestFile.isInside(path) else { throw .outside }
    var handle = try Self.open(folder, in: nil)
    for name in path.split(separator: "/") { handle = try Self.open(String(name), in: handle) }
    var status = stat()
    guard unsafe fstat(handle.fileDescriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .missing }
    return File(handle: handle, size: Int(status.st_size), type: mediaType(ofFileNamed: path))
  }

  private static func open(_ name: String, in folder: FileHandle?) throws(Refusal) -> FileHandle {
    // Without O_NONBLOCK a named pipe would hold up whoever opens it.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (folder == nil ? O_DIRECTORY : O_NOFOLLOW)
    let descriptor = unsafe openat(folder?.fileDescriptor ?? AT_FDCWD, name, flags)
    guard descriptor >= 0 else {
      switch errno {
      case ELOOP: throw .outside
      case EACCES, EPERM: throw Refusal(status: .forbidden, sentence: "you may not read this file")
      case EMFILE, ENFILE: throw Refusal(status: .serviceUnavailable, sentence: "too many files are open; try again")
      default: throw .missing
      }
    }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }
}
