import Batch
import Foundation
import Wording

/// What a batch says at its end.
struct BatchSummary {
  private let report: BatchReport
  private let paths: BatchPaths
  private let options: BatchOutputOptions

  /// So many names of one kind are written out.
  private static let nameLimit = 20

  init(_ report: BatchReport, _ paths: BatchPaths, _ options: BatchOutputOptions) {
    self.report = report
    self.paths = paths
    self.options = options
  }

  /// Errors, then warnings, one line each: for standard error.
  var complaints: [String] {
    let warnings = report.warnings.map { warning in
      Console.yellow("warning: \(name(warning.recording)): \(shown(warning.warning, limit: 900))")
    }
    let failures = report.failures.map { "error: \(name($0.recording)): \(shown($0.reason, limit: 1200))" }
    let sickness = report.sickness.map { sentence in
      ["error: \(shown(sentence, limit: 900)); no more was started, and the next run goes on from here"]
    }
    return failures + warnings + (sickness ?? [])
  }

  /// Counts, what was left alone, and where the report is: for standard output.
  var description: String {
    let counts = report.counts
    var lines = [Self.text(counts)]
    if counts.ofAnotherVersion > 0 {
      lines.append(
        "\(counted(counts.ofAnotherVersion, "lesson was", "lessons were")) made by another version of chop and \(counts.ofAnotherVersion == 1 ? "is" : "are") as good as before; --remake renews \(counts.ofAnotherVersion == 1 ? "it" : "them")"
      )
    }
    lines += Self.leftAlone(report.leftAlone, isVerbose: options.verbose)
    lines.append("\(shown(paths.given(lesson: ".batch/report.json"), limit: 400)) has all of it")
    return lines.joined(separator: "\n")
  }

  /// `3 lessons made, 38 unchanged, 1 failed`
  private static func text(_ counts: BatchReport.Counts) -> String {
    guard counts.made + counts.unchanged + counts.failed + counts.left > 0 else { return "no recordings are there" }
    var parts = ["\(counted(counts.made, "lesson")) made"]
    if counts.unchanged > 0 { parts.append("\(counts.unchanged) unchanged") }
    if counts.failed > 0 { parts.append("\(counts.failed) failed") }
    if counts.left > 0 { parts.append("\(counts.left) not begun or not finished") }
    return parts.joined(separator: ", ")
  }

  /// One line for each kind of what was left alone, with names. Files that are no recordings are named where all is to be said, and counted elsewhere.
  static func leftAlone(_ files: [LeftAlone], isVerbose: Bool) -> [String] {
    LeftAlone.Kind.allCases.compactMap { kind in
      let files = files.filter { $0.kind == kind }
      guard !files.isEmpty else { return nil }
      guard kind != .noRecording || isVerbose else {
        return "left alone, no recordings: \(counted(files.count, "file"))"
      }
      let limit = isVerbose ? Int.max : nameLimit
      let names = files.prefix(limit).map { file in
        shown(file.path, limit: 400) + (file.why.isEmpty ? "" : " (\(shown(file.why)))")
      }
      let more = files.count > limit ? " and \(files.count - limit) more" : ""
      return "left alone, \(words(for: kind)): \(names.joined(separator: ", "))\(more)"
    }
  }

  private static func words(for kind: LeftAlone.Kind) -> String {
    switch kind {
    case .halfWritten: "half-written"
    case .link: "links"
    case .view: "other views"
    case .lesson: "lessons"
    case .output: "the folder of lessons"
    case .hidden: "hidden"
    case .device: "no plain files"
    case .noRecording: "no recordings"
    }
  }

  static func word(for outcome: LessonOutcome) -> String {
    switch outcome {
    case .made: "made"
    case .unchanged: "unchanged"
    case .failed(_, let isRemembered): isRemembered ? "failed before, not tried again" : "failed"
    case .leftAlone(let file): "left alone, \(file.why)"
    }
  }

  private func name(_ recording: String) -> String { shown(paths.given(recording: recording), limit: 400) }
}
