internal import Wording

/// An option of a stage, declared once: `@Option("a shorter silence does not count", 100.ms...10.s) var atLeast = 700.ms`.
///
/// Its name is the property's in kebab-case, `at-least`.
@propertyWrapper
public struct Option<Value: OptionValue>: Sendable {
  public var wrappedValue: Value
  private let help: String
  private let range: String?
  private let isInRange: @Sendable (Value) -> Bool

  public init(wrappedValue: Value, _ help: String) {
    self.wrappedValue = wrappedValue
    self.help = help
    range = nil
    isInRange = { _ in true }
  }

  /// An option with a smallest and a largest value.
  public init(wrappedValue: Value, _ help: String, _ range: ClosedRange<Value>) where Value: Comparable {
    self.wrappedValue = wrappedValue
    self.help = help
    self.range = "\(range.lowerBound.optionText) to \(range.upperBound.optionText)"
    isInRange = { range.contains($0) }
  }

  /// An option that may be left open, between a smallest and a largest value where it is given.
  public init<Given: OptionValue & Comparable>(wrappedValue: Given?, _ help: String, _ range: ClosedRange<Given>)
  where Value == Given? {
    self.wrappedValue = wrappedValue
    self.help = help
    self.range = "\(range.lowerBound.optionText) to \(range.upperBound.optionText)"
    isInRange = { $0.map(range.contains) ?? true }
  }
}

/// Read from an order, in which an option is its canonical text.
extension Option: Decodable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Value(optionText: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(shown(text))' is not \(Value.expected)")
    }
    self.init(wrappedValue: value, "")
  }
}

/// An option as help, checks and the planner see it.
public struct OptionInfo: Sendable {
  /// In kebab-case.
  public let name: String
  public let help: String
  /// "100ms to 10s"; nil where all values are allowed.
  public let range: String?
  /// In its canonical text.
  public let defaultText: String
  /// "a length of time, such as 6m, 90s or 350ms".
  public let expected: String
  /// All texts there are, where they can be listed.
  public let words: [String]?
  /// The canonical text of what was typed.
  let canonical: @Sendable (_ typed: String) throws(ValueProblem) -> String
}

/// Why a typed value can't be taken.
struct ValueProblem: Error {
  let sentence: String
  var hint: String?
}

/// What `Mirror` looks for.
protocol OptionDeclaration {
  func info(named name: String) -> OptionInfo
}

extension Option: OptionDeclaration {
  func info(named name: String) -> OptionInfo {
    let (range, isInRange) = (range, isInRange)
    return OptionInfo(
      name: name, help: help, range: range, defaultText: wrappedValue.optionText, expected: Value.expected,
      words: Value.words
    ) { typed throws(ValueProblem) in
      guard let value = Value(optionText: typed) else {
        throw ValueProblem(
          sentence: "'\(shown(typed, limit: 60))' is not \(Value.expected)",
          hint: Value.words.flatMap { nearestName(to: typed, among: $0) }.map { "did you mean '\($0)'?" })
      }
      guard isInRange(value) else {
        throw ValueProblem(sentence: "\(shown(value.optionText, limit: 60)) is outside \(range ?? "")")
      }
      return value.optionText
    }
  }
}
