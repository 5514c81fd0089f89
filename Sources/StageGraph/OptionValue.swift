public import Timeline
internal import Wording

/// A kind of value that an option has: one text form, in YAML, on the command line, in help, in plans and in orders.
public protocol OptionValue: Hashable, Sendable {
  /// nil for a text that doesn't mean such a value.
  init?(optionText: String)

  /// The canonical text: reading it gives the value again.
  var optionText: String { get }

  /// The end of "is not …": "a length of time, such as 6m, 90s or 350ms".
  static var expected: String { get }

  /// All texts there are, where they can be listed.
  static var words: [String]? { get }
}

extension OptionValue {
  public static var words: [String]? { nil }
}

extension Bool: OptionValue {
  public init?(optionText: String) {
    switch optionText {
    case "yes", "true": self = true
    case "no", "false": self = false
    default: return nil
    }
  }
  public var optionText: String { self ? "yes" : "no" }
  public static var expected: String { "yes or no" }
}

extension Int: OptionValue {
  public init?(optionText: String) { self.init(optionText) }
  public var optionText: String { description }
  public static var expected: String { "a whole number" }
}

extension String: OptionValue {
  public init?(optionText: String) { self = optionText }
  public var optionText: String { self }
  public static var expected: String { "a text" }
}

extension TimeSpan: OptionValue {
  public init?(optionText: String) { self.init(text: optionText) }
  public var optionText: String { text }
  public static var expected: String { "a length of time, such as 6m, 90s or 350ms" }
}

/// `none` is the text of what is not there.
extension Optional: OptionValue where Wrapped: OptionValue {
  public init?(optionText: String) {
    if optionText == "none" {
      self = nil
    } else {
      guard let value = Wrapped(optionText: optionText) else { return nil }
      self = value
    }
  }
  public var optionText: String { map(\.optionText) ?? "none" }
  public static var expected: String { "\(Wrapped.expected), or none" }
  public static var words: [String]? { Wrapped.words.map { $0 + ["none"] } }
}

/// An enum of words is an option without further code.
extension OptionValue where Self: RawRepresentable & CaseIterable, RawValue == String {
  public init?(optionText: String) { self.init(rawValue: optionText) }
  public var optionText: String { rawValue }
  public static var expected: String { listed(allCases.map(\.rawValue), "or") }
  public static var words: [String]? { allCases.map(\.rawValue) }
}
