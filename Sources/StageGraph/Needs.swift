/// What a stage needs of other stages or of what is given from outside, by type: `@Needs var info: MediaInfo`.
///
/// `@Needs var pauses: PauseMap?` is nil when nothing in the pipeline makes one; `@Needs var captions: [CaptionTrack]` is all of them, by their makers' names.
/// Reading a need that nobody set, as a test might, traps and names the type.
@propertyWrapper
public struct Needs<Value: Codable & Hashable & Sendable>: Sendable {
  private var value: Value?

  public init() {}
  public init() where Value: ExpressibleByNilLiteral { value = .some(nil) }
  public init<Element>() where Value == [Element] { value = [] }

  public var wrappedValue: Value {
    get {
      guard let value else { fatalError("a stage was run without the \(Value.self) it needs") }
      return value
    }
    set { value = newValue }
  }
}

extension CodingUserInfoKey {
  /// Set while options are checked, when needs are not there yet.
  static let withoutNeeds = CodingUserInfoKey(rawValue: "withoutNeeds")!
}

/// Read from an order.
extension Needs: Decodable {
  public init(from decoder: any Decoder) throws {
    guard decoder.userInfo[.withoutNeeds] == nil else { return }
    value = try decoder.singleValueContainer().decode(Value.self)
  }
}

/// A need as help and the planner see it.
public struct NeedInfo: Hashable, Sendable {
  public enum Count: String, Hashable, Sendable, Codable {
    case one
    /// One or none.
    case optional
    /// Any number.
    case all
  }
  /// In kebab-case.
  public let name: String
  /// The artifact's type, such as `MediaInfo`.
  public let type: String
  public let count: Count

  /// `MediaInfo`, `PauseMap?`, `[CaptionTrack]`.
  public var typeText: String {
    switch count {
    case .one: type
    case .optional: "\(type)?"
    case .all: "[\(type)]"
    }
  }
}

/// What `Mirror` looks for.
protocol NeedDeclaration {
  func info(named name: String) -> NeedInfo
  var valueType: any (Decodable & Sendable).Type { get }
}

extension Needs: NeedDeclaration {
  var valueType: any (Decodable & Sendable).Type { Value.self }

  func info(named name: String) -> NeedInfo {
    if let optional = Value.self as? any OptionalType.Type {
      NeedInfo(name: name, type: artifactName(optional.wrapped), count: .optional)
    } else if let list = Value.self as? any ListType.Type {
      NeedInfo(name: name, type: artifactName(list.element), count: .all)
    } else {
      NeedInfo(name: name, type: artifactName(Value.self), count: .one)
    }
  }
}

/// Any optional type.
protocol OptionalType {
  static var wrapped: Any.Type { get }
  static var nothing: Any { get }
}
extension Optional: OptionalType {
  static var wrapped: Any.Type { Wrapped.self }
  static var nothing: Any { Wrapped?.none as Any }
}
/// Any array type.
protocol ListType {
  static var element: Any.Type { get }
  static var empty: Any { get }
}
extension Array: ListType {
  static var element: Any.Type { Element.self }
  static var empty: Any { [Element]() }
}

/// The name by which needs and makers find each other: the type's own, without its module.
func artifactName(_ type: Any.Type) -> String { "\(type)" }
