import ArgumentParser
import ChapterLists
import Documents
import Foundation
import Lesson
import PipelineFile
import StageGraph
import Timeline
import Wording

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Prints the chapters and why they begin there; nothing is written.",
    discussion: """
      The text can be edited and given back with --chapters; unedited, it gives the same cuts.

      EXAMPLES
        chop plan lecture.mp4
        chop plan lecture.mp4 --target 4m > plan.txt
        chop lecture.mp4 --chapters plan.txt
      """)

  @Argument(help: "The recording.", completion: .recordings) var recording: String
  @Flag(name: .long, help: "JSON for programs.") var json = false
  @OptionGroup(title: "PLANNING") var work: WorkOptions
  @OptionGroup(title: "OUTPUT") var out: OutputOptions

  func run() async throws {
    let command = self
    try await Failure.reported {
      try await Interruption.cancelling {
        let run = try LessonRun([command.recording], command.work)
        let whole = run.pipeline.plan
        let steps =
          whole.makers(of: ChapterPlan.self) + whole.makers(of: ChapterNames.self) + whole.makers(of: CutPlan.self)
        let result = try await run.run(
          whole.upTo(steps), of: 0,
          LessonRun.Errand(display: ProgressDisplay(command.out, printsResult: true)))
        if !command.out.quiet, command.out.progress == .text { Console.error(run.description) }
        let plan = try result.made(ChapterPlan.self)
        let names = try result.made(ChapterNames.self)
        let cuts = try result.made(CutPlan.self)
        if command.json {
          let printed = PrintedPlan(plan, names, cuts)
          Console.out(String(decoding: try encodeOrderedJSON(printed, pretty: true, forHTML: false), as: UTF8.self))
        } else {
          let text = planText(of: plan, names: names.chapters.map(\.title))
          let lines = text.split(separator: "\n").map { Console.outIsTerminal ? shown($0, limit: 2000) : String($0) }
          Console.out(lines.joined(separator: "\n"))
        }
      }
    }
  }
}

/// The plan as JSON: a stable form for programs.
private struct PrintedPlan: Encodable {
  var chapters: [Chapter] = []
  var omitted: [Manifest.Omitted]
  var warnings: [String]

  struct Chapter: Encodable {
    var number: Int
    var id: String
    var title: String
    var start: Seconds
    var end: Seconds
    var exact: [Instant]
    var boundary: Boundary
    var cut: Manifest.CutRecord
  }

  init(_ plan: ChapterPlan, _ names: ChapterNames, _ cuts: CutPlan) {
    omitted = zip(cuts.omitted, plan.omitted).map {
      Manifest.Omitted(range: $0.range, requested: $1.range, reason: $0.reason)
    }
    warnings = plan.warnings + names.warnings
    for ((planned, name), cut) in zip(zip(plan.chapters, names.chapters), cuts.cuts) {
      chapters.append(
        Chapter(
          number: name.number, id: name.id, title: name.title, start: Seconds(cut.range.start),
          end: Seconds(cut.range.end),
          exact: [cut.range.start, cut.range.end], boundary: planned.boundary,
          cut: Manifest.CutRecord(method: cut.method, requested: cut.requested, actual: cut.range.start)))
    }
  }
}
