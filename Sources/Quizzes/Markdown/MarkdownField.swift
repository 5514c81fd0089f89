internal import Wording

extension MarkdownLine {
  enum Field { case answer, hint, feedback, order, type }

  /// `Answer: text` and the like, the word in bold or not; `Answer (50%): text` for a share of the mark.
  static func field(_ text: some StringProtocol) -> (field: Field, value: String, weight: Double?)? {
    guard let colon = text.prefix(40).firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    if text.first == "(", text.last == ")" {
      let inner = field(Substring(text.dropFirst().dropLast()))
      return inner?.field == .answer ? inner : nil
    }
    var word = String(String(text[..<colon]).filter { $0 != "*" && $0 != "_" }.trimmed).lowercased()
    var weight: Double?
    if word.hasSuffix("%)"), let open = word.lastIndex(of: "(") {
      weight = WrittenNumber(word[word.index(after: open)...].dropLast(2)).map { min(max($0.value, -100), 100) }
      word = String(word[..<open].trimmed)
    }
    guard let field = fields[word] else { return nil }
    var value = text[text.index(after: colon)...].trimmed
    if let mark = ["**", "__", "*", "_"].first(where: { text.hasPrefix($0) }) {
      // `**Answer:** text`, and `*Answer: text*`, of which nothing but the text is meant.
      if value.hasPrefix(mark) {
        value = value.dropFirst(mark.count)
      } else if value.hasSuffix(mark), !value.dropLast(mark.count).contains(mark) {
        value = value.dropLast(mark.count)
      }
    }
    return (field, String(value.trimmed), weight)
  }

  /// The field that a heading is, `#### Answer: B`, as a line of its own; with `takesWords` also one of a word alone, `### Explanation`. nil for other lines.
  static func headedField(_ text: Substring, takesWords: Bool) -> Substring? {
    guard text.first == "#" else { return nil }
    let level = text.prefix { $0 == "#" }.count
    let rest = text.dropFirst(level).trimmed
    guard level <= 6, !rest.isEmpty else { return nil }
    if let field = field(rest) { return level > 2 || !field.value.isEmpty ? rest : nil }
    guard takesWords, level > 2, let field = field("\(rest):"), [.answer, .hint, .feedback].contains(field.field) else {
      return nil
    }
    return Substring("\(rest):")
  }

  private static let fields: [String: Field] = {
    let words: [(Field, String)] = [
      (.answer, "answer, answers, ans, correct answer, correct answers, correct, right answer, solution, key"),
      (.answer, "antwort, antworten, richtige antwort, lösung, richtig"),
      (.answer, "respuesta, respuestas, respuesta correcta, respuestas correctas, solución"),
      (.answer, "réponse, réponses, bonne réponse, bonnes réponses, réponse correcte, réponses correctes"),
      (.answer, "risposta, risposte, risposta corretta, risposta esatta, soluzione"),
      (.answer, "resposta, respostas, resposta correta, resposta certa, gabarito, solução"),
      (.answer, "antwoord, antwoorden, juiste antwoord, correct antwoord, goede antwoord, oplossing"),
      (.answer, "odpowiedź, odpowiedzi, poprawna odpowiedź, prawidłowa odpowiedź, rozwiązanie"),
      (.answer, "ответ, ответы, правильный ответ, верный ответ"),
      (.answer, "答案, 正确答案, 正確答案, 参考答案, 答え, 正解, 解答"),
      (.hint, "hint, tip, hinweis, tipp, pista, indice, suggerimento, dica, podpowiedź, wskazówka, подсказка, 提示, ヒント"),
      (.feedback, "feedback, general feedback, explanation, rationale, erklärung, begründung"),
      (.feedback, "explicación, retroalimentación, explication, spiegazione, explicação, uitleg, wyjaśnienie"),
      (.feedback, "объяснение, пояснение, 解析, 解释, 解釋, 解説"),
      (.order, "order, reihenfolge"), (.type, "type"),
    ]
    var fields: [String: Field] = [:]
    for (field, names) in words { for name in names.split(separator: ", ") { fields[String(name)] = field } }
    return fields
  }()
}
