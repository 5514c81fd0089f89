import ArgumentParser
import ChapterLists
import Documents
import Exports
import Foundation
import Lesson
import PipelineFile
import StageGraph
import Timeline
import Wording
import Workplace

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Prints the chapters and why they begin there; nothing is written.",
    discussion: """
      The text can be edited and given back with --chapters; unedited, it gives the same cuts. A line of dots, "...", keeps the times \
      around it and leaves it to chop to divide what lies between them. Where nobody speaks for ten seconds or longer at either end, the lines that \
      leave that out are told. Where a lesson of the recording stands already, its boundaries are printed, \
      which 'chop run' would keep; --replan prints new ones.

      --html gives a page of one file that a browser shows: the sound with its pauses, a picture of each chapter, each boundary with what spoke for it, \
      what the cut costs and what else could be, and the list to edit. All of the sound is decoded for it.

      EXAMPLES
        chop plan lecture.mp4
        chop plan lecture.mp4 --target 4m > plan.txt
        chop plan lecture.mp4 --html -o plan.html
        chop lecture.mp4 --chapters plan.txt
        chop plan a.mp4 b.mp4 --as-one > plan.txt
        chop a.mp4 b.mp4 --as-one --chapters plan.txt
      """)

  @Argument(help: ArgumentHelp("The recording.", valueName: "recording"), completion: .recordings)
  var recordings: [String]
  @Flag(name: .long, help: "Plan one lesson of all recordings, which are the parts of one lecture.") var asOne = false
  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "The lesson's own folder, where it isn't beside the recording; with --html, a name that ends in .html is where the page is put.",
      valueName: "place"))
  var output: String?
  @Flag(name: .long, help: "Plan boundaries anew, where a lesson of the recording stands already.")
  var replan = false
  @Flag(name: .long, help: "JSON for programs.") var json = false
  @Flag(name: .long, help: "A page for a browser, to look at and to edit.") var html = false
  @OptionGroup(title: "PLANNING") var work: WorkOptions
  @OptionGroup(title: "OUTPUT") var out: OutputOptions

  private func check() throws {
    for path in recordings { try checkIsNamed(path, "the recording", "chop plan lecture.mp4") }
    if output?.isEmpty == true { throw ValidationError("-o has no name; write -o lessons/energy") }
    if html, json { throw ValidationError("--html and --json both want to be printed; leave one out") }
    if html, page == nil, Console.outIsTerminal {
      throw ValidationError("a page is not for a terminal; write -o plan.html, or > plan.html")
    }
    guard recordings.count > 1, !asOne else { return }
    throw ValidationError(
      "one recording was expected, and there are \(recordings.count); --as-one plans them as the parts of one lecture")
  }

  /// Where the page is put; nil for standard output.
  private var page: ResultPlace? {
    output.flatMap { html && $0.lowercased().hasSuffix(".html") ? ResultPlace(path: $0) : nil }
  }

  func run() async throws {
    let command = self
    try await Failure.reported {
      try command.check()
      try await Interruption.cancelling {
        let run = try LessonRun(command.recordings, command.work, replans: command.replan)
        let (parts, kept) = try await command.plan(run)
        if !command.out.quiet, command.out.progress == .text {
          Console.error(([run.description] + kept).joined(separator: "\n"))
        }
        if command.html {
          try command.put(try PlanPage(of: parts, run, ProgressDisplay(command.out, printsResult: true)).html())
        } else if command.json {
          let printed = PrintedPlan(parts)
          try Console.out(json: printed)
        } else {
          let lines = parts.map(\.text).joined().split(separator: "\n")
          Console.out(lines.map { Console.outIsTerminal ? shown($0, limit: 2000) : String($0) }.joined(separator: "\n"))
        }
      }
    }
  }

  private func put(_ html: String) throws {
    guard let page else { return Console.out(html) }
    // An earlier plan gives way, nothing else does.
    let there = try? FileHandle(forReadingFrom: page.url).read(upToCount: 2048)
    let isPlan = there.map { String(decoding: $0, as: UTF8.self).contains(PlanPage.mark) } ?? false
    if there != nil, !isPlan {
      throw Complaint(
        "\(shown(page.path, limit: 400)): a file that is no plan stands there; name another place with -o")
    }
    let changed = try page.put(.data(Data(html.utf8)), replacing: isPlan)
    if !out.quiet { Console.error("\(shown(page.path, limit: 400))\(changed ? "" : ": unchanged")") }
  }

  /// The plan, and a sentence where its boundaries are an earlier lesson's.
  private func plan(_ run: LessonRun) async throws -> ([PlannedPart], kept: [String]) {
    let display = ProgressDisplay(out, printsResult: true)
    defer { display.finish() }
    let earlier = try await earlier(run, display)
    let parts = try await run.planParts(run.pipeline.plan, LessonRun.Errand(earlier: earlier, display: display))
    guard !replan, let earlier, parts.contains(where: { earlier.lesson(of: $0.standing.index).planning == $0.plan.key })
    else { return (parts, []) }
    let name = shown(earlier.folder.lastPathComponent)
    return (parts, ["its boundaries are those of \(name), which 'chop run' keeps; --replan plans anew"])
  }

  /// The lesson at whose place a run would make this one; nil where none of these recordings stands there.
  private func earlier(_ run: LessonRun, _ display: ProgressDisplay) async throws -> LessonRun.Earlier? {
    let place = LessonFolder(
      for: run.parts[0].recording, lessonName: run.lessonName, asked: page == nil ? output : nil)
    guard case .lesson(let known)? = try? place.present(), let manifest = try? readManifest(in: place.url) else {
      return nil
    }
    let sources = try await run.sourceHashes(display)
    guard Set(known).isSubset(of: sources) else { return nil }
    return LessonRun.Earlier(folder: place.url, manifest: manifest, sources: sources)
  }
}

