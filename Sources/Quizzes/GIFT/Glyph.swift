internal import Documents
internal import Lesson
internal import Wording

/// A character of a question, its escapes resolved: a control character counts only where it wasn't escaped.
struct Glyph {
  var scalar: Unicode.Scalar
  var isEscaped: Bool
  var line: Int32
  var column: Int32

  init(scalar: Unicode.Scalar, line: Int32, column: Int32) {
    self.scalar = scalar
    isEscaped = false
    self.line = line
    self.column = column
  }

  /// Text that stands for what is at `other`.
  init(scalar: Unicode.Scalar, like other: Glyph) {
    self.init(scalar: scalar, line: other.line, column: other.column)
    isEscaped = true
  }

  func isControl(_ scalar: Unicode.Scalar) -> Bool { self.scalar == scalar && !isEscaped }

  var position: TextPosition { TextPosition(line: Int(line), column: Int(column)) }
}

typealias Glyphs = ArraySlice<Glyph>

extension GIFTBlock {
  /// Unicode scalars of one question at most.
  static let lengthLimit = 100_000

  /// The text of the block's lines. Escapes are those of Moodle: `\~ \= \# \{ \} \:` stand for the character, `\n` for a line break, `\\` for
  /// a backslash, and any other backslash for itself. Throws where the question is too long to be one.
  func glyphs() throws(GIFTFault) -> Glyphs {
    var glyphs: [Glyph] = []
    for line in lines {
      guard glyphs.count + line.text.utf8.count <= Self.lengthLimit * 4 else {
        throw GIFTFault("the question is too long", position)
      }
      var column: Int32 = 0
      var hasBackslash = false
      for character in line.text {
        column += 1
        for scalar in character.unicodeScalars {
          let glyph = Glyph(scalar: scalar, line: Int32(line.number), column: column)
          if hasBackslash, let last = glyphs.indices.last, let meant = Self.escapes[scalar] {
            glyphs[last].scalar = meant
            glyphs[last].isEscaped = true
            hasBackslash = false
          } else {
            glyphs.append(glyph)
            hasBackslash = scalar == "\\"
          }
        }
      }
      glyphs.append(Glyph(scalar: "\n", line: Int32(line.number), column: column + 1))
    }
    guard glyphs.count <= Self.lengthLimit else { throw GIFTFault("the question is too long", position) }
    return glyphs[...].trimmed
  }

  private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
    "~": "~", "=": "=", "#": "#", "{": "{", "}": "}", ":": ":", "\\": "\\", "n": "\n",
  ]
}

extension Glyphs {
  /// As text, white space at the ends and control characters but line breaks and tabs taken off.
  var text: String {
    var scalars = String.UnicodeScalarView()
    for glyph in trimmed
    where !glyph.scalar.isControl || glyph.scalar == "\n" || glyph.scalar == "\t" {
      scalars.append(glyph.scalar)
    }
    return String(scalars)
  }

  var trimmed: Glyphs {
    var rest = self
    while let first = rest.first, first.scalar.isWhiteSpace { rest = rest.dropFirst() }
    while let last = rest.last, last.scalar.isWhiteSpace { rest = rest.dropLast() }
    return rest
  }

  func firstControl(_ scalar: Unicode.Scalar) -> Index? { firstIndex { $0.isControl(scalar) } }

  func hasControl(_ scalar: Unicode.Scalar) -> Bool { firstControl(scalar) != nil }

  /// The first place where the characters of `sequence` stand together as controls.
  func firstControls(_ sequence: String) -> Index? {
    let wanted = Array(sequence.unicodeScalars)
    return indices.dropLast(Swift.max(wanted.count - 1, 0)).first { isControls(wanted, at: $0) }
  }

  func lastControls(_ sequence: String) -> Index? {
    let wanted = Array(sequence.unicodeScalars)
    return indices.dropLast(Swift.max(wanted.count - 1, 0)).last { isControls(wanted, at: $0) }
  }

  private func isControls(_ wanted: [Unicode.Scalar], at index: Index) -> Bool {
    index + wanted.count <= endIndex && wanted.indices.allSatisfy { self[index + $0].isControl(wanted[$0]) }
  }

  /// What stands before and after the first control character `scalar`; all of it and nil where there is none.
  func parted(by scalar: Unicode.Scalar) -> (Glyphs, Glyphs?) {
    guard let index = firstControl(scalar) else { return (self, nil) }
    return (self[..<index], self[(index + 1)...])
  }

  /// `[html]` and the like before a text, taken off.
  mutating func takeFormat(orElse format: RichText.Format) -> RichText.Format {
    let start = trimmed
    guard start.first?.isControl("[") == true, let close = start.prefix(12).firstIndex(where: { $0.isControl("]") }),
      let named = RichText.Format(rawValue: start[(start.startIndex + 1)..<close].text.lowercased())
    else { return format }
    self = start[(close + 1)...]
    return named
  }

  /// A text with its format.
  func richText(orElse format: RichText.Format) -> RichText {
    var rest = self
    let format = rest.takeFormat(orElse: format)
    return RichText(rest.text, format)
  }
}
