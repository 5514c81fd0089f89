/// A point in time, in exact seconds. Unless said otherwise it counts from the recording's first shown frame or sample.
public struct Instant: Hashable, Sendable {
  let seconds: Fraction

  init(seconds: Fraction) { self.seconds = seconds }

  public static let zero = Instant(seconds: .zero)

  /// `ticks` of a stream's clock. Throws ``TimeOverflow`` for times that no 64-bit fraction holds.
  public init(ticks: Int64, in base: TimeBase) throws(TimeOverflow) {
    seconds = try Fraction(Int128(ticks) * Int128(base.numerator), Int128(base.denominator))
  }

  /// This point on a clock, rounded to a tick as asked.
  public func ticks(in base: TimeBase, rounding: Rounding) throws(TimeOverflow) -> Int64 {
    try seconds.count(of: Int64(base.numerator), over: Int64(base.denominator), rounding: rounding)
  }

  /// The tick of `base` that lies at, before or after this point, as asked.
  public func rounded(_ rounding: Rounding, to base: TimeBase) throws(TimeOverflow) -> Instant {
    try Instant(ticks: ticks(in: base, rounding: rounding), in: base)
  }

  /// For people and scores only: binary floating point.
  public var approximateSeconds: Double { seconds.double }

  /// Numerator and denominator of the reduced fraction of seconds.
  public var fraction: (numerator: Int64, denominator: Int64) { (seconds.numerator, seconds.denominator) }

  public static func + (left: Instant, right: TimeSpan) throws(TimeOverflow) -> Instant {
    try Instant(seconds: left.seconds + right.seconds)
  }
  public static func - (left: Instant, right: TimeSpan) throws(TimeOverflow) -> Instant {
    try Instant(seconds: left.seconds - right.seconds)
  }
  public static func - (left: Instant, right: Instant) throws(TimeOverflow) -> TimeSpan {
    try TimeSpan(seconds: left.seconds - right.seconds)
  }
}

extension Instant: Comparable {
  public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }
}

extension Instant: CustomStringConvertible {
  /// `00:05:03.300`, with as many decimals as the microsecond needs and at least three.
  public var description: String { clock(minimumDecimals: 3) }
}

/// Coded as the text of the exact fraction of seconds, such as `"9031/25"`.
extension Instant: Codable {
  public init(from decoder: any Decoder) throws { seconds = try Fraction(from: decoder) }
  public func encode(to encoder: any Encoder) throws { try seconds.encode(to: encoder) }
}

extension Fraction: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Fraction(text: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not an exact time, such as 9031/25")
    }
    self = value
  }
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