/// The plan as JSON: a stable form for programs.
private struct PrintedPlan: Encodable {
  var chapters: [Chapter] = []
  var omitted: [Manifest.Omitted] = []
  /// Where nobody speaks at a recording's ends.
  var deadAir: [DeadAir] = []
  var warnings: [String] = []

  struct DeadAir: Encodable {
    var recording: Int
    var start: Seconds
    var end: Seconds
    var exact: [Instant]

    init(_ recording: Int, _ start: Instant, _ end: Instant) {
      self.recording = recording
      (self.start, self.end, exact) = (Seconds(start), Seconds(end), [start, end])
    }
  }

  struct Chapter: Encodable {
    var number: Int
    var id: String
    var title: String
    /// Index of the recording, where there are several.
    var recording: Int
    var start: Seconds
    var end: Seconds
    var exact: [Instant]
    var boundary: Boundary
    var alternatives: [Alternative]
    var cut: Manifest.CutRecord
  }

  struct Alternative: Encodable {
    var time: Seconds
    var exact: Instant
    var evidence: String
  }

  init(_ parts: [PlannedPart]) {
    for part in parts { add(part) }
  }

  private mutating func add(_ part: PlannedPart) {
    let recording = part.standing.index
    omitted += zip(part.cuts.omitted, part.plan.omitted).map {
      Manifest.Omitted(recording: recording, range: $0.range, requested: $1.range, reason: $0.reason)
    }
    if let word = part.firstWord { deadAir.append(DeadAir(recording, .zero, word)) }
    if let word = part.lastWord, let end = part.plan.chapters.last?.range.end {
      deadAir.append(DeadAir(recording, word, end))
    }
    warnings += part.plan.warnings + part.cuts.warnings + part.names.warnings
    for ((planned, name), cut) in zip(zip(part.plan.chapters, part.names.chapters), part.cuts.cuts) {
      chapters.append(
        Chapter(
          number: name.number, id: name.id, title: name.title, recording: recording, start: Seconds(cut.range.start),
          end: Seconds(cut.range.end),
          exact: [cut.range.start, cut.range.end], boundary: planned.boundary,
          alternatives: planned.alternatives.map {
            Alternative(time: Seconds($0.time), exact: $0.time, evidence: $0.evidence)
          },
          cut: Manifest.CutRecord(cut)))
    }
  }
}
