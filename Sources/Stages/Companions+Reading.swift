internal import Documents
internal import Foundation
internal import Lesson
internal import StageGraph
internal import Wording

/// What a companion gave, and what was doubtful in it.
struct Reading<Value> {
  var value: Value
  var diagnostics: [Diagnostic]
}

extension Workshop {
  /// Reads a companion; its warnings are said, or, when `strict`, refused.
  ///
  /// Throws `DocumentError` where it can't be read at all, or where something in it is doubtful and `strict` holds.
  func read<Value>(
    _ companion: Companion, strict: Bool, _ parse: (SourceText) throws -> Reading<Value>
  ) throws -> (value: Value, warnings: [String]) {
    // A companion may be a link: it was found as what that leads to.
    let file = try place(of: companion.name).resolvingSymlinksInPath()
    let text = try SourceText(contentsOf: file, named: companion.name)
    let reading = try parse(text)
    if strict, !reading.diagnostics.isEmpty {
      throw DocumentError(reading.diagnostics.map(\.refused))
    }
    let warnings = summarised(reading.diagnostics.map(\.tolerated), file: companion.name)
    for warning in warnings { warn(warning) }
    return (reading.value, warnings)
  }

  /// The first ten as they are, the rest as a count: a file with ten thousand faults doesn't drown the others.
  private func summarised(_ diagnostics: [Diagnostic], file: String) -> [String] {
    let shownFirst = diagnostics.prefix(10).map(\.description)
    let rest = diagnostics.count - shownFirst.count
    return rest > 0 ? shownFirst + ["\(shown(file)): \(counted(rest, "further warning"))"] : Array(shownFirst)
  }
}

extension Diagnostic {
  /// What was doubtful, as an error.
  var refused: Diagnostic {
    var refused = self
    refused.severity = .error
    return refused
  }

  /// What was wrong with one entry, as a warning: the rest of the file counts.
  var tolerated: Diagnostic {
    var tolerated = self
    tolerated.severity = .warning
    return tolerated
  }
}
