internal import Documents

/// A line of a list that a person typed.
struct TypedLine {
  var number: Int
  /// Where it starts in the line of that number, from 1.
  var column: Int
  var text: String
}

extension SourceText {
  /// Word processors end lines by U+2028, U+2029, VT and FF too, which others don't count.
  var typedLines: [TypedLine] {
    func isBreak(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "\u{b}" || scalar == "\u{c}" || scalar == "\u{2028}" || scalar == "\u{2029}"
    }
    return lines.enumerated().flatMap { index, line -> [TypedLine] in
      guard line.unicodeScalars.contains(where: isBreak) else {
        return [TypedLine(number: index + 1, column: 1, text: line)]
      }
      var column = 1
      return line.unicodeScalars.split(omittingEmptySubsequences: false, whereSeparator: isBreak).map { part in
        let text = String(part)
        defer { column += text.count + 1 }
        return TypedLine(number: index + 1, column: column, text: text)
      }
    }
  }
}

extension StringProtocol {
  /// Whether a digit follows a colon somewhere: most lines have none, and needn't be looked at further.
  var mayHoldTime: Bool {
    var isAfterColon = false
    for scalar in unicodeScalars {
      if isAfterColon, scalar.properties.generalCategory == .decimalNumber { return true }
      isAfterColon = scalar == ":" || scalar == "："
    }
    return false
  }
}
