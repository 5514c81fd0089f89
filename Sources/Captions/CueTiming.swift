internal import Timeline
internal import Wording

/// A cue's line of times: `00:01:02.500 --> 00:01:04.000 line:0 align:start`.
struct CueTiming {
  static let arrow = "-->"

  /// Whether a line has an arrow, or one that was typed otherwise between two times: that is told, not left out as text.
  static func isMeant(by line: String) -> Bool {
    if line.contains(arrow) { return true }
    guard line.contains(">") || line.contains("→") else { return false }
    return line.prefixMatch(of: /\s*\d+:[\d:.,]+\s*(?:[-=–—]+>|→)\s*\d+:/) != nil
  }

  var range: TimeRange
  /// WebVTT cue settings (§4.4) that mean something without the file's regions.
  var settings: String

  /// What is wrong, and in which column, from 1.
  struct Fault: Error {
    var sentence: String
    var column: Int
  }

  /// Reads hours of any length, `MM:SS`, decimals after a point or a comma; WebVTT itself asks for a point and three decimals.
  init(_ line: String) throws(Fault) {
    let halves = line.split(separator: Self.arrow, maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2 else { throw Fault(sentence: "expected START --> END", column: 1) }
    func column(_ part: Substring) -> Int { line.distance(from: line.startIndex, to: part.startIndex) + 1 }
    let words = halves[1].split(whereSeparator: \.isWhitespace)
    let before = halves[0].split(whereSeparator: \.isWhitespace)
    guard before.count == 1 else {
      throw Fault(sentence: "expected one time before the arrow, such as 00:01:02.500", column: 1)
    }
    guard let last = words.first else {
      throw Fault(sentence: "expected a time after the arrow, such as 00:01:02.500", column: column(halves[1]))
    }
    let start = try Self.instant(before[0], column)
    let end = try Self.instant(last, column)
    guard start < end else {
      throw Fault(
        sentence: start == end ? "the cue ends where it starts" : "the cue ends before it starts", column: column(last))
    }
    range = TimeRange(start, end)
    settings = Self.usable(words.dropFirst())
  }

  private static func instant(_ text: Substring, _ column: (Substring) -> Int) throws(Fault) -> Instant {
    guard let instant = Instant(clock: text) else {
      throw Fault(
        sentence: "'\(shown(text, limit: 40))' is not a time; expected one such as 00:01:02.500", column: column(text))
    }
    guard let hours = try? instant.ticks(in: .milliseconds, rounding: .down) / 3_600_000, hours < CaptionLimits.hours
    else {
      throw Fault(sentence: "'\(shown(text, limit: 40))' is longer than any recording", column: column(text))
    }
    return instant
  }

  /// The settings that WebVTT knows; `region` refers to what isn't carried along.
  static func usable(_ words: some Sequence<some StringProtocol>) -> String {
    let names = ["vertical", "line", "position", "size", "align"]
    let value: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber || "%.,-".contains($0)) }
    return words.filter { word in
      let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 && names.contains(String(parts[0])) && !parts[1].isEmpty && parts[1].count <= 40
        && parts[1].allSatisfy(value) && !parts[1].contains("--")
    }.prefix(names.count).map { String($0) }.joined(separator: " ")
  }
}
