internal import Digests
internal import FilesOnDisk
public import Foundation
public import Lesson

/// The companions of a recording on disk, found by name or given on the command line.
public struct CompanionFiles: Hashable, Sendable {
  public var companions: Companions
  /// Where each lies, by name.
  public var urls: [String: URL]
  /// What each is called in messages, by name: the path as it was given, or as it would be.
  public var paths: [String: String]
  /// Of each when it was found, by name.
  var states: [String: FileState] = [:]
  /// The names of those that were named on the command line.
  private var given: Set<String> = []

  public init() {
    companions = Companions(files: [])
    urls = [:]
    paths = [:]
  }

  /// Finds the files beside `recording` whose names begin like its name: `lecture.vtt`, `lecture.en.srt`, `lecture.chapters.txt`,
  /// `lecture.quiz.gift`, `lecture.lesson.yaml`, and a Zoom recording's `.transcript.vtt`. Names are compared in Unicode NFC.
  public init(beside recording: RecordingFile) throws(WorkplaceError) {
    try self.init(beside: recording, called: recording.recording.name)
  }

  /// Those of a recording that was called `recordingName`, beside `recording`.
  init(beside recording: RecordingFile, called recordingName: String) throws(WorkplaceError) {
    self.init()
    let folder = recording.url.deletingLastPathComponent()
    let givenFolder = (recording.path as NSString).deletingLastPathComponent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let plain = name.precomposedStringWithCanonicalMapping
      guard plain != recording.recording.name, let found = Self.role(of: plain, beside: recordingName)
      else { continue }
      try add(
        folder.appending(component: name), as: plain, role: found.role, language: found.language,
        path: (givenFolder as NSString).appendingPathComponent(name), isGiven: false)
    }
    try findPictures()
    sort()
  }

  /// Adds a file that was named on the command line in place of those found in that role. It is what it was given as and nothing else: where it was
  /// found too, as `lecture.vtt` is found as captions, it isn't that.
  public mutating func replace(_ role: Companion.Role, with path: String) throws(WorkplaceError) {
    let url = place(ofGiven: path)
    let state = FileState(of: url)
    let replaced = companions.files.filter { file in
      file.role == role || state != nil && !given.contains(file.name) && states[file.name] == state
    }
    for file in replaced { urls[file.name] = nil }
    companions.files.removeAll { replaced.contains($0) }
    var name = url.lastPathComponent.precomposedStringWithCanonicalMapping
    while urls[name] != nil { name = "given-\(name)" }
    guard FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) else {
      throw WorkplaceError(path, "there is no such file", remedy: "check the name and the folder")
    }
    try add(url, as: name, role: role, language: nil, path: path, isGiven: true)
    // One that was found is empty while the shell prepares it for what chop prints.
    guard role != .chapters || FileStatus(at: url.path(percentEncoded: false))?.bytes != 0 else {
      throw WorkplaceError(
        path, "is empty where a chapter list was expected", remedy: "'chop plan' prints one that can be edited")
    }
    given.insert(name)
    try findPictures()
    sort()
  }

  mutating func add(
    _ url: URL, as name: String, role: Companion.Role, language: String?, path: String, isGiven: Bool
  ) throws(WorkplaceError) {
    let values = try? url.resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey])
    guard values?.isRegularFile == true else {
      if isGiven { throw WorkplaceError(path, "is no plain file", remedy: "name the file itself") }
      return
    }
    states[name] = FileState(of: url)
    guard let hash = try? sha256(ofFileAt: url).hash else {
      throw WorkplaceError(path, "you have no permission to read it", remedy: "chmod +r makes it readable")
    }
    companions.files.append(Companion(name: name, role: role, language: language, sha256: hash))
    urls[name] = url
    paths[name] = path
  }

  /// What one of them is called where files are listed: its name, or its path where that name is another file's too.
  public func label(of name: String) -> String {
    guard let path = paths[name] else { return name }
    let own = (path as NSString).lastPathComponent.precomposedStringWithCanonicalMapping
    return own == name ? name : path
  }

  private mutating func sort() {
    companions.files.sort { Self.isBefore(($0.role, $0.name), ($1.role, $1.name)) }
  }

  /// The order of a recording's companions: by role, then by the name's bytes.
  public static func isBefore(
    _ left: (role: Companion.Role, name: String), _ right: (role: Companion.Role, name: String)
  ) -> Bool {
    let order = Companion.Role.allCases
    let places = (order.firstIndex(of: left.role) ?? 0, order.firstIndex(of: right.role) ?? 0)
    if places.0 != places.1 { return places.0 < places.1 }
    let ranks = left.role == .captions ? (rank(ofCaptions: left.name), rank(ofCaptions: right.name)) : (0, 0)
    return ranks.0 != ranks.1 ? ranks.0 < ranks.1 : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }

  /// Of two files in one language the first counts: a transcript tells who speaks, closed captions needn't, and forced ones show a few lines only.
  private static func rank(ofCaptions name: String) -> Int {
    let words = name.lowercased().split(separator: ".")
    return words.contains("forced") ? 2 : words.contains("cc") ? 1 : 0
  }

  /// What the names of a recording's companions begin with, before a dot. In Unicode NFC.
  public static func bases(of recording: String) -> [String] {
    let stem = RecordingFile.stem(of: recording)
    // Zoom calls them GMT20260102-101500_Recording_1920x1080.mp4 and GMT20260102-101500_Recording.transcript.vtt.
    return [recording, stem, withoutSize(stem)]
  }

  /// Without `_1920x1080` at its end. A pattern would be compiled anew for each of ten thousand names.
  private static func withoutSize(_ stem: String) -> String {
    guard let underscore = stem.lastIndex(of: "_") else { return stem }
    let sides = stem[stem.index(after: underscore)...].split(separator: "x", omittingEmptySubsequences: false)
    let areNumbers = sides.allSatisfy { side in !side.isEmpty && side.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    return sides.count == 2 && areNumbers ? String(stem[..<underscore]) : stem
  }

  private static let questionEndings: Set<Substring> = [
    "gift", "txt", "xml", "yaml", "yml", "csv", "tsv", "md", "markdown",
  ]

  /// Whatever format it is in is told by its content.
  private static let chapterListEndings: Set<Substring> = [
    "txt", "vtt", "srt", "ffmetadata", "cue", "xml", "json", "csv", "tsv", "md", "wiki",
  ]

  /// What kind of captions a file holds, beside or in place of their language.
  private static let captionKinds: Set<String> = ["cc", "sdh", "forced"]

  /// What a file called `name` is to a recording called `recording`; nil for nothing. Both in Unicode NFC.
  public static func role(of name: String, beside recording: String) -> (role: Companion.Role, language: String?)? {
    for base in bases(of: recording) where name.hasPrefix(base + ".") {
      switch name.dropFirst(base.count + 1).lowercased().split(separator: ".", omittingEmptySubsequences: false) {
      case let parts where parts.count == 2 && parts[0] == "chapters" && chapterListEndings.contains(parts[1]):
        return (.chapters, nil)
      case ["gift"], ["quiz", "aiken", "txt"]: return (.quiz, nil)
      case let parts where parts.count == 2 && parts[0] == "quiz" && questionEndings.contains(parts[1]):
        return (.quiz, nil)
      case ["lesson", "yaml"], ["lesson", "yml"]: return (.details, nil)
      case ["vtt"], ["srt"], ["transcript", "vtt"]: return (.captions, nil)
      case let parts where (2...3).contains(parts.count) && ["vtt", "srt"].contains(parts[parts.count - 1]):
        let written = name.dropFirst(base.count + 1).split(separator: ".", omittingEmptySubsequences: false)
        let words = written.dropLast().filter { !captionKinds.contains($0.lowercased()) }
        guard let language = words.first else { return (.captions, nil) }
        guard words.count == 1,
          language.lowercased().wholeMatch(of: /[a-z]{2,3}(-[a-z0-9]{2,8})*/) != nil
        else { continue }
        return (.captions, String(language))
      default: continue
      }
    }
    return nil
  }
}
