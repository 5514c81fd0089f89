internal import Lesson
internal import Timeline
internal import Wording

extension VerificationReport {
  /// Decimal times are the exact ones beside them, to the microsecond to which they are written.
  mutating func check(_ decimal: Seconds, _ name: String, of path: String, against exact: Instant?) {
    guard let exact else { return fault(path, "has no exact time for '\(name)'") }
    let seconds = Seconds(exact)
    if decimal != seconds { fault(path, "says '\(name)' \(decimal.text), and 'exact' says \(seconds.text)") }
  }
}

/// The times that players and people read, of chapters and of what is left out.
func checkTimes(of manifest: Manifest, _ report: inout VerificationReport) {
  for chapter in manifest.chapters {
    let (source, cut) = (chapter.source, chapter.cut)
    report.check(source.start, "source.start", of: chapter.id, against: source.exact.first)
    report.check(source.end, "source.end", of: chapter.id, against: source.exact.dropFirst().first)
    report.check(cut.requested, "cut.requested", of: chapter.id, against: cut.exact.first)
    report.check(cut.actual, "cut.actual", of: chapter.id, against: cut.exact.dropFirst().first)
  }
  for (index, omitted) in manifest.omitted.enumerated() {
    report.check(omitted.start, "omitted/\(index)/start", of: "manifest.json", against: omitted.exact.first)
    report.check(
      omitted.end, "omitted/\(index)/end", of: "manifest.json", against: omitted.exact.dropFirst().first)
  }
}

/// The times of a quiz's questions, as its file has them.
struct QuizTimes: Decodable {
  private var questions: [Question]

  private struct Question: Decodable {
    var id: String
    var span: ExactSpan?
    var pause: ExactTime?
  }

  func check(_ path: String, _ report: inout VerificationReport) {
    for question in questions {
      let name = "question '\(shown(question.id, limit: 60))': "
      if let span = question.span {
        report.check(span.start, name + "span.start", of: path, against: span.exact.first)
        report.check(span.end, name + "span.end", of: path, against: span.exact.dropFirst().first)
      }
      if let pause = question.pause { report.check(pause.at, name + "pause.at", of: path, against: pause.exact) }
    }
  }
}
