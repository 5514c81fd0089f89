// The text forms of times: clocks (`00:05:03.300`), lengths (`1h2m`, `350ms`) and decimal seconds. All are exact.

extension Instant {
  /// `00:05:03.300`: hours (two digits or more), minutes, seconds, and decimals down to the microsecond, rounded down;
  /// trailing zeros beyond `minimumDecimals` are left out. A `-` stands before a time before zero.
  public func clock(minimumDecimals: Int = 3) -> String {
    seconds.clock(minimumDecimals: minimumDecimals)
  }

  /// `0:05:03` or `5:03`: for people, whole seconds, rounded down.
  public var shortClock: String { seconds.shortClock }

  /// Reads `SS`, `MM:SS`, `HH:MM:SS`, each with up to nine decimals after `.` or `,`; minutes and seconds beyond 59 only in
  /// the first place. nil for anything else. `decimals` tells how many decimals were written.
  public init?(clock text: some StringProtocol) {
    guard let seconds = Fraction(clock: text) else { return nil }
    self.init(seconds: seconds)
  }
}

extension TimeSpan {
  public var shortClock: String { seconds.shortClock }

  /// Reads `6m`, `90s`, `1h2m`, `350ms`, `1.5s`, or a clock with a colon such as `00:05:03.300`. nil for anything else, so for a
  /// number without a unit and for a negative length.
  public init?(text: some StringProtocol) {
    if text.contains(":") {
      guard let seconds = Fraction(clock: text) else { return nil }
      self.init(seconds: seconds)
      return
    }
    var rest = Substring(text)
    var sum = Fraction.zero
    var lastUnit = Int64.max
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest[number.endIndex...]
      let unit = rest.prefix { $0.isASCII && $0.isLetter }
      rest = rest[unit.endIndex...]
      let units: [Substring: Int64] = ["h": 3_600_000, "m": 60_000, "min": 60_000, "s": 1000, "ms": 1]
      guard let milliseconds = units[unit], milliseconds < lastUnit, let value = Fraction(decimal: number),
        let product = try? value.multiplied(by: milliseconds).divided(by: 1000), let next = try? sum + product
      else { return nil }
      lastUnit = milliseconds
      sum = next
    }
    self.init(seconds: sum)
  }

  /// The one text form of a length: `1h2m`, `6m`, `90s` is `1m30s`, `350ms`, `0s`; a rest below the millisecond as decimals.
  public var text: String {
    guard seconds >= .zero else { return "-" + TimeSpan(seconds: seconds.negated).text }
    let total = (try? seconds.count(of: 1, over: 1_000_000_000, rounding: .nearest)) ?? .max
    let (hours, minutes) = (total / 3_600_000_000_000, total / 60_000_000_000 % 60)
    let rest = total % 60_000_000_000
    var text = (hours > 0 ? "\(hours)h" : "") + (minutes > 0 ? "\(minutes)m" : "")
    switch rest {
    case 0 where !text.isEmpty: break
    case let rest where rest % 1_000_000_000 == 0: text += "\(rest / 1_000_000_000)s"
    case let rest where rest < 1_000_000_000 && rest % 1_000_000 == 0: text += "\(rest / 1_000_000)ms"
    default: text += decimal(rest, places: 9) + "s"
    }
    return text
  }
}

extension TimeSpan: CustomStringConvertible {
  public var description: String { text }
}

/// `billionths` with its decimal point, trailing zeros left out.
private func decimal(_ value: Int64, places: Int) -> String {
  var digits = String(value)
  while digits.count <= places { digits = "0" + digits }
  let split = digits.index(digits.endIndex, offsetBy: -places)
  var tail = String(digits[split...])
  while tail.hasSuffix("0") { tail.removeLast() }
  return String(digits[..<split]) + (tail.isEmpty ? "" : "." + tail)
}

extension Fraction {
  func clock(minimumDecimals: Int) -> String {
    let micro = (try? count(of: 1, over: 1_000_000, rounding: .down)) ?? (numerator < 0 ? -.max : .max)
    let sign = micro < 0 ? "-" : ""
    let total = micro.magnitude
    func two(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    var tail = String(total % 1_000_000)
    while tail.count < 6 { tail = "0" + tail }
    while tail.count > minimumDecimals, tail.hasSuffix("0") { tail.removeLast() }
    let whole = total / 1_000_000
    let clock = "\(sign)\(two(whole / 3600)):\(two(whole / 60 % 60)):\(two(whole % 60))"
    return tail.isEmpty ? clock : "\(clock).\(tail)"
  }

  var shortClock: String {
    let whole = (try? count(of: 1, over: 1, rounding: .down)) ?? (numerator < 0 ? -.max : .max)
    let total = whole.magnitude
    func two(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let sign = whole < 0 ? "-" : ""
    guard total >= 3600 else { return "\(sign)\(total / 60):\(two(total % 60))" }
    return "\(sign)\(total / 3600):\(two(total / 60 % 60)):\(two(total % 60))"
  }

  /// Digits with at most nine decimals after a `.` or `,`.
  init?(decimal text: some StringProtocol) { self.init(decimal: Array(text.utf8)[...]) }

  private init?(decimal text: ArraySlice<UInt8>) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }),
      case let decimals = parts.dropFirst().joined(),
      decimals.count <= 9, let digits = Self.whole(parts[0] + decimals)
    else { return nil }
    var scale: Int128 = 1
    for _ in decimals { scale *= 10 }
    guard let value = try? Fraction(Int128(digits), scale) else { return nil }
    self = value
  }

  /// The number that ASCII digits write; nil for anything else.
  private static func whole(_ digits: ArraySlice<UInt8>) -> Int64? {
    guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
    return Int64(String(decoding: digits, as: UTF8.self))
  }

  init?(clock text: some StringProtocol) {
    let fields = Array(text.utf8).split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard (1...3).contains(fields.count), let seconds = Fraction(decimal: fields[fields.count - 1]) else { return nil }
    var sum = seconds
    var unit: Int64 = 1
    if fields.count > 1, seconds >= Fraction(whole: 60) { return nil }
    for (place, field) in fields.dropLast().reversed().enumerated() {
      unit *= 60
      guard let value = Self.whole(field),
        value < 60 || place == fields.count - 2, let product = try? Fraction(whole: value).multiplied(by: unit),
        let next = try? sum + product
      else { return nil }
      sum = next
    }
    self = sum
  }
}

extension Instant {
  /// Decimal seconds as JSON writes them, to the microsecond, rounded to nearest: `361.24`.
  public var decimalSeconds: String { seconds.decimalSeconds }
}
extension TimeSpan {
  /// Decimal seconds as JSON writes them, to the microsecond, rounded to nearest: `361.24`.
  public var decimalSeconds: String { seconds.decimalSeconds }
}
extension Fraction {
  var decimalSeconds: String {
    let micro = (try? count(of: 1, over: 1_000_000, rounding: .nearest)) ?? .max
    return micro < 0 ? "-" + decimal(-micro, places: 6) : decimal(micro, places: 6)
  }
}
