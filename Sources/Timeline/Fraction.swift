/// A reduced fraction of two 64-bit integers with a positive denominator: what every time in chop is made of.
///
/// Sums and differences are computed in 128 bits and reduced; what then doesn't fit throws ``TimeOverflow``. Comparison
/// is exact and never fails.
struct Fraction: Hashable, Sendable {
  let numerator: Int64
  /// Always positive.
  let denominator: Int64

  static let zero = Fraction(whole: 0)

  init(whole: Int64) {
    numerator = whole
    denominator = 1
  }

  /// The reduced fraction; throws where `denominator` is zero or the result doesn't fit 64 bits.
  init(_ numerator: Int128, _ denominator: Int128) throws(TimeOverflow) {
    guard denominator != 0, numerator != .min, denominator != .min else { throw TimeOverflow() }
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    guard let top = Int64(exactly: sign * numerator / Int128(divisor)),
      let bottom = Int64(exactly: sign * denominator / Int128(divisor)), top != .min
    else { throw TimeOverflow() }
    self.numerator = top
    self.denominator = bottom
  }

  private static func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
    var (larger, smaller) = (first, second)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return max(larger, 1)
  }

  static func + (left: Fraction, right: Fraction) throws(TimeOverflow) -> Fraction {
    if left.denominator == right.denominator {
      return try Fraction(Int128(left.numerator) + Int128(right.numerator), Int128(left.denominator))
    }
    let top = Int128(left.numerator) * Int128(right.denominator)
    let (sum, overflow) = top.addingReportingOverflow(Int128(right.numerator) * Int128(left.denominator))
    guard !overflow else { throw TimeOverflow() }
    return try Fraction(sum, Int128(left.denominator) * Int128(right.denominator))
  }

  static func - (left: Fraction, right: Fraction) throws(TimeOverflow) -> Fraction { try left + right.negated }

  /// Exact: a numerator is never `Int64.min`.
  var negated: Fraction { Fraction(reducedNumerator: -numerator, denominator: denominator) }

  private init(reducedNumerator: Int64, denominator: Int64) {
    numerator = reducedNumerator
    self.denominator = denominator
  }

  func multiplied(by factor: Int64) throws(TimeOverflow) -> Fraction {
    try Fraction(Int128(numerator) * Int128(factor), Int128(denominator))
  }

  func divided(by divisor: Int64) throws(TimeOverflow) -> Fraction {
    try Fraction(Int128(numerator), Int128(denominator) * Int128(divisor))
  }

  /// How many times `unitNumerator/unitDenominator` goes in, rounded; throws where the count doesn't fit 64 bits.
  func count(of unitNumerator: Int64, over unitDenominator: Int64, rounding: Rounding) throws(TimeOverflow) -> Int64 {
    let top = Int128(numerator) * Int128(unitDenominator)
    let bottom = Int128(denominator) * Int128(unitNumerator)
    guard bottom != 0 else { throw TimeOverflow() }
    guard let count = Int64(exactly: rounding.divide(top, bottom)) else { throw TimeOverflow() }
    return count
  }

  var double: Double { Double(numerator) / Double(denominator) }
}

extension Fraction: Comparable {
  static func < (left: Fraction, right: Fraction) -> Bool {
    Int128(left.numerator) * Int128(right.denominator) < Int128(right.numerator) * Int128(left.denominator)
  }
}

extension Fraction {
  /// `9031/25`; a whole number keeps its `/1`, so that the form can be told from decimal seconds.
  var text: String { "\(numerator)/\(denominator)" }

  init?(text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let top = Int64(parts[0]), let bottom = Int64(parts[1]), bottom > 0,
      let value = try? Fraction(Int128(top), Int128(bottom))
    else { return nil }
    self = value
  }
}

/// Where a time lies between two ticks, which of them to take.
public enum Rounding: Sendable {
  case down, up, nearest

  func divide(_ top: Int128, _ bottom: Int128) -> Int128 {
    let (top, bottom) = bottom < 0 ? (-top, -bottom) : (top, bottom)
    let floor = top >= 0 ? top / bottom : -((-top + bottom - 1) / bottom)
    let rest = top - floor * bottom
    switch self {
    case .down: return floor
    case .up: return rest == 0 ? floor : floor + 1
    case .nearest: return rest * 2 >= bottom ? floor + 1 : floor
    }
  }
}

/// A time that 64-bit fractions can't hold: only hostile or broken files make one.
public struct TimeOverflow: Error, Hashable, CustomStringConvertible {
  public init() {}
  public var description: String { "a time in it is too large or too fine to be exact" }
}
