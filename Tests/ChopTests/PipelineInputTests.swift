import Foundation
import TestSupport
import Testing

@Suite struct PipelineInputTests {
  private static let bad = """
    sumary: x
    stages:
      prob:
      read-captions: { strict: maybe }
      detect-silence: { at-least: 800 }
      plan-chapters: { target: 6m, mni: 3m, max: 12parsecs }
      cut-chapters: [a]
    """

  /// `run` is given a recording that isn't there: the pipeline is looked at first.
  @Test(arguments: [["pipeline", "check", "bad.yaml"], ["run", "none.mp4", "--pipeline", "bad.yaml"]])
  func everyMistakeIsSaidAtOnceBeforeMediaIsOpened(arguments: [String]) throws {
    let desk = try Desk()
    try desk.add(Self.bad, as: "bad.yaml")
    let run = try RunningChop(arguments, in: desk.url).finished()
    #expect(run.code == 1)
    let expected = [
      ("1:1", "did you mean 'summary'?"), ("3:3", "did you mean 'probe'?"), ("4:28", "'maybe' is not yes or no"),
      ("5:31", "'800' is not a length of time, such as 6m"), ("6:32", "did you mean 'min'?"),
      ("6:46", "'12parsecs' is not a length of time"), ("7:17", "its options are a mapping, not a list"),
    ]
    for (place, words) in expected {
      #expect(run.errors.contains { $0.hasPrefix("bad.yaml:\(place): error: ") && $0.contains(words) }, "\(place)")
    }
    #expect(!run.error.contains("none.mp4"))
  }

  @Test(arguments: [
    ("a: [b\n", "bad.yaml:1:6: error: "), ("", "bad.yaml: error: is empty"),
    ("stages:\n  probe:\n  probe:\n", "bad.yaml:3:3: error: "),
    (
      "stages:\n  plan-chapters: { min: 8m, max: 4m }\n",
      "bad.yaml:2:3: error: plan-chapters: min (8m) is above max (4m)"
    ),
  ])
  func aMistakeHasItsPlace(text: String, start: String) throws {
    let desk = try Desk()
    try desk.add(text, as: "bad.yaml")
    let run = try desk.chop("pipeline", "check", "bad.yaml")
    #expect(run.code == 1)
    #expect(run.errors.contains { $0.hasPrefix(start) }, "\(run.error)")
  }

  @Test(arguments: [
    (["--min", "8m", "--max", "4m"], "error: --min: plan-chapters: min (8m) is above max (4m); "),
    (["--target", "6"], "error: --target: '6' is not a length of time, such as 6m, 90s or 350ms"),
    (["--target", "6 parsecs"], "error: --target: '6 parsecs' is not a length of time"),
    (["--target", "2s"], "error: --target: 2s is outside 10s to 12h"),
    (["--snap", "-1s"], "error: "),
    (["--pipeline", "lectur"], "error: --pipeline: no pipeline is called 'lectur'; did you mean 'lecture'?"),
    (["--pipeline", "xyz"], "error: --pipeline: no pipeline is called 'xyz'; there are "),
    (["--set", "at-least"], "error: --set at-least: an option and its value were expected; write --set "),
    (["--set", "=3"], "error: --set =3: an option and its value were expected; write --set "),
    (["--set", "mni=3m"], "error: --set mni: no stage of this pipeline has an option 'mni'; did you mean 'min'?"),
    (
      ["--set", "plan-chapter.min=3m"],
      "error: --set plan-chapter.min: no stage of this pipeline has an option 'plan-chapter.min'; did you mean 'plan-chapters.min'?"
    ),
    (["--chapters", ""], "error: --chapters has no name; write --chapters list.txt"),
    (["--set", "at-least=1"], "error: --set at-least: '1' is not a length of time"),
    (["--tagret", "6m"], "error: Unknown option '--tagret'. Did you mean '--target'?"),
    (["--progress", "xml"], "error: The value 'xml' is invalid"),
    (["-o", ""], "error: -o has no name; "),
    (["b.mp4", "-o", "x"], "error: -o names one lesson's folder, and there are 2 recordings; leave it out"),
    (["--esc\u{1b}[2J"], "error: Unknown option '--esc\\u{1b}[2J'"),
  ])
  func aWrongCommandLineIsExitCode64(arguments: [String], start: String) throws {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    let before = try desk.listing()
    let run = try RunningChop(["a.mp4"] + arguments, in: desk.url).finished()
    #expect(run.code == 64, "\(run.error)")
    #expect(run.error.hasPrefix(start), "\(run.error)")
    #expect(run.out.isEmpty)
    #expect(run.isPlain)
    #expect(try desk.listing() == before)
  }

