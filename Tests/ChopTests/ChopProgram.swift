import Foundation
import TestSupport

/// What a run of the `chop` program gave.
struct ChopRun {
  var code: Int32
  var out: String
  var error: String

  /// Lines of standard error that are errors.
  var errors: [String] {
    error.split(separator: "\n").map(String.init).filter { $0.hasPrefix("error: ") || $0.contains(": error: ") }
  }

  /// Whether nothing in the output steers a terminal: no control character but line ends, no mark that turns the direction of writing.
  var isPlain: Bool {
    (out + error).unicodeScalars.allSatisfy { scalar in
      scalar == "\n"
        || scalar.properties.generalCategory != .control && !(0x202a...0x202e).contains(scalar.value)
          && !(0x2066...0x2069).contains(scalar.value) && scalar.value != 0x200f
    }
  }
}

/// A `chop` that was started and may still be running.
struct RunningChop {
  let process: Process
  let out: URL
  let error: URL

  /// `wrapper` is a program and its arguments that starts chop in its turn, such as `setpriv`.
  init(
    _ arguments: [String], in folder: URL, wrapper: [String] = [], environment: [String: String] = [:],
    out: URL? = nil
  ) throws {
    guard let beside = Bundle.main.executableURL?.deletingLastPathComponent() else {
      throw ToolError(description: "the tests don't know where they are")
    }
    let program = beside.appending(path: "chop").path
    let command = wrapper + [program] + arguments
    process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    // A signal that whoever runs the tests ignores would be ignored by chop too.
    process.arguments = ["--default-signal=INT", "--default-signal=HUP", "--default-signal=PIPE", "--"] + command
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(testCache.merging(environment) { $1 }) { $1 }
    process.standardInput = FileHandle.nullDevice
    self.out = try out ?? temporaryFile("out.txt", Data())
    error = try temporaryFile("error.txt", Data())
    process.standardOutput = try FileHandle(forWritingTo: self.out)
    process.standardError = try FileHandle(forWritingTo: error)
    try process.run()
  }

  /// Waits for its end.
  func finished() throws -> ChopRun {
    process.waitUntilExit()
    return ChopRun(
      code: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
      out: out.path.hasPrefix("/dev/") ? "" : String(decoding: try Data(contentsOf: out), as: UTF8.self),
      error: String(decoding: try Data(contentsOf: error), as: UTF8.self))
  }
}

/// A folder in which a user works: recordings, what lies beside them, and lessons.
struct Desk {
  let url: URL

  init() throws {
    url = temporaryFile("desk")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  subscript(_ path: String) -> URL { url.appending(path: path) }

  /// Runs `chop` here.
  func chop(
    _ arguments: String..., wrapper: [String] = [], environment: [String: String] = [:], out: URL? = nil
  ) throws -> ChopRun {
    try RunningChop(arguments, in: url, wrapper: wrapper, environment: environment, out: out).finished()
  }

  /// Puts a copy of a test recording here.
  func add(_ recording: TestRecording, as path: String) throws {
    try add(Data(contentsOf: recording.file()), as: path)
  }

  func add(_ text: String, as path: String) throws { try add(Data(text.utf8), as: path) }

  func add(_ data: Data, as path: String) throws {
    try FileManager.default.createDirectory(
      at: self[path].deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: self[path])
  }

  /// All that is here, hidden files too: paths, with sizes of plain files and what links lead to.
  func listing() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: url.path).sorted().map { path in
      let attributes = try FileManager.default.attributesOfItem(atPath: self[path].path)
      return switch attributes[.type] as? FileAttributeType {
      case .typeRegular: "\(path) \(attributes[.size] ?? 0)"
      case .typeSymbolicLink: "\(path) -> \(try FileManager.default.destinationOfSymbolicLink(atPath: self[path].path))"
      default: path + "/"
      }
    }
  }

  func text(_ path: String) throws -> String { String(decoding: try Data(contentsOf: self[path]), as: UTF8.self) }

  /// A lesson's manifest as plain JSON, read by other code than chop's.
  func manifest(_ lesson: String) throws -> ReadManifest {
    try JSONDecoder().decode(ReadManifest.self, from: Data(contentsOf: self["\(lesson)/manifest.json"]))
  }

  /// Looks at a lesson with the eyes of jsonschema and webvtt-py: the manifest is valid, its paths are plain and lead to the files it says, WebVTT files
  /// have as many cues as they should.
  func checkLesson(_ lesson: String) throws {
    try run("python3", ["-c", Self.check, self[lesson].path, Self.schema.get().path])
  }

  private static let schema = Result {
    try temporaryFile("schema.json", Data(RunningChop(["schema"], in: temporaryFolder).finished().out.utf8))
  }

  private static let check = """
    import hashlib, json, re, sys
    from pathlib import Path
    try:
        import jsonschema, webvtt
    except ModuleNotFoundError as error:
        sys.exit(f"{error}; pip install -r Tests/requirements.txt brings it")
    lesson, schema = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text())
    manifest = json.loads((lesson / "manifest.json").read_bytes().decode("utf-8", "strict"))
    jsonschema.Draft202012Validator(schema).validate(manifest)
    assert len(webvtt.read(lesson / "chapters.vtt")) == len(manifest["chapters"]), "chapters.vtt"
    files = manifest["files"] + [manifest["quiz"]]
    for chapter in manifest["chapters"]:
        files += [chapter.get("video"), chapter.get("audio"), chapter.get("poster"), chapter.get("quiz"), *chapter.get("more", [])]
        files += chapter["captions"]
        for captions in chapter["captions"]:
            text = (lesson / captions["path"]).read_text()
            assert len(webvtt.read(lesson / captions["path"])) == text.count(" --> "), text
    for file in filter(None, files):
        assert re.fullmatch(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*", file["path"]), file["path"]
        data = (lesson / file["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"], file["path"]
        if file["path"].endswith(".json"):
            json.loads(data)
    """
}

/// What tests look at in a manifest.
struct ReadManifest: Decodable, Equatable {
  var title: String
  var duration: Double
  var warnings: [String]
  var chapters: [Chapter]
  var omitted: [Span]

  struct Chapter: Decodable, Equatable {
    var id: String
    var title: String
    var source: Span
    var boundary: Boundary
    var cut: Cut
    var video: File?
    var audio: File?
    var captions: [File]
  }
  struct Span: Decodable, Equatable { var start: Double, end: Double, exact: [String] }
  struct Boundary: Decodable, Equatable { var kind: String }
  struct Cut: Decodable, Equatable { var requested: Double, actual: Double }
  struct File: Decodable, Equatable { var path: String, sha256: String, duration: Double? }
}

extension TestRecording {
  /// Twenty-four seconds of speech with pauses of a second around 8 and 16 s.
  static let talk = TestRecording(seconds: 24) {
    $0.sound = Sound(.speech(SpeechScript([(0.3, 7.5), (8.5, 15.5), (16.5, 23.7)])))
  }
  /// Three seconds of a small picture, for what must be tried many times.
  static let tiny = tiny()
  static func tiny(_ change: (inout TestRecording) -> Void = { _ in }) -> TestRecording {
    TestRecording(seconds: 3) {
      $0.picture?.width = 128
      $0.picture?.height = 72
      $0.picture?.gop = 25
      change(&$0)
    }
  }
  /// Six seconds with a tone.
  static let short = TestRecording()
}

extension Data {
  /// A PNG file of one pixel.
  static let dot =
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==") ?? Data()
}

/// Options that give a talk of half a minute three chapters.
let threeChapters = ["--target", "10s", "--min", "4s", "--max", "12s"]
