public import Timeline

extension Instant {
  /// Decimal seconds as programs write them: `57.600000000000001`, or with a comma. What is finer than a nanosecond is cut off. nil for anything else.
  init?(decimalSeconds text: some StringProtocol) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard let whole = parts.first, parts.count <= 2 else { return nil }
    let tail = parts.count == 2 ? parts[1] : ""
    guard tail.allSatisfy({ $0.isASCII && $0.isNumber }), parts.count == 1 || !tail.isEmpty else { return nil }
    self.init(clock: tail.isEmpty ? String(whole) : "\(whole).\(tail.prefix(9))")
    guard text.utf8.count <= 40, !whole.contains(":") else { return nil }
  }

  /// `361.240`: seconds with three decimals at least and nine at most, rounded down, so that the first frame at or after it stays the same one.
  var exactSeconds: String {
    guard let count = nanoseconds, count >= 0 else { return decimalSeconds }
    return "\(count / 1_000_000_000).\(Self.decimals(count % 1_000_000_000))"
  }

  /// `00:06:01.240`: a clock with three decimals at least and nine at most, rounded down.
  public var exactClock: String {
    guard let count = nanoseconds, count >= 0, count % 1000 != 0 else { return clock(minimumDecimals: 3) }
    return "\(clock(minimumDecimals: 0).prefix { $0 != "." }).\(Self.decimals(count % 1_000_000_000))"
  }

  /// Whole ones since the start, rounded down; nil where it lies too far off.
  var nanoseconds: Int64? {
    TimeBase(1, 1_000_000_000).flatMap { try? ticks(in: $0, rounding: .down) }
  }

  /// Whole ones since the start, rounded down.
  var milliseconds: Int64 { (try? ticks(in: .milliseconds, rounding: .down)) ?? .max }

  private static func decimals(_ nanoseconds: Int64) -> String {
    let digits = String(nanoseconds)
    var text = String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    while text.count > 3, text.hasSuffix("0") { text.removeLast() }
    return text
  }
}

/// Whether a time was written with decimals, so that it is kept exactly.
func hasDecimals(_ text: some StringProtocol) -> Bool { text.contains { $0 == "." || $0 == "," } }
