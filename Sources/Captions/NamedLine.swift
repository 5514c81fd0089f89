internal import Wording

/// A line that opens with what may be a speaker's name and a colon.
struct NamedLine {
  var name: String
  /// What follows the colon.
  var rest: String
  /// The name has the shape of a person's.
  var isName: Bool

  /// nil unless a colon comes early in the line and white space, or nothing, follows it.
  init?(_ line: String) {
    var start = line.prefix(120)
    while let first = start.first, first.isWhitespace || "-–—•>›*".contains(first) { start = start.dropFirst() }
    guard let colon = start.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    let after = line[line.index(after: colon)...]
    guard after.first?.isWhitespace ?? true || start[colon] == "：" else { return nil }
    var name = start[..<colon].trimmed
    if name.first == "[", name.last == "]" { name = name.dropFirst().dropLast().trimmed }
    guard (2...60).contains(name.count), name.contains(where: \.isLetter) else { return nil }
    isName = Self.isName(name)
    self.name = name.singleSpaced
    rest = String(after.trimmed)
  }

  private static func isName(_ text: Substring) -> Bool {
    var words = text.split(whereSeparator: \.isWhitespace)
    // `Mara Lindqvist (she/her)`
    if let open = words.firstIndex(where: { $0.hasPrefix("(") }), open > 0, words.last?.hasSuffix(")") == true {
      words = Array(words[..<open])
    }
    if words.count > 1, let last = words.last, last.count <= 3, last.allSatisfy({ $0.isASCII && $0.isNumber }) {
      // People are counted by what they are; `Physics 101` and `Lección 2` are headings.
      let role = words[0].lowercased()
      guard words.count == 2, roles.contains(role) || countedRoles.contains(role) else { return false }
      words.removeLast()
    }
    guard (1...4).contains(words.count), let first = words.first, !announcements.contains(first.lowercased()) else {
      return false
    }
    return words.enumerated().allSatisfy { place, word in
      (place > 0 && place < words.count - 1 && particles.contains(String(word)))
        || (isNameWord(word) && !ordinary.contains(word.lowercased()))
    }
  }

  private static func isNameWord(_ word: Substring) -> Bool {
    guard let first = word.first, first.isLetter, !first.isLowercase else { return false }
    return word.allSatisfy { $0.isLetter || "'’-.·".contains($0) } && !word.hasSuffix("'s") && !word.hasSuffix("’s")
  }

  /// Who speaks, said by what they are.
  static func isRole(_ name: String) -> Bool {
    guard let first = name.lowercased().split(separator: " ").first else { return false }
    return roles.contains(String(first)) && name.split(separator: " ").count <= 2
  }

  private static let roles: Set = [
    "speaker", "student", "teacher", "professor", "lecturer", "instructor", "participant", "audience", "moderator",
    "host", "guest", "interviewer", "narrator", "sprecher", "sprecherin", "student:in", "studentin", "dozent",
    "dozentin", "étudiant", "étudiante", "professeur", "estudiante", "profesor", "profesora",
  ]

  /// Roles with a number only: alone they are words like others.
  private static let countedRoles: Set = [
    "person", "voice", "teilnehmer", "teilnehmerin", "redner", "rednerin", "locuteur", "locutrice", "intervenant",
    "intervenante", "hablante", "orador", "oradora", "ponente", "participante",
  ]

  private static let particles: Set = [
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "al", "el", "bin", "ibn",
    "ben",
    "zu", "zur", "ter", "ten", "af", "av", "y", "e",
  ]

  /// What lectures announce things with: no name begins so.
  private static let announcements: Set = [
    "note", "notes", "definition", "definitions", "example", "examples", "theorem", "lemma", "corollary", "proposition",
    "proof", "remark", "question", "questions", "answer", "answers", "exercise", "problem", "solution", "step", "part",
    "chapter", "section", "lesson", "lecture", "unit", "module", "topic", "week", "day", "slide", "figure", "table",
    "equation", "formula", "case", "rule", "law", "principle", "hint", "tip", "warning", "caution", "important",
    "attention",
    "remember", "recall", "summary", "conclusion", "result", "results", "introduction", "overview", "outline", "agenda",
    "goal", "goals", "objective", "objectives", "homework", "task", "reading", "option", "point", "number", "first",
    "second", "third", "fourth", "fifth", "finally", "next", "then", "so", "now", "today", "again", "also", "and",
    "but",
    "or", "because", "thus", "therefore", "hence", "here", "there", "this", "that", "these", "those", "the", "a", "an",
    "my", "our", "your", "his", "her", "its", "their", "i", "we", "you", "it", "what", "why", "how", "when", "where",
    "who", "which", "is", "are", "let", "in", "on", "at", "for", "with", "okay", "ok", "yes", "no", "well", "right",
    "one", "two", "three", "four", "five", "q", "music", "applause", "laughter", "update", "edit", "ps", "nb", "todo",
    "hinweis", "beispiel", "satz", "beweis", "frage", "antwort", "aufgabe", "lösung", "kapitel", "teil", "schritt",
    "definisjon", "exemple", "définition", "théorème", "remarque", "réponse", "étape", "chapitre", "ejemplo",
    "definición", "teorema", "pregunta", "respuesta", "paso", "capítulo", "nota", "esempio", "definizione",
  ]

  /// Words that stand in headings and not in names.
  private static let ordinary: Set = [
    "and", "of", "the", "or", "to", "in", "for", "one", "two", "three", "four", "five",
  ]
}
