import Documents
import Foundation
import Lesson
import PipelineFile
import Pipelines
import StageGraph
import Stages
import TestSupport
import Workplace

/// What every pipeline is given.
let graph = Graph(
  builtInStages,
  given: [
    Given("recording", Recording.self), Given("companions", Companions.self), Given("settings", RunSettings.self),
    Given("earlier", EarlierLesson.self),
  ])

/// The lines of a pipeline's stages, and what it comes to when they stand in a file.
struct PipelineLines {
  var stages: [String]

  /// The built-in pipeline `lecture`.
  static var lecture: PipelineLines {
    let text = BuiltInPipelines.all.first { $0.name == "lecture" }?.text ?? ""
    return PipelineLines(stages: text.split(separator: "\n").filter { $0.hasPrefix("  ") }.map(String.init))
  }

  func plan() throws -> Plan {
    let text = "stages:\n" + stages.joined(separator: "\n") + "\n"
    return try Pipeline(SourceText(text, named: "test.yaml"), for: graph).plan
  }
}

/// A recording with companions that goes through pipelines, in one process.
struct LessonMaker {
  let folder: RecordingFolder

  init(_ recording: TestRecording, companions: [String: String]) throws {
    folder = try RecordingFolder(recording, companions: companions)
  }

  /// Runs `plan` and gives the results and the lesson's folder.
  func make(_ plan: Plan, runner: Runner = Runner(builtInStages)) async throws -> (result: RunResult, lesson: URL) {
    let recording = try RecordingFile(path: folder.recording.path)
    let companions = try CompanionFiles(beside: recording)
    var files = companions.urls
    files[recording.recording.name] = recording.url
    let lesson = temporaryFile("made.lesson")
    try FileManager.default.createDirectory(at: lesson, withIntermediateDirectories: true)
    let given = try [
      GivenValue("recording", recording.recording), GivenValue("companions", companions.companions),
      GivenValue("settings", RunSettings(generator: "a test", options: "")), GivenValue("earlier", EarlierLesson()),
    ]
    return (try await runner.run(plan, given: given, places: Places(files: files, lesson: lesson)), lesson)
  }
}

/// A recording in which somebody speaks, and everything that can lie beside it.
let spokenLecture = TestRecording(seconds: 9) {
  $0.sound?.content = .speech(SpeechScript([(0.2, 2.3), (3.2, 5.4), (6.4, 8.8)]))
}
let companionTexts = [
  "en.vtt": "WEBVTT\n\n00:00.200 --> 00:02.300\n<v Eva>What is energy?\n\n00:03.000 --> 00:08.500\nIt is kept.\n",
  "de.srt": "1\n00:00:00,200 --> 00:00:02,300\nWas ist Energie?\n",
  "quiz.gift": "// [tag:at=0:01]\nIs it kept? {T}\n\n// [tag:chapter=99]\nIs it lost? {F}\n",
  "lesson.yaml": "title: Energy\nlanguage: en\nauthors: [Eva Klein]\nchapters:\n  2: { summary: What stays. }\n",
  "chapters.txt": "0:00 What is energy?\n0:03 It is kept\n",
]