  @Test(arguments: [
    ([""], "error: the name of a recording is empty; write chop lecture.mp4\n"),
    (["a.mp4", ""], "error: the name of a recording is empty; write chop lecture.mp4\n"),
    (["plan", ""], "error: the name of the recording is empty; write chop plan lecture.mp4\n"),
    (["probe", ""], "error: the name of the recording is empty; write chop probe lecture.mp4\n"),
    (["verify", ""], "error: the name of the lesson is empty; write chop verify lecture.lesson\n"),
    (["preview", ""], "error: the name of the lesson is empty; write chop preview lecture.lesson\n"),
    (["export", "", "--to", "scorm"], "error: the name of the lesson is empty; write chop export "),
    (["quiz", "check", ""], "error: the name of the question file is empty; write chop quiz check "),
    (
      ["prbe", "a.mp4"],
      "error: prbe: there is no such command or file, and nothing was made; did you mean 'chop probe'?\n"
    ),
    (["plann"], "error: plann: there is no such command or file, and nothing was made; did you mean 'chop plan'?\n"),
    (["pipeline", "show", "nope"], "error: no pipeline is called 'nope'; there are lecture, screencast, "),
    (
      ["pipeline", "check", "lectur"],
      "error: no pipeline is called 'lectur'; did you mean 'lecture'? There are lecture, screencast, "
    ),
    (["stages", "nope"], "error: no stage is called 'nope'; there are assemble-lesson, "),
    (["stages", "prob"], "error: no stage is called 'prob'; did you mean 'probe'? There are assemble-lesson, "),
  ])
  func aNameThatMeansNothingIsExitCode64(arguments: [String], start: String) throws {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    let before = try desk.listing()
    let run = try RunningChop(arguments, in: desk.url).finished()
    #expect(run.code == 64, "\(run.error)")
    #expect(run.error.hasPrefix(start), "\(run.error)")
    #expect(run.out.isEmpty)
    #expect(try desk.listing() == before)
  }

  @Test func aFileMayBeCalledNearlyLikeACommand() throws {
    let desk = try Desk()
    try desk.add(.tiny, as: "prbe")
    #expect(try desk.chop("prbe", "--quiet").code == 0)
    let run = try desk.chop("exprt", "prbe", "--to", "youtube")
    #expect(run.code == 64)
    #expect(run.error.hasSuffix("There is no command 'exprt'; did you mean 'chop export'?\n"), "\(run.error)")
  }

  @Test func stagesAndPipelinesAreListedForPrograms() throws {
    let desk = try Desk()
    func json<Value: Decodable>(_ arguments: String...) throws -> Value {
      let run = try RunningChop(arguments + ["--json"], in: desk.url).finished()
      #expect(run.code == 0, "\(run.error)")
      return try JSONDecoder().decode(Value.self, from: Data(run.out.utf8))
    }
    struct Stage: Decodable {
      struct Option: Decodable { var name: String, help: String, expected: String, range: String?, `default`: String }
      struct Need: Decodable { var name: String, type: String, count: String }
      var name: String, summary: String, makes: String, opensMedia: Bool, writesFiles: Bool, example: String
      var options: [Option], needs: [Need]
    }
    struct Pipeline: Decodable { var name: String, summary: String, steps: [String] }
    let stages: [Stage] = try json("stages")
    let names = try desk.chop("stages").out.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    #expect(stages.map(\.name) == names.map(String.init))
    let silence: Stage = try json("stages", "detect-silence")
    #expect(silence.needs.contains { $0.type == "MediaInfo" && $0.count == "one" })
    #expect(silence.options.contains { $0.name == "at-least" && $0.range != nil && $0.default.hasSuffix("ms") })
    let pipelines: [Pipeline] = try json("pipeline", "list")
    #expect(pipelines.first?.name == "lecture")
    #expect(pipelines.allSatisfy { $0.steps.contains("probe") && !$0.summary.isEmpty })
  }

  @Test func chopAloneSaysWhatItWants() throws {
    let run = try Desk().chop()
    #expect(run.code == 64)
    #expect(run.error == "error: a recording was expected; write chop lecture.mp4\n")
  }

  @Test func everyBuiltInPipelineIsRight() throws {
    let desk = try Desk()
    let names = try desk.chop("pipeline", "list").out.split(separator: "\n").compactMap {
      $0.split(separator: " ").first
    }
    #expect(names.count >= 3)
    for name in names {
      #expect(try desk.chop("pipeline", "check", "\(name)").code == 0)
      try desk.add(desk.chop("pipeline", "show", "\(name)").out, as: "\(name).yaml")
      #expect(try desk.chop("pipeline", "check", "\(name).yaml").code == 0)
      #expect(
        try desk.chop("pipeline", "show", "\(name)", "--plan").out
          == desk.chop("pipeline", "show", "\(name).yaml", "--plan").out)
    }
  }
}
