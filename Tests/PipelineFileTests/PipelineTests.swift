import Documents
import Foundation
import PipelineFile
import StageGraph
import Testing
import Timeline

private struct Recording: Codable, Hashable {}
private struct MediaInfo: Codable, Hashable {}
private struct PauseMap: Codable, Hashable {}
private struct Captions: Codable, Hashable {}
private struct ChapterPlan: Codable, Hashable {}

private struct Probe: Stage {
  static let about = About("says what the recording is", example: "probe:", opensMedia: true)
  @Needs var recording: Recording
  func run(in workshop: Workshop) async throws -> MediaInfo { MediaInfo() }
}
private struct DetectSilence: Stage {
  static let about = About("finds silences", example: "detect-silence: { at-least: 900ms }", opensMedia: true)
  @Option("a shorter silence does not count", 100.ms...10.s) var atLeast = 700.ms
  @Option("decibels above the noise floor", 3...40) var margin = 9
  @Needs var recording: Recording
  @Needs var info: MediaInfo
  func run(in workshop: Workshop) async throws -> PauseMap { PauseMap() }
}
private struct ReadCaptions: Stage {
  static let about = About("reads captions", example: "read-captions: { language: de }")
  @Option("their language") var language = "und"
  @Needs var recording: Recording
  func run(in workshop: Workshop) async throws -> Captions { Captions() }
}
private struct PlanChapters: Stage {
  static let about = About("plans", example: "plan-chapters: { target: 6m }")
  @Option("the wished length") var target = 6.min
  @Option("no chapter is shorter") var min = 3.min
  @Option("no chapter is longer") var max = 12.min
  @Needs var info: MediaInfo
  @Needs var pauses: PauseMap?
  @Needs var captions: [Captions]
  func check() throws(Complaint) {
    if min > max { throw Complaint("min (\(min)) is above max (\(max))") }
  }
  func run(in workshop: Workshop) async throws -> ChapterPlan { ChapterPlan() }
}
private struct ReadChapterList: Stage {
  static let about = About("reads a list", example: "read-chapter-list:")
  @Needs var before: ChapterPlan?
  func run(in workshop: Workshop) async throws -> ChapterPlan { ChapterPlan() }
}

private let graph = Graph(
  [
    StageKind(Probe.self), StageKind(DetectSilence.self), StageKind(ReadCaptions.self), StageKind(PlanChapters.self),
    StageKind(ReadChapterList.self),
  ], given: [Given("recording", Recording.self)])

@Suite struct PipelineTests {
  private func pipeline(_ text: String, _ overrides: [String: String] = [:]) throws -> Pipeline {
    try Pipeline(SourceText(text, named: "p.yaml"), for: graph, overrides: overrides)
  }

  @Test func aFileBecomesAPlan() throws {
    let pipeline = try pipeline(
      """
      summary: a lecture with one camera
      stages:
        probe:
        detect-silence: { at-least: 800ms }
        german: { stage: read-captions, language: de }
        english: { stage: read-captions, language: en }
        plan-chapters:
          target: 4m
          captions: [german]
      """, ["target": "90s"])
    #expect(pipeline.summary == "a lecture with one camera")
    #expect(pipeline.plan.step("detect-silence")?.options == ["at-least": "800ms", "margin": "9"])
    #expect(pipeline.plan.step("plan-chapters")?.options["target"] == "1m30s")
    #expect(pipeline.plan.step("plan-chapters")?.needs.map(\.from) == [["probe"], ["detect-silence"], ["german"]])
  }

