/// Lines end with a line feed and nothing else: other line ends may stand inside JSON.
struct LineSplitter {
  private(set) var rest: [UInt8] = []

  /// The lines that are complete with these bytes.
  mutating func split(_ bytes: [UInt8]) -> [[UInt8]] {
    var parts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    guard let last = parts.popLast() else { return [] }
    var lines: [[UInt8]] = []
    for part in parts {
      lines.append(rest + part)
      rest = []
    }
    rest += last
    return lines
  }

  /// Forgets the beginning of a line: what follows of it will be taken for a line.
  mutating func dropRest() { rest = [] }
}
