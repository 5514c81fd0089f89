internal import Documents
internal import Lesson
internal import Timeline
internal import Wording

/// From a YAML tree to the details of a lesson.
struct DetailsReader {
  let file: String
  private(set) var details = LessonDetails()
  private(set) var diagnostics: [Diagnostic]

  init(file: String, diagnostics: [Diagnostic]) {
    self.file = file
    self.diagnostics = diagnostics
  }

  static let keys = [
    "title", "description", "authors", "language", "licence", "date", "objectives", "references", "feedback",
    "homepage", "chapters",
  ]

  private mutating func warn(_ position: TextPosition, _ sentence: String, hint: String? = nil) {
    diagnostics.append(Diagnostic(.warning, in: file, at: position, sentence, hint: hint))
  }

  private mutating func warnOfUnknown(_ entry: YAMLEntry, in place: String, known: [String]) {
    warn(
      entry.position, "\(place) no '\(shown(entry.key, limit: 60))'",
      hint: nearestName(to: entry.key, among: known).map { "did you mean '\($0)'?" } ?? "known are \(listed(known))")
  }

  mutating func read(_ entry: YAMLEntry) {
    let (key, value) = (entry.key, entry.value)
    switch key {
    case "title": details.title = line(value, key, limit: 200)
    case "description": details.description = text(value, key, limit: 10_000)
    case "authors": details.authors = items(value, key).compactMap { author($0) }
    case "language": details.language = checked(value, key, isLanguageTag, "a language tag, such as en or de-CH")
    case "licence": details.licence = line(value, key, limit: 500)
    case "date": details.date = checked(value, key, isDate, "a date, such as 2026-10-12")
    case "objectives": details.objectives = items(value, key).compactMap { line($0, key, limit: 1000) }
    case "references": details.references = items(value, key).compactMap { line($0, key, limit: 1000) }
    case "feedback":
      details.feedback = checked(
        value, key, { isAddress($0, schemes: ["https", "mailto"]) }, "an address that starts with https: or mailto:")
    case "homepage": details.homepage = webAddress(value, key)
    case "chapters": readChapters(value)
    default: warnOfUnknown(entry, in: "lesson details have", known: Self.keys)
    }
  }

  // MARK: texts

  /// One line of text; nil, with a warning, where there is none.
  private mutating func line(_ node: YAMLNode, _ name: String, limit: Int) -> String? {
    cleaned(node, name, limit: limit) { $0.singleSpaced }
  }

