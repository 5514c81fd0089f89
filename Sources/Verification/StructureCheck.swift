internal import Captions
internal import Digests
internal import Documents
internal import Exports
internal import Foundation
internal import Lesson
internal import Timeline
internal import Wording

/// Chapters follow each other without a gap that nothing explains, recording after recording, ids are unique, times agree with the exact ones beside them, captions and quizzes can be read.
func checkStructure(of manifest: Manifest, in folder: URL, _ report: inout VerificationReport) throws {
  let id = lessonID(ofSources: manifest.sources.map(\.sha256))
  if manifest.id != id {
    report.fault("manifest.json", "has the id '\(shown(manifest.id))', and a lesson of these sources has '\(id)'")
  }
  checkTimes(of: manifest, &report)
  var ids: Set<String> = []
  for (index, chapter) in manifest.chapters.enumerated() {
    if !ids.insert(chapter.id).inserted { report.fault(chapter.id, "is the id of two chapters") }
    if chapter.number != index + 1 { report.fault(chapter.id, "has the number \(chapter.number), not \(index + 1)") }
    if (chapter.video == nil) == (chapter.audio == nil) { report.fault(chapter.id, "needs either video or audio") }
    if !manifest.sources.indices.contains(chapter.source.recording) {
      report.fault(chapter.id, "is of recording \(chapter.source.recording), and 'sources' holds no such")
    }
    if index > 0, chapter.source.recording < manifest.chapters[index - 1].source.recording {
      report.fault(chapter.id, "is of a recording that comes before that of the chapter before")
    }
    guard let range = chapter.source.range, !range.isEmpty else {
      report.fault(chapter.id, "has no stretch of the recording")
      continue
    }
    try checkLength(of: chapter, range, &report)
    checkCut(of: chapter, range, &report)
    checkTexts(of: chapter, range, in: folder, &report)
  }
  for index in manifest.sources.indices { checkRow(ofSource: index, manifest, &report) }
  checkDuration(manifest, &report)
  report.checked.append("\(counted(manifest.chapters.count, "chapter")) in a row, their captions and quizzes")
}

/// The chapters of one recording begin at its start, follow each other, and end at its end.
private func checkRow(ofSource index: Int, _ manifest: Manifest, _ report: inout VerificationReport) {
  let source = manifest.sources[index]
  let omitted = manifest.omitted.filter { $0.recording == index }.compactMap(\.range)
  var expected = Instant.zero
  /// A stretch that is left out explains a gap exactly.
  func skipOmitted() {
    while let gap = omitted.first(where: { $0.start == expected && !$0.isEmpty }) { expected = gap.end }
  }
  let chapters = manifest.chapters.filter { $0.source.recording == index }
  if chapters.isEmpty { report.fault("manifest.json", "names '\(shown(source.name))', of which there is no chapter") }
  for chapter in chapters {
    guard let range = chapter.source.range, !range.isEmpty else { continue }
    skipOmitted()
    if expected != range.start {
      report.fault(
        chapter.id, "starts at \(range.start.clock()), but what comes before it ends at \(expected.clock())")
    }
    expected = range.end
  }
  skipOmitted()
  if !chapters.isEmpty, abs(Seconds(expected).microseconds - source.duration.microseconds) > 1 {
    report.fault(
      "manifest.json",
      "ends the last chapter of '\(shown(source.name))' at \(expected.clock()), but the recording is \(source.duration.text) long"
    )
  }
}

/// A lesson is as long as its recordings together.
private func checkDuration(_ manifest: Manifest, _ report: inout VerificationReport) {
  let sum = manifest.sources.reduce(0.0) { $0 + Double($1.duration.microseconds) }
  if abs(sum - Double(manifest.duration.microseconds)) > Double(manifest.sources.count) {
    report.fault(
      "manifest.json", "says that the lesson is \(manifest.duration.text) long, its recordings are \(sum / 1_000_000) s"
    )
  }
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

/// What was encoded again lies at the chapter's start, and is nothing where the method says so.
private func checkCut(of chapter: Manifest.Chapter, _ range: TimeRange, _ report: inout VerificationReport) {
  guard let encoded = chapter.cut.encoded else { return }
  let isExpected = chapter.cut.method == .exact || chapter.cut.method == .transcode
  guard let part = encoded.range, part.start == range.start, part.end <= range.end,
    part.isEmpty != isExpected, (encoded.frames > 0) == isExpected
  else {
    return report.fault(
      chapter.id, "does not say which frames were encoded again by its cut '\(chapter.cut.method.rawValue)'")
  }
  if chapter.cut.method == .transcode, part.end != range.end {
    report.fault(
      chapter.id,
      "is said to be encoded again as a whole ('transcode'), and that its frames were only until \(part.end.clock())")
  }
}

private func checkTexts(
  of chapter: Manifest.Chapter, _ range: TimeRange, in folder: URL, _ report: inout VerificationReport
) {
  for captions in chapter.captions {
    checkLanguage(of: captions, &report)
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

/// A track's file is named after its language, with a number behind it where several are of one: `captions.en.vtt`, `captions.en-1.vtt`.
private func checkLanguage(of captions: Manifest.Captions, _ report: inout VerificationReport) {
  guard let name = captions.path.lowercased().wholeMatch(of: #/.*/captions\.([a-z0-9-]+)\.vtt/#)?.1 else { return }
  let language = captions.language.lowercased()
  let number = name.hasPrefix(language) ? name.dropFirst(language.count) : nil
  let isOwn = number.map { $0.wholeMatch(of: /(-[0-9]+)?/) != nil } ?? false
  // A language that is too long for a name has its place's number there.
  guard !isOwn, name.wholeMatch(of: /x-[0-9]+(-[0-9]+)?/) == nil else { return }
  report.fault(
    captions.path, "is in '\(name)' by its name, and in '\(shown(captions.language))' by the manifest")
}

/// The quiz is valid against its schema, and asks as many questions as the manifest says.
func checkQuiz(_ file: Manifest.QuizFile, in folder: URL, _ report: inout VerificationReport) {
  do {
    let data = try Data(contentsOf: folder.appending(path: file.path))
    let violations = try SchemaCheck(Schemas.quiz).violations(in: data)
    for violation in violations.prefix(20) { report.fault(file.path, violation) }
    guard violations.isEmpty else { return }
    try JSONDecoder().decode(QuizTimes.self, from: data).check(file.path, &report)
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
