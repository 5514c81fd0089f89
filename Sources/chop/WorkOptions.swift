import ArgumentParser
import Documents
import Lesson
import PipelineFile
import StageGraph
import Wording
import Workplace

/// What `run` and `plan` share: which companions to take, and how to plan.
struct WorkOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Cut where this chapter list says.", valueName: "list.txt"),
    completion: .chapterLists)
  var chapters: String?
  @Option(
    name: .long, help: ArgumentHelp("Take these captions (WebVTT, SRT).", valueName: "captions.vtt"),
    completion: .captions)
  var captions: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Take these questions (GIFT, Moodle XML, Aiken, Markdown, YAML or CSV).", valueName: "questions.gift"),
    completion: .questions
  )
  var quiz: String?
  @Option(
    name: .long, help: ArgumentHelp("Take title, authors and the like from here.", valueName: "lesson.yaml"),
    completion: .details)
  var details: String?

  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp(
      "The lesson's address, such as https://example.org/energy/, for its page.", valueName: "url"))
  var baseURL: String?

  @OptionGroup var planning: PlanningOptions

  func validate() throws {
    for (name, path, example) in [
      ("--chapters", chapters, "list.txt"), ("--captions", captions, "captions.vtt"),
      ("--quiz", quiz, "questions.gift"), ("--details", details, "lesson.yaml"),
    ] where path?.isEmpty == true {
      throw ValidationError("\(name) has no name; write \(name) \(example)")
    }
  }

  var pipeline: String { planning.pipeline }
  var noCache: Bool { planning.noCache }

  /// The pipeline with the options given here.
  func checkedPipeline() throws -> Pipeline { try planning.checkedPipeline(overrides: overrides()) }

  /// Options of stages, by name.
  func overrides() throws -> [String: String] {
    var overrides = try planning.overrides()
    if let baseURL { overrides["base-url"] = baseURL }
    return overrides
  }

  /// The companions beside a recording, those given on the command line in place of those found.
  func companions(of recording: RecordingFile) throws -> CompanionFiles {
    var files = try CompanionFiles(beside: recording)
    for (role, path) in [
      (Companion.Role.chapters, chapters), (.captions, captions), (.quiz, quiz), (.details, details),
    ] {
      if let path { try files.replace(role, with: path) }
    }
    return files
  }

  /// The companions of each part of one lecture. What is given on the command line, or bears the lesson's name, speaks of the whole.
  func companions(ofParts recordings: [RecordingFile], _ lessonName: String?) throws -> [CompanionFiles] {
    if captions != nil {
      let beside = recordings.map { "\(shown($0.stem)).vtt" }
      throw ValidationError(
        "--captions are of one recording, and there are \(recordings.count); put \(listed(beside)) beside them instead")
    }
    let given = [(role: Companion.Role.chapters, path: chapters), (.quiz, quiz), (.details, details)]
    let whole = try lessonName.flatMap { name in
      try recordings.first.map { try CompanionFiles(ofLesson: name, partsBeside: $0) }
    }
    return try CompanionFiles.ofParts(
      recordings.map { try CompanionFiles(beside: $0) }, whole: whole ?? CompanionFiles(),
      given: given.compactMap { given in given.path.map { (given.role, $0) } })
  }
}

/// How much is said, and how.
struct OutputOptions: ParsableArguments {
  @Option(name: .long, help: "For people, or JSON lines for programs.")
  var progress = ProgressStyle.text
  @Flag(name: [.short, .long], help: "Say nothing but warnings and errors.")
  var quiet = false
  @Flag(name: [.short, .long], help: "Say what each stage does.")
  var verbose = false
  @Flag(name: .long, help: "Say how long each stage took.")
  var timings = false
}

enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
