import Lesson
import Timeline
import Wording
import Workplace

/// What is said of a lesson that was made.
struct MadeLesson {
  /// As the user gave it, or as it was chosen.
  let path: String
  let manifest: Manifest
  let publication: Publication

  /// The last line for programs.
  var event: [String: [String: String]] {
    ["made": ["lesson": path, "id": manifest.id, "fingerprint": manifest.fingerprint]]
  }

  /// The chapters as a table, and where the lesson is.
  var description: String {
    var lines = [
      "", "\(Console.bold(shown(manifest.title, limit: 100))): \(counted(manifest.chapters.count, "chapter"))",
    ]
    let rows = manifest.chapters.map(row)
    let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
    for row in rows {
      let cells = zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }
      lines.append("  " + cells.joined(separator: "  ") + "  " + row[3])
    }
    for omitted in manifest.omitted where omitted.exact.count == 2 {
      lines.append(
        "  left out: \(omitted.exact[0].shortClock) to \(omitted.exact[1].shortClock) (\(shown(omitted.reason)))")
    }
    if let quiz = manifest.quiz { lines.append("  at the end: \(counted(quiz.questions, "question"))") }
    let own = publication.carriedOver.map { shown($0) }
    if !own.isEmpty { lines.append("  your own files are still there: \(listed(own))") }
    let unchanged =
      publication.isUnchanged
      ? "; nothing has changed, so it stays as it is"
      : publication.isByAnother ? "; another chop has made the same lesson meanwhile, and that one stays" : ""
    return (lines + ["", "\(shown(path, limit: 400))/index.html plays it\(unchanged)"]).joined(separator: "\n")
  }

  /// Number, start, length, and what it is.
  private func row(_ chapter: Manifest.Chapter) -> [String] {
    guard let range = chapter.source.range, let length = try? range.length() else {
      return ["\(chapter.number)", "", "", chapter.id]
    }
    let quiz = chapter.quiz.map { Console.dim("  \(counted($0.questions, "question"))") } ?? ""
    return [
      "\(chapter.number)", range.start.shortClock, length.shortClock, shown(chapter.title, limit: 70) + quiz,
    ]
  }
}
