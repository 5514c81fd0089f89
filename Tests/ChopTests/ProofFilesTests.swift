import Foundation
import Lesson
import TestSupport
import Testing

/// What a lesson's files say of themselves is so, and depends on nothing but the recording and what lies beside it.
@Suite struct ProofFilesTests {
  /// By PyPI's jsonschema and Python's hashlib, all lessons at once.
  @Test func manifestsAreValidAndTrueToTheirFiles() throws {
    let schemas = try ["manifest", "quiz"].map { subject in
      try temporaryFile("\(subject).schema.json", Data(chop(["schema", subject]).output.utf8)).path
    }
    let script = """
      import hashlib, json, sys
      from pathlib import Path
      import jsonschema
      validators = [jsonschema.Draft202012Validator(json.loads(Path(file).read_text())) for file in sys.argv[1:3]]
      def faults(validator, file):
          return [f"{file}: {e.json_path}: {e.message}" for e in validator.iter_errors(json.loads(file.read_text()))]
      def files(value):
          if isinstance(value, dict):
              if "path" in value: yield value
              value = list(value.values())
          for part in value if isinstance(value, list) else []: yield from files(part)
      for lesson in map(Path, sys.argv[3:]):
          manifest = json.loads((lesson / "manifest.json").read_text())
          named = {entry["path"]: entry for entry in files(manifest)}
          print(*faults(validators[0], lesson / "manifest.json"), sep="\\n", end="")
          for quiz in lesson.glob("**/quiz.json"): print(*faults(validators[1], quiz), sep="\\n", end="")
          for path, entry in named.items():
              data = (lesson / path).read_bytes()
              if (len(data), hashlib.sha256(data).hexdigest()) != (entry["bytes"], entry["sha256"]): print(lesson, path)
          there = {str(f.relative_to(lesson)) for f in lesson.rglob("*") if f.is_file()} - {"manifest.json"}
          if there != set(named): print(lesson, there ^ set(named))
      """
    let lessons = try proofSources.map { try $0.lesson() }
    let printed = try python(["-c", script] + schemas + lessons.map(\.folder.path))
    #expect(String(decoding: printed, as: UTF8.self) == "")
    #expect(lessons.allSatisfy { $0.manifest.allFiles.count >= 3 * 4 + 2 })
  }

  /// Elsewhere, seen from elsewhere, by somebody else with another clock and language: the same bytes.
  @Test(arguments: [proofSources[1], proofSources[7], proofSources[15]])
  func sameInputGivesTheSameBytes(source: ProofSource) throws {
    let first = try source.lesson().folder
    let home = temporaryFile("home")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    let folder = try RecordingFolder(source.recording, companions: source.companions)
    let ending = try chop(
      ["lecture.\(source.recording.container.rawValue)", "-o", "../else where", "--progress", "json"] + source.options,
      in: folder.url,
      environment: ["TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "HOME": home.path])
    #expect(ending.status == 0, "\(ending.errors)")
    let second = folder.url.deletingLastPathComponent().appending(path: "else where")
    let (ours, theirs) = (try files(below: first), try files(below: second))
    #expect(ours.keys.sorted() == theirs.keys.sorted())
    for (path, data) in ours { #expect(data == theirs[path], "\(path)") }
  }

  @Test(arguments: proofSources)
  func noFileNamesAPlaceOnThisMachine(source: ProofSource) throws {
    let folder = try source.lesson().folder
    for (path, data) in try files(below: folder) {
      for place in [temporaryFolder.path, NSUserName() + "@", ProcessInfo.processInfo.hostName + ":"] {
        #expect(data.range(of: Data(place.utf8)) == nil, "\(path) holds \(place)")
      }
    }
    let manifest = try String(contentsOf: folder.appending(path: "manifest.json"), encoding: .utf8)
    #expect(!manifest.contains(#"": "/"#))
    #expect(!manifest.contains("file:"))
  }
}
