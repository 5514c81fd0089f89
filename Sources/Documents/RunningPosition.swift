/// Lines and columns of places in a text, asked for one behind the other: each byte is looked at once, though the whole text be one line.
struct RunningPosition {
  private var place = 0
  private var position = TextPosition(line: 1, column: 1)

  /// - Parameters:
  ///   - place: where a character begins; one before the last place is counted from the text's start again.
  ///   - bytes: the text in UTF-8, the same each time.
  mutating func position(of place: Int, in bytes: [UInt8]) -> TextPosition {
    if place < self.place { self = RunningPosition() }
    var between = bytes[self.place..<min(place, bytes.count)]
    while let end = between.firstIndex(of: UInt8(ascii: "\n")) {
      position = TextPosition(line: position.line + 1, column: 1)
      between = between[(end + 1)...]
    }
    position.column += String(decoding: between, as: UTF8.self).count
    self.place = between.endIndex
    return position
  }
}
