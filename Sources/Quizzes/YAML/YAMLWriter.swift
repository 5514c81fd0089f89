internal import Foundation
public import Lesson
internal import Wording

extension YAMLQuestions: QuizWriter {
  public var mediaType: String { "application/yaml" }

  public var features: QuizFeatures { .everything }

  public func write(_ questions: [UnboundQuestion], lesson: String?) -> String {
    var yaml = YAMLLines()
    yaml.line(0, "questions:")
    for item in questions { yaml.write(item) }
    return yaml.text
  }
}

private struct YAMLLines {
  private(set) var text = ""

  mutating func line(_ depth: Int, _ line: String) {
    text += String(repeating: "  ", count: depth) + line + "\n"
  }

  mutating func write(_ item: UnboundQuestion) {
    let question = item.question
    let stem = question.kind == .cloze ? ClozeText.written(question) : question.stem.text
    line(1, "- question: \(quoted(stem))")
    func add(_ key: String, _ value: String?) { if let value { line(2, "\(key): \(value)") } }
    func yes(_ truth: Bool?) -> String? { truth.map { $0 ? "yes" : "no" } }
    add("type", question.kind.rawValue)
    add("format", question.stem.format == .plain ? nil : question.stem.format.rawValue)
    add("id", QuestionIDs.isMade(question.id) || question.id.isEmpty ? nil : quoted(question.id))
    add("name", question.name.map(quoted))
    add("chapter", item.binding.chapter.map(quoted))
    add("closing", item.binding.isClosing ? "yes" : nil)
    add("at", item.writtenTime.map(quoted))
    add("pause", item.writtenPause.map(quoted))
    add("mark", question.mark == 1 || [.description, .cloze].contains(question.kind) ? nil : decimals(question.mark))
    add("shuffle", yes(question.shuffle))
    add("capitals", yes(question.isCaseSensitive))
    add("tags", question.tags.isEmpty ? nil : "[" + question.tags.map(quoted).joined(separator: ", ") + "]")
    answers(question)
    if let feedback = question.generalFeedback { add("feedback", inline(feedback, question)) }
    list("hints", question.hints.map { inline($0, question) })
    list("files", question.files.map { "{ name: \(quoted($0.name)), data: \"\($0.data.base64EncodedString())\" }" })
  }

  private mutating func list(_ key: String, _ values: [String]) {
    guard !values.isEmpty else { return }
    line(2, "\(key):")
    for value in values { line(3, "- \(value)") }
  }

  private mutating func answers(_ question: Question) {
    func option(_ text: String, _ format: RichText.Format, _ weight: Double, _ feedback: RichText?, _ more: String = "")
      -> String
    {
      let own = format == question.stem.format || question.kind == .shortAnswer ? "" : ", format: \(format.rawValue)"
      return "{ text: \(text)\(own), weight: \(decimals(weight))\(more)"
        + (feedback.map { ", feedback: \(inline($0, question))" } ?? "") + " }"
    }
    switch question.kind {
    case .essay, .description, .cloze: break
    case .ordering: list("order", question.answers.map { inline($0.text, question) })
    case .trueFalse, .singleChoice, .multipleChoice:
      list("choices", question.answers.map { option(quoted($0.text.text), $0.text.format, $0.weight, $0.feedback) })
    case .shortAnswer:
      list("answer", question.answers.map { option(quoted($0.text.text), $0.text.format, $0.weight, $0.feedback) })
    case .numeric:
      list(
        "answer",
        question.numbers.map { number in
          let tolerance =
            number.tolerance == 0 || number.isAnyNumber ? "" : ", tolerance: \(decimals(number.tolerance))"
          let value = number.isAnyNumber ? "\"*\"" : decimals(number.value)
          return option(value, question.stem.format, number.weight, number.feedback, tolerance)
        })
    case .matching:
      list(
        "pairs",
        question.pairs.map {
          let left = $0.left.text.isEmpty ? "" : "left: \(inline($0.left, question)), "
          return "{ \(left)right: \(quoted($0.right)) }"
        })
    }
  }

  private func inline(_ text: RichText, _ question: Question) -> String {
    text.format == question.stem.format
      ? quoted(text.text) : "{ text: \(quoted(text.text)), format: \(text.format.rawValue) }"
  }

  /// In double quotes, with JSON's escapes, which YAML has too (YAML 1.2, §5.7).
  private func quoted(_ text: String) -> String {
    var scalars = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": scalars.append(contentsOf: ["\\", scalar])
      case "\n": scalars.append(contentsOf: ["\\", "n"])
      case "\t": scalars.append(contentsOf: ["\\", "t"])
      case "\u{85}", "\u{a0}", "\u{2028}", "\u{2029}", "\u{feff}":
        let digits = String(scalar.value, radix: 16)
        scalars.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars)
      default: if !scalar.isControl { scalars.append(scalar) }
      }
    }
    scalars.append("\"")
    return String(scalars)
  }
}
