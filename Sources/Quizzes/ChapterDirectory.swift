public import Lesson
public import Timeline
internal import Wording

/// Chapters by what they may be called; the first of several that are called the same.
struct ChapterDirectory {
  private let chapters: [QuizChapter]
  private var numbers: [Int: Int] = [:]
  private var ids: [String: Int] = [:]
  private var titles: [String: Int] = [:]
  /// By what an id says of a title: a chapter keeps its id where its title is corrected, and questions may still name the earlier one.
  private var slugs: [String: Int] = [:]

  init(_ chapters: [QuizChapter]) {
    self.chapters = chapters
    for (index, chapter) in chapters.enumerated().reversed() {
      numbers[chapter.number] = index
      ids[chapter.id] = index
      if let other = chapter.otherTitle { titles[folded(other)] = index }
      slugs[String(chapter.id.drop(while: \.isNumber).dropFirst())] = index
    }
    for (index, chapter) in chapters.enumerated().reversed() { titles[folded(chapter.title)] = index }
  }

  func index(of name: String) -> Int? {
    let wanted = folded(name)
    let bare = wanted.hasPrefix("chapter ") ? String(wanted.dropFirst(8)) : wanted
    let made = slug(name)
    return Int(bare).flatMap { numbers[$0] } ?? ids[String(name.trimmed)] ?? titles[wanted]
      ?? (made.isEmpty ? nil : slugs[made])
  }

  func index(of instant: Instant, recording: Int) -> Int? {
    let own = chapters.indices.lazy.filter { chapters[$0].recording == recording }
    return own.first { chapters[$0].range.contains(instant) }
      ?? own.last.flatMap { chapters[$0].range.end == instant ? $0 : nil }
  }
}

/// Without differences of case and white space; Swift compares composed and decomposed letters as equal.
func folded(_ text: some StringProtocol) -> String {
  text.lowercased().singleSpaced
}

extension UnboundQuestion.Binding {
  /// The time of the recording that the question belongs to; where it only pauses the video there, that counts.
  public var instant: Instant? { time ?? (chapter == nil && !isClosing ? pause : nil) }
}
