import Documents
import Foundation
import Lesson
import Quizzes
import Timeline

func read(_ text: String) throws -> (questions: [UnboundQuestion], diagnostics: [String]) {
  let read = try readQuiz(SourceText(text, named: "a.gift"))
  return (read.questions, read.diagnostics.map(\.description))
}

func at(_ seconds: Int64) throws -> Instant { try Instant(ticks: seconds * 1000, in: .milliseconds) }

/// A question on one line: what a reader of a failing test wants to compare.
func outline(_ question: Question) -> String {
  func number(_ value: Double) -> String { value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)" }
  var parts = [question.kind.rawValue]
  if let name = question.name { parts.append("name \(name)") }
  parts.append("\(question.stem.format.rawValue) \(question.stem.text)")
  parts += question.answers.map {
    "\(number($0.weight)) \($0.text.text)" + ($0.feedback.map { " # \($0.text)" } ?? "")
  }
  parts += question.numbers.map {
    "\(number($0.weight)) \(number($0.value)) ± \(number($0.tolerance))" + ($0.feedback.map { " # \($0.text)" } ?? "")
  }
  parts += question.pairs.map { "\($0.left.text) -> \($0.right)" }
  if let general = question.generalFeedback { parts.append("#### \(general.text)") }
  return parts.joined(separator: " | ").replacing("\n", with: "⏎")
}

/// The tolerance of a numeric answer that any number meets.
let any = Double.greatestFiniteMagnitude
