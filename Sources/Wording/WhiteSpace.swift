// White space as Unicode has it (UAX #44, White_Space), found scalar by scalar: grapheme by grapheme it takes many times as long.

extension StringProtocol {
  /// Without the white space at its ends.
  @inlinable public var trimmed: SubSequence {
    let start = unicodeScalars.firstIndex { !$0.isWhiteSpace } ?? endIndex
    let end = unicodeScalars.lastIndex { !$0.isWhiteSpace }.map { unicodeScalars.index(after: $0) } ?? start
    return self[start..<end]
  }

  /// Trimmed, and each run of white space a single blank.
  public var singleSpaced: String {
    let text = String(self)
    var before: Unicode.Scalar = " "
    let isSingleSpaced = text.unicodeScalars.allSatisfy { scalar in
      defer { before = scalar }
      return scalar.isWhiteSpace ? scalar == " " && before != " " : true
    }
    if isSingleSpaced, before != " " { return text }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension Unicode.Scalar {
  @inlinable public var isWhiteSpace: Bool {
    isASCII ? self == " " || (0x9...0xd).contains(value) : properties.isWhitespace
  }

  /// Of the general category Cc (UAX #44): what lies below U+0020, and from U+007F to U+009F.
  @inlinable public var isControl: Bool { value < 0x20 || (0x7f..<0xa0).contains(value) }
}
