internal import Lesson
internal import Wording

/// A category of Moodle's question bank, `$course$/top/Lesson/Chapter`; a `/` in a name is doubled.
///
/// Its last part is taken for a chapter. Those above are kept in a tag, `category=Physics/Mechanics`, which every format with tags can say.
struct MoodleCategory {
  /// Nothing for the names that Moodle makes itself.
  private(set) var binding = UnboundQuestion.Binding.none
  /// nil where nothing stands above the last part.
  private var tag: String?

  /// Of questions above which no category is named.
  init() {}

  init(path: String, _ warn: (String) -> Void) {
    var names = Self.names(in: oneLine(String(path.prefix(2000))))
    if names.first?.hasPrefix("$") == true { names.removeFirst() }
    if names.first == "top" { names.removeFirst() }
    if let name = names.popLast(), name != "top", !name.hasPrefix("$"), !name.hasPrefix(Self.usual) {
      binding = .chapter(name)
    }
    guard !names.isEmpty else { return }
    let tag = Self.tagStart + Self.written(names)
    if QuestionPlace.isTag(tag) {
      self.tag = tag
    } else {
      warn("the category's names above its last are left out: they are too long")
    }
  }

  private static let usual = "Default for "
  /// The same in other languages (Moodle's language packs, `defaultfor`).
  private static let usualElsewhere = [
    "Standard für ", "Standard for ", "Standard för ", "Standaard voor ", "Défaut pour ", "Par défaut pour ",
    "Por defecto en ", "Por defecto para ", "Padrão para ", "Valor por omissão para ", "Predefinição para ",
    "Default per ", "Per defecte per a ", "Predeterminado/a para: ", "Domyślnie dla ", "Výchozí v ", "Privzeta za ",
    "Podrazumevano za ", "По подразбиране за ", "По умолчанию для ", "Типово для ", "默认 ",
  ]

  /// Whether Moodle gives a category such a name itself, in some language. An author may call a chapter so, too.
  static func isUsual(_ name: String) -> Bool { ([usual] + usualElsewhere).contains(where: name.hasPrefix) }

  /// Of its database's column, in Unicode scalars: Moodle imports nothing of a file with a longer one.
  static let nameLimit = 255
  private static let tagStart = "category="

  static func isTag(_ tag: String) -> Bool { tag.hasPrefix(tagStart) && tag != tagStart }

  /// A question's tags with the one of its category, unless it has such a tag itself.
  func added(to tags: [String]) -> [String] {
    guard let tag, !tags.contains(where: Self.isTag) else { return tags }
    return tags + [tag]
  }

  /// Where a question is kept in the bank: in the category that it came from, below the lesson's title.
  static func path(of item: UnboundQuestion, lesson: String?) -> String {
    var names = item.question.tags.first(where: isTag).map { Self.names(in: $0.dropFirst(tagStart.count)) } ?? []
    let lesson = lesson.map { String(oneLine($0).trimmed) }
    let closing = item.binding.isClosing ? UnboundQuestion.closingGroup : nil
    guard let name = closing ?? item.binding.chapter ?? names.last.map({ usual + $0 }) else {
      return usualPath(lesson: lesson)
    }
    if let lesson, names.first != lesson { names.insert(lesson, at: 0) }
    return start + written(names + [name])
  }

  /// Of questions that say nothing. Moodle keeps questions out of sight that stand in `top` itself.
  static func usualPath(lesson: String?) -> String { start + written([usual + (lesson ?? "questions")]) }

  private static let start = "$course$/top/"

  private static func names(in path: some StringProtocol) -> [String] {
    let slash = "\u{1}"
    return String(path).replacing("//", with: slash).split(separator: "/")
      .map { String($0.replacing(slash, with: "/").trimmed) }.filter { !$0.isEmpty }
  }

  /// As Moodle writes it (`qformat_default::assemble_category_path`): three slashes side by side would part nothing.
  private static func written(_ names: [String]) -> String {
    names.map { name in
      let name = beginning(of: oneLine(name), scalars: nameLimit).replacing("/", with: "//")
      return (name.first == "/" ? " " : "") + name + (name.last == "/" ? " " : "")
    }.joined(separator: "/")
  }
}

/// As many of its first characters as have no more than `limit` Unicode scalars.
func beginning(of text: String, scalars limit: Int) -> String {
  guard text.unicodeScalars.count > limit else { return text }
  var count = 0
  let start = text.prefix { character in
    count += character.unicodeScalars.count
    return count <= limit
  }
  return String(start.trimmed)
}

/// Line breaks and other control characters as blanks.
func oneLine(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { $0.isControl }) else { return text }
  return text.split { $0.unicodeScalars.contains { $0.isControl } }.joined(separator: " ")
}