  /// Text that may have several lines.
  private mutating func text(_ node: YAMLNode, _ name: String, limit: Int) -> String? {
    cleaned(node, name, limit: limit) { text in
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
        line.singleSpaced
      }
      return lines.joined(separator: "\n").trimming(while: \.isNewline)
    }
  }

  private mutating func cleaned(
    _ node: YAMLNode, _ name: String, limit: Int, _ tidied: (String) -> String
  ) -> String? {
    guard let raw = node.text else {
      warn(node.position, "\(name): \(node.kindText) is not a text")
      return nil
    }
    let text = tidied(withoutControls(raw))
    guard !text.isEmpty else {
      warn(node.position, "\(name): the text is empty")
      return nil
    }
    let short = cut(text, to: limit)
    if short != text { warn(node.position, "\(name): longer than \(limit) characters, so it was cut") }
    return short
  }

  private mutating func checked(
    _ node: YAMLNode, _ name: String, _ isGood: (String) -> Bool, _ expected: String
  ) -> String? {
    guard let text = line(node, name, limit: 2000) else { return nil }
    guard isGood(text) else {
      warn(node.position, "\(name): '\(shown(text, limit: 60))' is not \(expected)")
      return nil
    }
    return text
  }

  private mutating func webAddress(_ node: YAMLNode, _ name: String) -> String? {
    checked(node, name, { isAddress($0, schemes: ["https"]) }, "an address that starts with https:")
  }

  private mutating func instant(_ node: YAMLNode, _ name: String) -> Instant? {
    guard let text = line(node, name, limit: 100) else { return nil }
    guard let instant = Instant(clock: text) else {
      warn(
        node.position, "\(name): '\(shown(text, limit: 60))' is not a time of the recording, such as 12:30 or 1:02:03.5"
      )
      return nil
    }
    return instant
  }

  /// A list, or one thing that stands for a list of one; no more than a thousand.
  private mutating func items(_ node: YAMLNode, _ name: String) -> [YAMLNode] {
    let items = node.list ?? [node]
    if items.count > 1000 { warn(node.position, "\(name): more than 1000, so the rest was left out") }
    return Array(items.prefix(1000))
  }

  private mutating func author(_ node: YAMLNode) -> LessonDetails.Author? {
    guard let entries = node.entries else { return line(node, "authors", limit: 200).map { .init(name: $0) } }
    var author = LessonDetails.Author(name: "")
    for entry in entries {
      switch entry.key {
      case "name": author.name = line(entry.value, "name", limit: 200) ?? ""
      case "affiliation": author.affiliation = line(entry.value, "affiliation", limit: 500)
      case "url": author.url = webAddress(entry.value, "url")
      default: warnOfUnknown(entry, in: "an author has", known: ["name", "affiliation", "url"])
      }
    }
    guard !author.name.isEmpty else {
      warn(node.position, "an author needs a name")
      return nil
    }
    return author
  }

  // MARK: chapters

  private mutating func readChapters(_ node: YAMLNode) {
    var chapters: [LessonDetails.ChapterDetails] = []
    if let entries = node.entries {
      for entry in entries.prefix(10_000) {
        if let key = chapterKey(entry), let chapter = chapter(entry.value, key: key, line: entry.position.line) {
          chapters.append(chapter)
        }
      }
    } else if let list = node.list {
      for item in list.prefix(10_000) {
        if let key = listedKey(item), let chapter = chapter(item, key: key, line: item.position.line) {
          chapters.append(chapter)
        }
      }
    } else {
      warn(node.position, "chapters: \(node.kindText) is neither a mapping nor a list")
    }
    var lines: [LessonDetails.ChapterDetails.Key: Int] = [:]
    details.chapters = chapters.filter { chapter in
      guard let line = lines[chapter.key] else {
        lines[chapter.key] = chapter.line
        return true
      }
      warn(
        TextPosition(line: chapter.line, column: 1),
        "this chapter stands here a second time; the first is in line \(line)")
      return false
    }
  }

  /// `1` is a number, `12:30` an instant, anything else an id.
  private mutating func chapterKey(_ entry: YAMLEntry) -> LessonDetails.ChapterDetails.Key? {
    let text = entry.key
    if let number = chapterNumber(text) { return .number(number) }
    if text.contains(":"), let instant = Instant(clock: text) { return .at(instant) }
    if isChapterID(text) { return .id(text) }
    warn(
      entry.position,
      "'\(shown(text, limit: 60))' is not a chapter's number, such as 2, its id, such as 02-energy, or a time in it, such as 12:30"
    )
    return nil
  }

  /// The one of `number`, `id` and `at` that an item of a list has.
  private mutating func listedKey(_ item: YAMLNode) -> LessonDetails.ChapterDetails.Key? {
    let found = (item.entries ?? []).filter { ["number", "id", "at"].contains($0.key) }
    guard found.count == 1, let entry = found.first else {
      warn(item.position, "a chapter in a list has one of number, id and at")
      return nil
    }
    switch entry.key {
    case "at": return instant(entry.value, "at").map { .at($0) }
    case "number":
      if let number = chapterNumber(entry.value.text ?? "") { return .number(number) }
      warn(entry.value.position, "number: a whole number from 1 was expected")
    default:
      if let id = entry.value.text, isChapterID(id) { return .id(id) }
      warn(entry.value.position, "id: a chapter's id was expected, such as 02-energy")
    }
    return nil
  }

  private mutating func chapter(
    _ node: YAMLNode, key: LessonDetails.ChapterDetails.Key, line number: Int
  ) -> LessonDetails.ChapterDetails? {
    var chapter = LessonDetails.ChapterDetails(key: key, line: number)
    guard let entries = node.entries else {
      chapter.title = line(node, "title", limit: 200)
      return chapter.title == nil ? nil : chapter
    }
    for entry in entries {
      switch entry.key {
      case "title": chapter.title = line(entry.value, "title", limit: 200)
      case "summary": chapter.summary = text(entry.value, "summary", limit: 5000)
      case "poster": chapter.poster = instant(entry.value, "poster")
      case "number", "id", "at": break
      default: warnOfUnknown(entry, in: "a chapter has", known: ["title", "summary", "poster", "number", "id", "at"])
      }
    }
    return chapter.title == nil && chapter.summary == nil && chapter.poster == nil ? nil : chapter
  }
}
