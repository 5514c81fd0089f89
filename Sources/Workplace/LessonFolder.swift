internal import Digests
internal import FilesOnDisk
public import Foundation
internal import Lesson

/// The folder in which a lesson appears: made beside its place, moved there when whole, so that what stands there is always a whole lesson.
public struct LessonFolder: Hashable, Sendable {
  /// Where the lesson will stand.
  public let url: URL
  /// As the user gave it, or the name chosen, for messages.
  public let path: String

  /// The folder asked for, or else `lecture.lesson` beside the recording, `lecture.mp4.lesson` where another recording of that name lies there; a lesson
  /// that was made of the recording under one of these names keeps it.
  ///
  /// `lessonName` is what a lesson of several recordings is called; the recording is the first of them.
  public init(for recording: RecordingFile, lessonName: String? = nil, asked: String?) {
    if let asked {
      path = asked
      url = URL(fileURLWithPath: asked).standardizedFileURL.resolvingSymlinksInPath()
      return
    }
    let folder = recording.url.deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
    let others = names.map(\.precomposedStringWithCanonicalMapping).filter {
      $0 != recording.recording.name && RecordingFile.stem(of: $0) == recording.stem
        && Self.recordingEndings.contains(String($0.dropFirst(recording.stem.count + 1)).lowercased())
    }
    // Spelled as on the disk, which may be in another form of Unicode than the recording's name.
    let spelled = recording.url.lastPathComponent
    let name =
      lessonName.map(Self.name(called:)) ?? Self.name(forRecording: spelled, isAlone: others.isEmpty, in: folder)
    url = folder.appending(component: name, directoryHint: .isDirectory)
    path =
      (recording.path as NSString).deletingLastPathComponent.isEmpty
      ? name : ((recording.path as NSString).deletingLastPathComponent as NSString).appendingPathComponent(name)
  }

  /// Bytes in a name, on the file systems in use (NAME_MAX).
  static let nameLimit = 255

  /// Endings by which files are taken for recordings where only names are looked at.
  static let recordingEndings: Set<String> = [
    "mp4", "m4v", "mov", "mkv", "webm", "m4a", "mp3", "wav", "avi", "flv", "ts", "ogg", "opus", "flac",
  ]

  /// What stands at the lesson's place now.
  public enum Present: Hashable, Sendable {
    case nothing
    /// An earlier lesson of sources with these SHA-256, in order.
    case lesson(sources: [String])
    case somethingElse
  }

  /// Throws ``WorkplaceError`` where it can't be looked at.
  public func present() throws(WorkplaceError) -> Present {
    let path = url.path(percentEncoded: false)
    guard let values = try? url.resourceValues(forKeys: [.isDirectoryKey]) else { return .nothing }
    guard values.isDirectory == true else { return .somethingElse }
    let data: Data
    do {
      if try FileManager.default.contentsOfDirectory(atPath: path).isEmpty { return .nothing }
      data = try Data(contentsOf: url.appending(path: "manifest.json"))
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
      return .somethingElse
    } catch {
      throw WorkplaceError(
        self.path, "what stands there can't be read",
        remedy: "chmod +r makes it readable, or choose another folder with -o")
    }
    guard let manifest = Self.manifest(data), !manifest.sources.isEmpty else { return .somethingElse }
    return .lesson(sources: manifest.sources.map(\.sha256))
  }

  /// Refuses what would replace something that isn't chop's, or a lesson that has a source which is none of these recordings, unless `force`; and in
  /// any case a place that is, or holds, a recording itself.
  ///
  /// `hashes` are the recordings' SHA-256, in order, where they are known already. Returns them where an earlier lesson of these recordings, or of
  /// some of them, stands here; nil for nothing, and for what is moved aside.
  public func check(recordings: [RecordingFile], force: Bool, hashes: [String]? = nil) throws -> [String]? {
    guard url.lastPathComponent.utf8.count <= Self.nameLimit else {
      throw WorkplaceError(path, "is too long for a folder's name", remedy: "choose a shorter one with -o")
    }
    let present = try present()
    if case .lesson(let earlier) = present {
      let sources = try hashes ?? recordings.map { try sha256(ofFileAt: $0.url).hash }
      if Set(earlier).isSubset(of: sources) { return sources }
      if !force, !Set(earlier).isDisjoint(with: sources) {
        throw WorkplaceError(
          path, "holds one lesson of \(earlier.count) recordings, of which not all are given now",
          remedy: "give all of them and --as-one, choose another folder with -o, or --force moves what is there aside")
      }
    }
    for recording in recordings {
      let source = recording.url.resolvingSymlinksInPath().pathComponents
      if present != .nothing, source.starts(with: url.pathComponents) {
        throw WorkplaceError(
          path, source.count == url.pathComponents.count ? "is the recording itself" : "holds the recording itself",
          remedy: "choose another folder with -o")
      }
    }
    guard !force, present != .nothing else { return nil }
    throw WorkplaceError(
      path,
      present == .somethingElse
        ? "holds something that chop did not make" : "holds the lesson of another recording",
      remedy: "choose another folder with -o, or --force moves what is there aside")
  }

  /// nil where it is none of chop's.
  static func manifest(_ data: Data) -> Manifest? {
    (try? JSONDecoder().decode(Manifest.self, from: data)).flatMap { $0.schema == "chop-manifest" ? $0 : nil }
  }

  /// Refuses a place where no folder can be made, as far as that is seen without making one.
  public func checkReachable() throws(WorkplaceError) {
    var folder = (url.path(percentEncoded: false) as NSString).deletingLastPathComponent
    while folder.count > 1, FileStatus(at: folder) == nil {
      folder = (folder as NSString).deletingLastPathComponent
    }
    guard FileStatus(at: folder)?.kind == .folder else { throw WorkplaceError(writing: path, failed: .ENOTDIR) }
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw WorkplaceError(writing: path, failed: .EACCES)
    }
  }
}

extension String {
  /// As many whole characters from the start as fit into so many bytes of UTF-8.
  func prefix(bytes limit: Int) -> String {
    var result = ""
    var count = 0
    for character in self {
      count += character.utf8.count
      guard count <= limit else { break }
      result.append(character)
    }
    return result
  }
}
