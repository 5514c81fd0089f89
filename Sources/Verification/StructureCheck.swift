internal import Captions
internal import Documents
internal import Exports
internal import Foundation
internal import Lesson
internal import Timeline
internal import Wording

/// Chapters follow each other without a gap that nothing explains, ids are unique, captions and quizzes can be read.
func checkStructure(of manifest: Manifest, in folder: URL, _ report: inout VerificationReport) throws {
  var ids: Set<String> = []
  var expectedStart: Instant? = .zero
  let omitted = manifest.omitted.compactMap(\.range)
  for (index, chapter) in manifest.chapters.enumerated() {
    if !ids.insert(chapter.id).inserted { report.fault(chapter.id, "is the id of two chapters") }
    if chapter.number != index + 1 { report.fault(chapter.id, "has the number \(chapter.number), not \(index + 1)") }
    if (chapter.video == nil) == (chapter.audio == nil) { report.fault(chapter.id, "needs either video or audio") }
    guard let range = chapter.source.range, !range.isEmpty else {
      report.fault(chapter.id, "has no stretch of the recording")
      continue
    }
    // A stretch that is left out explains a gap exactly.
    while let start = expectedStart, let gap = omitted.first(where: { $0.start == start }) { expectedStart = gap.end }
    if let expectedStart, expectedStart != range.start {
      report.fault(
        chapter.id, "starts at \(range.start.clock()), but what comes before it ends at \(expectedStart.clock())")
    }
    expectedStart = range.end
    try checkLength(of: chapter, range, &report)
    checkTexts(of: chapter, range, in: folder, &report)
  }
  while let start = expectedStart, let gap = omitted.first(where: { $0.start == start }) { expectedStart = gap.end }
  if let end = expectedStart, abs(Seconds(end).microseconds - manifest.duration.microseconds) > 1 {
    report.fault(
      "manifest.json", "ends its last chapter at \(end.clock()), but the recording is \(manifest.duration.text) long")
  }
  report.checked.append("\(counted(manifest.chapters.count, "chapter")) in a row, their captions and quizzes")
}

private func checkLength(
  of chapter: Manifest.Chapter, _ range: TimeRange, _ report: inout VerificationReport
) throws {
  guard let media = chapter.video ?? chapter.audio else { return }
  let length = Seconds(try range.length())
  if abs(media.duration.microseconds - length.microseconds) > 1 {
    report.fault(media.path, "is said to last \(media.duration.text), its stretch of the recording \(length.text)")
  }
}

private func checkTexts(
  of chapter: Manifest.Chapter, _ range: TimeRange, in folder: URL, _ report: inout VerificationReport
) {
  for captions in chapter.captions {
    do {
      let text = try SourceText(contentsOf: folder.appending(path: captions.path), named: captions.path)
      let result = try readCaptions(text)
      for diagnostic in result.diagnostics { report.fault(captions.path, diagnostic.description) }
      let length = try Instant.zero + range.length() + 1.ms
      if let late = result.cues.first(where: { $0.range.end > length }) {
        report.fault(captions.path, "has a cue until \(late.range.end.clock()), behind the chapter's end")
      }
    } catch {
      report.fault(captions.path, "can't be read: \(error)")
    }
  }
  guard let file = chapter.quiz else { return }
  checkQuiz(file, in: folder, &report)
}

/// The quiz is valid against its schema, and asks as many questions as the manifest says.
func checkQuiz(_ file: Manifest.QuizFile, in folder: URL, _ report: inout VerificationReport) {
  do {
    let data = try Data(contentsOf: folder.appending(path: file.path))
    let violations = try SchemaCheck(Schemas.quiz).violations(in: data)
    for violation in violations.prefix(20) { report.fault(file.path, violation) }
    guard violations.isEmpty else { return }
    let asked = try JSONDecoder().decode(Quiz.self, from: data).questions.count { $0.kind != .description }
    if asked != file.questions {
      report.fault(file.path, "asks \(counted(asked, "question")), the manifest says \(file.questions)")
    }
  } catch {
    report.fault(file.path, "is no quiz")
  }
}

extension Seconds {
  /// For sentences: `361.24 s`.
  var text: String { "\(Double(microseconds) / 1_000_000) s" }
}
