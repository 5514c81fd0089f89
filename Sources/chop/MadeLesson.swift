import Exports
import Foundation
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
  /// The files that are not those of the earlier lesson; nil where there was none.
  let written: [String]?

  /// The last line for programs.
  struct Event: Encodable {
    var made: Made
    struct Made: Encodable {
      var lesson: String
      var id: String
      var fingerprint: String
      /// The files that were written; not there where all were.
      var written: [String]?
    }
  }

  var event: Event {
    Event(made: .init(lesson: path, id: manifest.id, fingerprint: manifest.fingerprint, written: written))
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
    if let written, !publication.isUnchanged { lines.append("  \(sentence(written: written))") }
    let own = publication.carriedOver.map { shown($0) }
    if !own.isEmpty { lines.append("  your own files are still there: \(listed(own))") }
    let unchanged =
      publication.isUnchanged
      ? "; nothing has changed, so it stays as it is"
      : publication.isByAnother ? "; another chop has made the same lesson meanwhile, and that one stays" : ""
    return (lines + ["", "\(shown(path, limit: 400))/index.html plays it\(unchanged)"]).joined(separator: "\n")
  }

  /// `written anew: index.html and manifest.json; 12 files are as they were`
  private func sentence(written: [String]) -> String {
    let names = written.prefix(8).map { shown($0) }
    let rest = written.count - names.count
    let kept = manifest.allFiles.count + 1 - written.count
    return "written anew: \(listed(rest > 0 ? names + ["\(rest) more"] : names)); "
      + (kept == 1 ? "1 file is as it was" : "\(kept) files are as they were")
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

/// The files of the lesson in `folder` that are not those of the one in `earlier`: by their numbers on the disk, since what stays is linked. In the
/// manifest's order, the manifest itself last.
func writtenFiles(of manifest: Manifest, in folder: URL, before earlier: URL) -> [String] {
  func number(_ folder: URL, _ path: String) -> UInt64? {
    let file = folder.appending(path: path).path(percentEncoded: false)
    return (try? FileManager.default.attributesOfItem(atPath: file))?[.systemFileNumber] as? UInt64
  }
  return (manifest.allFiles.map(\.path) + [ManifestFile.path]).filter { path in
    number(folder, path) != number(earlier, path)
  }
}
