internal import Documents
internal import Foundation
internal import Lesson
internal import Wording

/// One entry of a list of questions in YAML.
struct YAMLQuestion {
  private(set) var warnings: [(TextPosition, String)] = []
  private let node: YAMLNode
  private var format = RichText.Format.plain

  init(_ node: YAMLNode) { self.node = node }

  private static let keys = [
    "question", "type", "format", "id", "name", "feedback", "hints", "hint", "mark", "tags", "shuffle", "capitals",
    "right", "wrong", "choices", "options", "answer", "answers", "correct", "correct_answer", "pairs", "order", "files",
    "explanation",
  ]
  private static let known = Set(keys + QuestionPlace.keys)

  private mutating func warn(_ node: YAMLNode, _ sentence: String) { warnings.append((node.position, sentence)) }

  mutating func draft() throws(DraftFault) -> QuestionDraft {
    guard let entries = node.entries else {
      throw DraftFault("expected a mapping with question:, not \(node.kindText)")
    }
    for entry in entries where !Self.known.contains(entry.key) {
      let nearest = nearestName(to: entry.key, among: Self.keys + QuestionPlace.keys).map { "; perhaps '\($0)'" } ?? ""
      warnings.append((entry.position, "'\(shown(entry.key, limit: 60))' is not known here and not read\(nearest)"))
    }
    if let name = node["format"]?.text {
      if let known = RichText.Format(rawValue: name) {
        format = known
      } else {
        warn(node, "the format '\(shown(name, limit: 40))' is not known; expected plain, html, markdown or moodle")
      }
    }
    guard let stem = node["question"].flatMap({ rich($0) }) else { throw DraftFault("has no text under question:") }
    var draft = QuestionDraft(stem: stem)
    if let type = node["type"]?.text {
      let (kind, isLoose) = Question.Kind.named(type)
      draft.kind = kind
      if kind == nil, !isLoose {
        warn(
          node,
          "the type '\(shown(type, limit: 40))' is not known; expected one of \(Question.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
    }
    draft.question.id = node["id"]?.text.map { String(oneLine($0).trimmed.prefix(200)) } ?? ""
    draft.question.name = node["name"]?.text.map { String(oneLine($0).trimmed) }
    draft.question.generalFeedback = (node["feedback"] ?? node["explanation"]).flatMap { rich($0) }
    draft.question.hints = texts("hints") + texts("hint")
    draft.question.tags = list("tags").compactMap(\.text).filter(QuestionPlace.isTag)
    if let mark = node["mark"], let text = mark.text {
      if let number = WrittenNumber(text), number.value >= 0 {
        draft.question.mark = number.value
      } else {
        warn(mark, "'\(shown(text, limit: 40))' is no mark; expected a number such as 1 or 0.5")
      }
    }
    draft.question.shuffle = truth("shuffle")
    draft.question.isCaseSensitive = truth("capitals")
    for key in QuestionPlace.keys {
      guard let value = node[key], let text = value.text, key != "closing" || truth(key) == true else { continue }
      var sentences: [String] = []
      draft.place.read(key, text) { sentences.append($0) }
      for sentence in sentences { warn(value, sentence) }
    }
    try answers(&draft)
    files(&draft)
    return draft
  }

  /// Choices of which `answer` says which are right: by their texts, else by their keys or letters.
  private func markChoices(_ keys: [String?], _ draft: inout QuestionDraft) throws(DraftFault) {
    guard !draft.choices.isEmpty, !draft.choices.contains(where: { $0.isRight || $0.weight != nil }) else { return }
    for answer in draft.accepted {
      let wanted = folded(answer.text.text)
      let letter = wanted.utf8.count == 1 ? wanted.utf8.first.map { Int($0) - 0x61 } : nil
      guard
        let place = draft.choices.firstIndex(where: { folded($0.text.text) == wanted })
          ?? keys.firstIndex(of: wanted) ?? letter.flatMap({ draft.choices.indices.contains($0) ? $0 : nil })
      else {
        // Some count from 0 and some from 1.
        let isNumber = Int(wanted) != nil
        throw DraftFault(
          "the answer '\(shown(answer.text.text, limit: 60))' is none of the choices"
            + (isNumber ? ", which are named by their texts or letters" : ""))
      }
      draft.choices[place].isRight = true
    }
  }

  private mutating func answers(_ draft: inout QuestionDraft) throws(DraftFault) {
    draft.choices = list("right").compactMap { option($0, isRight: true) } + list("wrong").compactMap { option($0) }
    var keys: [String?] = draft.choices.map { _ in nil }
    for (key, node) in choices("choices") + choices("options") {
      guard let choice = option(node) else { continue }
      draft.choices.append(choice)
      keys.append(key)
    }
    draft.accepted = ["answer", "answers", "correct", "correct_answer"].flatMap(list).compactMap { option($0) }
    try markChoices(keys, &draft)
    draft.order = texts("order")
    for pair in list("pairs") {
      guard let right = pair["right"]?.text else {
        warn(pair, "expected left: and right:")
        continue
      }
      let left = pair["left"].flatMap { rich($0) } ?? RichText("", format)
      draft.choices.append(QuestionDraft.Option(text: left, match: right))
    }
  }

  private mutating func option(_ node: YAMLNode, isRight: Bool = false) -> QuestionDraft.Option? {
    guard let text = rich(node) else {
      warn(node, "expected a text, or text: with weight: and feedback:")
      return nil
    }
    var option = QuestionDraft.Option(text: text, isRight: isRight || truth("correct", of: node) == true)
    option.feedback = node["feedback"].flatMap { rich($0) }
    if let weight = node["weight"], let written = weight.text {
      option.weight = WrittenNumber(written.filter { $0 != "%" }).map { min(max($0.value, -100), 100) }
      if option.weight == nil {
        warn(weight, "'\(shown(written, limit: 40))' is no weight; expected a number from -100 to 100")
      }
    }
    if let tolerance = node["tolerance"], let written = tolerance.text {
      option.tolerance = WrittenNumber(written)?.value
      if option.tolerance == nil { warn(tolerance, noTolerance(written)) }
    }
    return option
  }

  private mutating func files(_ draft: inout QuestionDraft) {
    for node in list("files").prefix(100) {
      guard let name = node["name"]?.text, let text = node["data"]?.text,
        text.utf8.count / 4 * 3 <= QuestionFile.totalLimit,
        let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters),
        let file = QuestionFile(name: name, data: data)
      else {
        warn(
          node,
          "expected a file with name: (ending with .\(QuestionFile.endings.joined(separator: ", ."))) and data: in base64"
        )
        continue
      }
      draft.question.files.append(file)
    }
  }

  /// The entries of a list, or the only one where none was written.
  private func list(_ key: String) -> [YAMLNode] {
    guard let value = node[key], !value.isNull else { return [] }
    return value.list ?? [value]
  }

  /// The choices of a list, or of a mapping such as `{ A: joule, B: watt }` with the keys that name them.
  private func choices(_ key: String) -> [(key: String?, node: YAMLNode)] {
    if let value = node[key], let entries = value.entries, value["text"] == nil {
      return entries.map { (folded($0.key), $0.value) }
    }
    return list(key).map { (nil, $0) }
  }

  private func texts(_ key: String) -> [RichText] { list(key).compactMap { rich($0) } }

  /// A text, or a mapping with `text` and, where it isn't the question's, `format`.
  private func rich(_ node: YAMLNode) -> RichText? {
    guard let text = node.text ?? node["text"]?.text else { return nil }
    return RichText(text, node["format"]?.text.flatMap(RichText.Format.init(rawValue:)) ?? format)
  }

  private mutating func truth(_ key: String) -> Bool? { truth(key, of: node) }

  private mutating func truth(_ key: String, of node: YAMLNode) -> Bool? {
    guard let value = node[key], let text = value.text else { return nil }
    switch text.lowercased() {
    case "yes", "true", "on": return true
    case "no", "false", "off": return false
    default:
      warn(value, "expected yes or no, not '\(shown(text, limit: 40))'")
      return nil
    }
  }
}
