internal import Digests
public import Foundation
internal import Lesson

/// The folder in which a lesson appears: made beside its place, moved there when whole, so that what stands there is always a whole lesson.
public struct LessonFolder: Hashable, Sendable {
  /// Where the lesson will stand.
  public let url: URL
  /// As the user gave it, or the name chosen, for messages.
  public let path: String

  /// The folder asked for, or else `lecture.lesson` beside the recording, `lecture.mp4.lesson` where another recording of that name lies there.
  public init(for recording: RecordingFile, asked: String?) {
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
    let name = Self.name(forRecording: spelled, isAlone: others.isEmpty)
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
    /// An earlier lesson of a source with this SHA-256.
    case lesson(source: String)
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
    guard let manifest = try? JSONDecoder().decode(Manifest.self, from: data), manifest.schema == "chop-manifest",
      let source = manifest.sources.first
    else { return .somethingElse }
    return .lesson(source: source.sha256)
  }

  /// Refuses what would replace something that isn't chop's, or a lesson of another source, unless `force`; and in any case a place that is, or
  /// holds, the recording itself.
  ///
  /// `hash` is the recording's SHA-256, where it is known already. Returns it where an earlier lesson of it stands here; nil for nothing, and for what is moved aside.
  public func check(recording: RecordingFile, force: Bool, hash: String? = nil) throws -> String? {
    guard url.lastPathComponent.utf8.count <= Self.nameLimit else {
      throw WorkplaceError(path, "is too long for a folder's name", remedy: "choose a shorter one with -o")
    }
    let present = try present()
    if case .lesson(let source) = present, try hash ?? sha256(ofFileAt: recording.url).hash == source { return source }
    let source = recording.url.resolvingSymlinksInPath().pathComponents
    if present != .nothing, source.starts(with: url.pathComponents) {
      throw WorkplaceError(
        path, source.count == url.pathComponents.count ? "is the recording itself" : "holds the recording itself",
        remedy: "choose another folder with -o")
    }
    guard !force, present != .nothing else { return nil }
    throw WorkplaceError(
      path,
      present == .somethingElse
        ? "holds something that chop did not make" : "holds the lesson of another recording",
      remedy: "choose another folder with -o, or --force moves what is there aside")
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
