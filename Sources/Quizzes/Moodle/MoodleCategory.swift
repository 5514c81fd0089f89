internal import Lesson
internal import Wording

/// Categories of Moodle's question bank, `$course$/top/Lesson/Chapter`; a `/` in a name is doubled.
enum MoodleCategory {
  /// What the last part of a path says; nothing for the names that Moodle makes itself.
  static func binding(_ path: String) -> UnboundQuestion.Binding {
    let slash = "\u{1}"
    let last = path.prefix(2000).replacing("//", with: slash).split(separator: "/").last.map {
      $0.replacing(slash, with: "/")
    }
    guard let name = last?.trimmed, !name.isEmpty, name != "top", !name.hasPrefix("$"), !name.hasPrefix("Default for ")
    else { return .none }
    return name.lowercased() == closing.lowercased() ? .closing : .chapter(String(name))
  }

  private static let closing = "Closing"

  /// Where questions with this binding are kept in the bank.
  static func path(_ binding: UnboundQuestion.Binding, lesson: String?) -> String {
    // Moodle keeps questions out of sight that stand in `top` itself.
    let name = binding.isClosing ? closing : binding.chapter
    let parts = ["top"] + (name.map { [lesson, $0].compactMap(\.self) } ?? ["Default for \(lesson ?? "questions")"])
    return "$course$/" + parts.map { oneLine($0).replacing("/", with: "//") }.joined(separator: "/")
  }
}

/// Line breaks and other control characters as blanks.
func oneLine(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { $0.isControl }) else { return text }
  return text.split { $0.unicodeScalars.contains { $0.isControl } }.joined(separator: " ")
}
