/// A length of time, in exact seconds; negative where something lies before something else.
public struct TimeSpan: Hashable, Sendable {
  let seconds: Fraction

  init(seconds: Fraction) { self.seconds = seconds }

  public static let zero = TimeSpan(seconds: .zero)

  /// `ticks` of a clock. Throws ``TimeOverflow`` for lengths that no 64-bit fraction holds.
  public init(ticks: Int64, in base: TimeBase) throws(TimeOverflow) {
    seconds = try Fraction(Int128(ticks) * Int128(base.numerator), Int128(base.denominator))
  }

  /// This length in ticks of a clock, rounded as asked.
  public func ticks(in base: TimeBase, rounding: Rounding) throws(TimeOverflow) -> Int64 {
    try seconds.count(of: Int64(base.numerator), over: Int64(base.denominator), rounding: rounding)
  }

  /// For people and scores only: binary floating point.
  public var approximateSeconds: Double { seconds.double }

  /// Numerator and denominator of the reduced fraction of seconds.
  public var fraction: (numerator: Int64, denominator: Int64) { (seconds.numerator, seconds.denominator) }

  public static func + (left: TimeSpan, right: TimeSpan) throws(TimeOverflow) -> TimeSpan {
    try TimeSpan(seconds: left.seconds + right.seconds)
  }
  public static func - (left: TimeSpan, right: TimeSpan) throws(TimeOverflow) -> TimeSpan {
    try TimeSpan(seconds: left.seconds - right.seconds)
  }
  public static func * (left: TimeSpan, right: Int64) throws(TimeOverflow) -> TimeSpan {
    try TimeSpan(seconds: left.seconds.multiplied(by: right))
  }
  /// Throws ``TimeOverflow`` for a divisor of zero too.
  public static func / (left: TimeSpan, right: Int64) throws(TimeOverflow) -> TimeSpan {
    try TimeSpan(seconds: left.seconds.divided(by: right))
  }
}

extension TimeSpan: Comparable {
  public static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.seconds < right.seconds }
}

extension TimeSpan: Codable {
  public init(from decoder: any Decoder) throws { seconds = try Fraction(from: decoder) }
  public func encode(to encoder: any Encoder) throws { try seconds.encode(to: encoder) }
}

/// Lengths as they are written in code: `6.min`, `700.ms`.
extension Int {
  public var ms: TimeSpan { TimeSpan(self, milliseconds: 1) }
  public var s: TimeSpan { TimeSpan(self, milliseconds: 1000) }
  public var min: TimeSpan { TimeSpan(self, milliseconds: 60_000) }
  public var h: TimeSpan { TimeSpan(self, milliseconds: 3_600_000) }
}

extension TimeSpan {
  /// Meant for literals: what 64 bits can't hold (290,000 years) becomes the longest length there is.
  fileprivate init(_ count: Int, milliseconds: Int64) {
    let longest = Fraction(whole: count < 0 ? -.max : .max)
    self.init(seconds: (try? Fraction(Int128(count) * Int128(milliseconds), 1000)) ?? longest)
  }
}
