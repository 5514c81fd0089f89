import ArgumentParser
import ChapterLists
import Documents
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
      The text can be edited and given back with --chapters; unedited, it gives the same cuts. A line of dots, "...", keeps the
      times around it and leaves it to chop to divide what lies between them. Where a lesson of the recording stands already, its
      boundaries are printed, which 'chop run' would keep; --replan prints new ones.

      EXAMPLES
        chop plan lecture.mp4
        chop plan lecture.mp4 --target 4m > plan.txt
        chop lecture.mp4 --chapters plan.txt
        chop plan a.mp4 b.mp4 --as-one > plan.txt
        chop a.mp4 b.mp4 --as-one --chapters plan.txt
      """)

  @Argument(help: ArgumentHelp("The recording.", valueName: "recording"), completion: .recordings)
  var recordings: [String]
  @Flag(name: .long, help: "Plan one lesson of all recordings, which are the parts of one lecture.") var asOne = false
  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The lesson's own folder, where it isn't beside the recording.", valueName: "folder"),
    completion: .directory)
  var output: String?
  @Flag(name: .long, help: "Plan boundaries anew, where a lesson of the recording stands already.")
  var replan = false
  @Flag(name: .long, help: "JSON for programs.") var json = false
  @OptionGroup(title: "PLANNING") var work: WorkOptions
  @OptionGroup(title: "OUTPUT") var out: OutputOptions

  private func check() throws {
    if output?.isEmpty == true { throw ValidationError("-o has no name; write -o lessons/energy") }
    guard recordings.count > 1, !asOne else { return }
    throw ValidationError(
      "one recording was expected, and there are \(recordings.count); --as-one plans them as the parts of one lecture")
  }

  func run() async throws {
    let command = self
    try await Failure.reported {
      try command.check()
      try await Interruption.cancelling {
        let run = try LessonRun(command.recordings, command.work, replans: command.replan)
        let parts = try await command.plan(run)
        if !command.out.quiet, command.out.progress == .text { Console.error(run.description) }
        if command.json {
          let printed = PrintedPlan(parts)
          Console.out(String(decoding: try encodeOrderedJSON(printed, pretty: true, forHTML: false), as: UTF8.self))
        } else {
          let lines = parts.map(text).joined().split(separator: "\n")
          Console.out(lines.map { Console.outIsTerminal ? shown($0, limit: 2000) : String($0) }.joined(separator: "\n"))
        }
      }
    }
  }

  private func plan(_ run: LessonRun) async throws -> [PlannedPart] {
    let display = ProgressDisplay(out, printsResult: true)
    defer { display.finish() }
    let earlier = try await earlier(run, display)
    return try await run.planParts(run.pipeline.plan, LessonRun.Errand(earlier: earlier, display: display))
  }

  /// The lesson at whose place a run would make this one; nil where none of these recordings stands there.
  private func earlier(_ run: LessonRun, _ display: ProgressDisplay) async throws -> LessonRun.Earlier? {
    let place = LessonFolder(for: run.parts[0].recording, lessonName: run.lessonName, asked: output)
    guard case .lesson(let known)? = try? place.present(), let manifest = try? readManifest(in: place.url) else {
      return nil
    }
    let sources = try await run.sourceHashes(display)
    guard Set(known).isSubset(of: sources) else { return nil }
    return LessonRun.Earlier(folder: place.url, manifest: manifest, sources: sources)
  }
}

/// The plan of a part as its list; below a heading where there are several.
private func text(of part: PlannedPart) -> String {
  var plan = part.plan
  for (index, cut) in part.cuts.cuts.enumerated() where plan.chapters.indices.contains(index) {
    let chapter = plan.chapters[index]
    // What chop chose may have moved to a frame nearby; given back, it is a person's time, which doesn't move.
    if chapter.boundary.kind == .pause || chapter.boundary.kind == .forced, cut.range.start < chapter.range.start {
      let start = (try? cut.range.start.rounded(.down, to: .microseconds)) ?? cut.range.start
      plan.chapters[index].range = TimeRange(start, chapter.range.end)
    }
    if let head = cut.head {
      plan.chapters[index].boundary.evidence += "; \(counted(head.frames, "frame")) to be encoded again"
    }
  }
  let (standing, list) = (part.standing, planText(of: plan, names: part.names.chapters.map(\.title)))
  guard standing.isOneOfSeveral else { return list }
  return "\(partHeading(standing.index + 1, of: standing.recordings[standing.index]))\n\(list)"
}

/// The plan as JSON: a stable form for programs.
private struct PrintedPlan: Encodable {
  var chapters: [Chapter] = []
  var omitted: [Manifest.Omitted] = []
  var warnings: [String] = []

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