  @Test func allMistakesAreToldAtOnce() {
    let error = #expect(throws: DocumentError.self) {
      try pipeline(
        """
        sumary: x
        stages:
          read-captoins:
          detect-silence: { at-leest: 800ms, margin: 90 }
          probe: { at-least: 1s }
          plan-chapters: { target: 6, min: , max: [1m, 2m], captions: *x, info: probe }
          probe:
          read-chapter-list: soon
        """, ["margn": "3"])
    }
    #expect(
      error?.description == """
        --margn: error: no stage of this pipeline has an option 'margn'; did you mean 'margin'?
        p.yaml:1:1: error: a pipeline has no 'sumary'; did you mean 'summary'?
        p.yaml:3:3: error: no stage is called 'read-captoins'; did you mean 'read-captions'?
        p.yaml:4:21: error: detect-silence has no 'at-leest'; did you mean 'at-least'?
        p.yaml:4:46: error: detect-silence.margin: 90 is outside 3 to 40
        p.yaml:5:12: error: probe has no 'at-least'; it has recording
        p.yaml:6:28: error: plan-chapters.target: '6' is not a length of time, such as 6m, 90s or 350ms
        p.yaml:6:31: error: plan-chapters.min: a value is missing
        p.yaml:6:43: error: plan-chapters.max: a list is not a length of time, such as 6m, 90s or 350ms
        p.yaml:6:53: error: plan-chapters.captions: a value is missing
        p.yaml:6:63: error: an alias, '*x', is not taken here; a text that starts with '*' has to be in quotes
        p.yaml:7:3: error: 'probe' stands here a second time; the first is in line 5
        p.yaml:8:22: error: read-chapter-list: its options are a mapping, not a text; write '{ option: value }'
        """)
  }

  @Test(arguments: [
    ("", "p.yaml: error: is empty; a pipeline names its stages below 'stages:'"),
    ("~", "p.yaml: error: is empty; a pipeline names its stages below 'stages:'"),
    ("- probe", "p.yaml:1:1: error: a pipeline is a mapping with summary and stages, not a list"),
    ("probe", "p.yaml:1:1: error: a pipeline is a mapping with summary and stages, not a text"),
    ("summary: x", "p.yaml:1:1: error: has no 'stages'; a pipeline names its stages below 'stages:'"),
    ("summary: [x]\nstages:\n  probe:", "p.yaml:1:10: error: summary: a list is not a text"),
    ("stages:", "p.yaml:1:1: error: names no stage; chop stages lists them"),
    (
      "stages:\n  - probe",
      "p.yaml:2:3: error: stages is a mapping, not a list; a line for each stage, 'probe:' or 'detect-silence: { at-least: 800ms }'"
    ),
    (
      "stages:\n  detect-silence:",
      "p.yaml:2:3: error: detect-silence needs MediaInfo, which no stage here makes; add probe"
    ),
    (
      "stages:\n  probe:\n  plan-chapters: { min: 20m }",
      "p.yaml:3:3: error: plan-chapters: min (20m) is above max (12m)"
    ),
    (
      "stages:\n  probe:\n  a: { stage: plan-chapters }\n  b: { stage: plan-chapters }\n  read-chapter-list:",
      "p.yaml:5:3: error: read-chapter-list needs one ChapterPlan, and a and b make one each; choose with 'before: a'"
    ),
    (
      "stages:\n  x: { stage: read-chapter-list, before: y }\n  y: { stage: read-chapter-list, before: x }",
      "p.yaml:2:3: error: in a circle, each needs the next: x, y, x"
    ),
    ("stages:\n  x: { stage: prob }", "p.yaml:2:15: error: no stage is called 'prob'; did you mean 'probe'?"),
    (
      "stages:\n  x: { stage: [probe] }\n  probe:",
      "p.yaml:2:3: error: no stage is called 'x'; chop stages lists them\np.yaml:2:15: error: x.stage: a list is not the name of a stage"
    ),
    ("stages:\n  probe: { recording: { a: b } }", "p.yaml:2:23: error: probe.recording: a mapping is not a value"),
    ("stages:\n  probe: { recording: [[a]] }", "p.yaml:2:23: error: probe.recording: a list of names was expected"),
    ("stages:\n\tprobe:", "p.yaml:2:1: error: a tab indents this line; YAML takes only spaces"),
  ])
  func tellsOneMistake(_ text: String, _ sentence: String) {
    let error = #expect(throws: DocumentError.self) { try pipeline(text) }
    #expect(error?.description == sentence)
  }

  /// A folder with a program that may be run, one that may not, and nothing else.
  private func withPrograms(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pipelines-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, mode) in [("topics.py", 0o755), ("plain.py", 0o644)] {
      let attributes: [FileAttributeKey: Any] = [.posixPermissions: mode]
      #expect(
        FileManager.default.createFile(
          atPath: folder.path + "/" + name, contents: Data("abc".utf8), attributes: attributes))
    }
    try body(folder)
  }

  @Test func aStepCanRunAProgram() throws {
    try withPrograms { folder in
      let plan = try Pipeline(
        SourceText(
          """
          stages:
            probe:
            read-captions:
            german: { stage: read-captions, language: de }
            topics:
              program: ./topics.py
              needs: { captions: Captions, all: [Captions], pauses: PauseMap? }
              captions: german
              makes: ChapterPlan
              options: { words: 5 }
              time-limit: 2m
          """, named: "p.yaml"), for: graph, in: folder, overrides: ["words": "6"]
      ).plan
      let step = try #require(plan.step("topics"))
      #expect(step.program?.path == "./topics.py")
      #expect(step.program?.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
      #expect(step.program?.timeLimit == 2.min)
      #expect(step.options == ["words": "6"])
      #expect(step.needs.map(\.name) == ["all", "captions", "pauses"])
      #expect(step.needs.map(\.from) == [["german", "read-captions"], ["german"], []])
    }
  }

  @Test func mistakesAboutProgramsAreToldAtOnce() throws {
    try withPrograms { folder in
      let error = #expect(throws: DocumentError.self) {
        try Pipeline(
          SourceText(
            """
            stages:
              probe:
              a: { program: ./plain.py, makes: ChapterPlna, needs: { captions: [Caption], Plan: ChapterPlan } }
              b: { program: ../missing.py, needs: { program: ChapterPlan, two: [a, b] }, options: { x: [3] } }
              c: { program: topics.py, makes: ChapterPlan, time-limit: 1, options: [3] , words: 5 }
              d: { program: [x], makes: ChapterPlan, stage: probe }
              e: { makes: ChapterPlan }
              f: { program: ., makes: Captions, needs: [x] }
              g: { program: '', makes: , needs: }
            """, named: "p.yaml"), for: graph, in: folder)
      }
      #expect(
        error?.description == """
          p.yaml:3:17: error: a.program: './plain.py' may not be run; chmod +x ./plain.py allows it
          p.yaml:3:36: error: a.makes: no artifact is called 'ChapterPlna'; did you mean 'ChapterPlan'?
          p.yaml:3:68: error: a.needs.captions: no artifact is called 'Caption'; did you mean 'Captions'?
          p.yaml:3:79: error: a.needs.Plan: a name is lower-case letters, digits and hyphens
          p.yaml:4:8: error: b doesn't say what its program makes; add the name of an artifact, such as 'makes: ChapterPlan'
          p.yaml:4:17: error: b.program: '../missing.py' is not there; a program's path starts at the pipeline's own folder
          p.yaml:4:41: error: b.needs.program: 'program' has a meaning of its own; choose another name
          p.yaml:4:68: error: b.needs.two: a list is not a text
          p.yaml:4:92: error: b.options.x: a list is not a text
          p.yaml:5:60: error: c.time-limit: '1' is not a length of time, such as 6m, 90s or 350ms
          p.yaml:5:72: error: c.options: a mapping was expected, not a list; write '{ words: 5 }'
          p.yaml:5:78: error: c has no 'words'
          p.yaml:6:17: error: d.program: a list is not a text
          p.yaml:6:49: error: d is a stage or a program, not both; leave out 'stage' or 'program'
          p.yaml:7:3: error: no stage is called 'e'; chop stages lists them
          p.yaml:7:8: error: e.makes belongs to a program of your own; name the program with 'program: ./FILE'
          p.yaml:8:17: error: f.program: '.' is no plain file; name a program, such as ./topics.py
          p.yaml:8:44: error: f.needs: a mapping was expected, not a list; write '{ captions: GivenCaptions }'
          p.yaml:9:8: error: g doesn't say what its program makes; add the name of an artifact, such as 'makes: ChapterPlan'
          p.yaml:9:17: error: g.program: '' is no plain file; name a program, such as ./topics.py
          p.yaml:9:21: error: g.makes: a value is missing
          p.yaml:9:30: error: g.needs: a value is missing
          """)
    }
  }

  @Test func programsWhoseNeedsCannotBeMetAreMistakes() throws {
    try withPrograms { folder in
      let error = #expect(throws: DocumentError.self) {
        try Pipeline(
          SourceText(
            """
            stages:
              read-captions:
              german: { stage: read-captions }
              a: { program: topics.py, makes: Captions, needs: { plan: ChapterPlan } }
              b: { program: topics.py, makes: PauseMap, needs: { captions: Captions } }
            """, named: "p.yaml"), for: graph, in: folder)
      }
      #expect(
        error?.description == """
          p.yaml:4:3: error: a needs ChapterPlan, which no stage here makes; add plan-chapters or read-chapter-list
          p.yaml:5:3: error: b needs one Captions, and a, german and read-captions make one each; choose with 'captions: a'
          """)
    }
  }

  @Test func aPipelineThatNoFileHoldsRunsNoProgram() {
    let error = #expect(throws: DocumentError.self) {
      try pipeline("stages:\n  x: { program: /bin/true, makes: Captions }")
    }
    #expect(
      error?.description
        == "p.yaml:2:17: error: x.program: a built-in pipeline can't run a program; copy it with 'chop pipeline show' and name the copy"
    )
  }

  @Test func shuffledLinesGiveAnEqualPlan() throws {
    var lines = ["  probe:", "  detect-silence: { margin: 12 }", "  read-captions:", "  plan-chapters: { target: 5m }"]
    let plan = try pipeline("stages:\n" + lines.joined(separator: "\n")).plan
    for _ in 0..<10 {
      lines.shuffle()
      #expect(try pipeline("stages:\n" + lines.joined(separator: "\n")).plan == plan)
    }
  }

  @Test func examplesOfStagesAreGood() throws {
    for kind in [StageKind(Probe.self), StageKind(DetectSilence.self)] {
      let text = "stages:\n" + (kind.name == "probe" ? "" : "  probe:\n") + "  \(kind.about.example)"
      #expect(try pipeline(text).plan.step(kind.name) != nil)
    }
  }
}
