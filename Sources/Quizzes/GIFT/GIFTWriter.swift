public import Lesson
internal import Wording

extension GIFT: QuizWriter {
  public var features: QuizFeatures {
    QuizFeatures(
      kinds: [
        .trueFalse, .singleChoice, .multipleChoice, .shortAnswer, .numeric, .matching, .essay, .description,
      ],
      fields: [.id, .name, .tags, .feedback, .generalFeedback, .chapter, .time, .pause, .lines], weights: .moodle,
      substitutes: [.ordering: .matching], tellsKindBySigns: true, fitsMoodlesBank: true)
  }

  /// Each chapter becomes a category; ids, tags and times stand in a comment line above their question.
  public func write(_ questions: [UnboundQuestion], lesson: String?) -> String {
    var text = ""
    var category = MoodleCategory.usualPath(lesson: lesson)
    for item in questions {
      let own = MoodleCategory.path(of: item, lesson: lesson)
      if own != category {
        category = own
        text += (text.isEmpty ? "" : "\n") + "$CATEGORY: \(category)\n"
      }
      let id = item.question.id
      let marks =
        (QuestionIDs.isMade(id) || id.isEmpty ? [] : ["[id:\(Self.inBrackets(id))]"])
        + item.writtenTags.map { "[tag:\(Self.inBrackets($0))]" }
      text += text.isEmpty ? "" : "\n"
      if !marks.isEmpty { text += "// \(marks.joined(separator: " "))\n" }
      text += Self.written(item.question) + "\n"
    }
    return text
  }

  /// A blank at the end keeps a backslash from escaping the bracket; readers take it off.
  private static func inBrackets(_ text: String) -> String {
    let line = oneLine(text).replacing("]", with: "\\]")
    return line.last == "\\" ? line + " " : line
  }

  private static func written(_ question: Question) -> String {
    let name = question.name.map { "::\(escaped($0))::" } ?? ""
    let stem = "\(name)[\(question.stem.format.rawValue)]\(escaped(question.stem.text))"
    guard question.kind != .description else { return stem }
    var answers = self.answers(of: question)
    if let general = question.generalFeedback {
      answers.append("####" + formatted(general, question.stem.format))
    }
    switch question.kind {
    case .essay, .trueFalse: return "\(stem) {\(answers.joined())}"
    case .numeric where answers.count == 1: return "\(stem) {#\(answers[0].drop { $0 == "=" })}"
    case .numeric: return "\(stem) {#\n" + answers.map { "  \($0)\n" }.joined() + "}"
    default: return "\(stem) {\n" + answers.map { "  \($0)\n" }.joined() + "}"
    }
  }

  private static func answers(of question: Question) -> [String] {
    let format = question.stem.format
    func feedback(_ text: RichText?) -> String { text.map { "#" + formatted($0, format) } ?? "" }
    switch question.kind {
    case .description, .essay, .ordering, .cloze: return []
    case .trueFalse:
      let isTrue = question.answers.first { $0.text.text == "true" }?.weight ?? 0 > 0
      let right = question.answers.first { $0.weight > 0 }.map { feedback($0.feedback) } ?? ""
      let wrong = question.answers.first { $0.weight <= 0 }.map { feedback($0.feedback) } ?? ""
      return [(isTrue ? "TRUE" : "FALSE") + (wrong.isEmpty && !right.isEmpty ? "#" : wrong) + right]
    case .shortAnswer:
      return question.answers.map {
        let starts = $0.text.text.hasPrefix("%")
        let weight = $0.weight == 100 && !starts ? "" : "%\(decimals($0.weight))%"
        return "=\(weight)\(formatted($0.text, .plain))\(feedback($0.feedback.map(withoutArrows)))"
      }
    case .singleChoice:
      // The last of several that are wholly right is written as a share: without any `~` they would be a short answer.
      let last = question.answers.allSatisfy { $0.weight == 100 } ? question.answers.count - 1 : nil
      return question.answers.enumerated().map { index, answer in
        let isRight = answer.weight == 100 && index != last
        return choice(answer, mark: isRight ? "=" : "~", weight: isRight ? nil : answer.weight, format)
      }
    case .multipleChoice:
      return question.answers.map { choice($0, mark: "~", weight: $0.weight, format) }
    case .numeric:
      return question.numbers.map { number in
        if number.isAnyNumber {
          return number.weight == 0 && number.feedback != nil && number == question.numbers.last
            ? "~\(feedback(number.feedback))" : "=%\(decimals(number.weight))%*\(feedback(number.feedback))"
        }
        let weight = number.weight == 100 ? "" : "%\(decimals(number.weight))%"
        let tolerance = number.tolerance == 0 ? "" : ":\(decimals(number.tolerance))"
        return "=\(weight)\(decimals(number.value))\(tolerance)\(feedback(number.feedback))"
      }
    case .matching:
      return question.pairs.map {
        "=\(formatted(withoutArrows($0.left), format)) -> \(escaped($0.right))"
      }
    }
  }

  /// The same to its readers: among answers `->` stands between the sides of a pair.
  private static func withoutArrows(_ text: RichText) -> RichText {
    guard text.text.contains("->") else { return text }
    guard text.format != .markdown else { return RichText(text.text.replacing("->", with: "→"), .markdown) }
    let html = text.format == .plain ? text.html : text
    return RichText(
      html.text.replacing(/<!--[\s\S]*?-->/, with: "").replacing("->", with: "-&gt;"), html.format)
  }

  private static func choice(_ answer: Answer, mark: String, weight: Double?, _ format: RichText.Format) -> String {
    // A text that begins like a weight needs one before it.
    let isHidden = weight == 0 && !answer.text.text.hasPrefix("%")
    let weight = weight.map { isHidden ? "" : "%\(decimals($0))%" } ?? ""
    return mark + weight + formatted(answer.text, format)
      + (answer.feedback.map { "#" + formatted($0, format) } ?? "")
  }

  /// With its format where that isn't the one it would be taken for.
  private static func formatted(_ text: RichText, _ inherited: RichText.Format) -> String {
    let needsFormat = text.format != inherited || text.text.hasPrefix("[")
    return (needsFormat ? "[\(text.format.rawValue)]" : "") + escaped(text.text)
  }

  /// `~ = # { } : \` with a backslash, line breaks as `\n`.
  private static func escaped(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "~", "=", "#", "{", "}", ":", "\\": scalars.append(contentsOf: ["\\", scalar])
      case "\n", "\u{2028}", "\u{2029}", "\u{85}": scalars.append(contentsOf: ["\\", "n"])
      case "\t": scalars.append(scalar)
      default: if !scalar.isControl { scalars.append(scalar) }
      }
    }
    return String(scalars)
  }
}
