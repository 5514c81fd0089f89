internal import Yams

/// A YAML file's text as libyaml may have it.
///
/// Some characters are replaced by private ones for the time of reading: `*`, so that no alias is ever followed (a few hundred bytes of them can stand for gigabytes), and the
/// line ends that only YAML takes for such, so that lines are counted as everybody else does.
struct YAMLText {
  static let renameLimit = 100

  let source: SourceText
  private(set) var lines: [String.UnicodeScalarView]
  /// Replacements and what they stand for.
  private var replaced: [Unicode.Scalar: Unicode.Scalar] = [:]
  private var unused: [Unicode.Scalar]
  /// What stands for `*`.
  let star: Unicode.Scalar

  init(_ source: SourceText, sizeLimit: Int) throws(DocumentError) {
    self.source = source
    guard source.lines.reduce(0, { $0 + $1.utf8.count + 1 }) <= sizeLimit else {
      throw DocumentError(
        Diagnostic(.error, in: source.file, "is larger than \(sizeLimit >> 20) MB, too large for a YAML file"))
    }
    /// Private characters, and those that are replaced.
    var used: Set<Unicode.Scalar> = []
    for (index, line) in source.lines.enumerated() {
      for (column, scalar) in line.unicodeScalars.enumerated() {
        switch scalar.value {
        case 0..<9, 0xa..<0x20, 0x7f..<0x85, 0x86..<0xa0, 0xfeff, 0xfffe, 0xffff:
          var start = Place()
          let position = Self.position(line: index + 1, scalars: column, in: line, from: &start)
          throw DocumentError(
            Diagnostic(
              .error, in: source.file, at: position,
              "a control character, U+\(String(scalar.value, radix: 16, uppercase: true)), can't stand in YAML"))
        case 0x2a, 0x85, 0x2028, 0x2029: used.insert(scalar)
        case _ where Self.isPrivate(scalar): used.insert(scalar)
        default: break
        }
      }
    }
    unused = (0xe000..<0xf8ff as Range<UInt32>).lazy.compactMap { Unicode.Scalar($0) }.filter { !used.contains($0) }
      .prefix(Self.renameLimit + 4).reversed()
    guard unused.count >= Self.renameLimit + 4, let star = unused.popLast() else {
      throw DocumentError(Diagnostic(.error, in: source.file, "has too many private characters (U+E000 and above)"))
    }
    self.star = star
    lines = source.lines.map(\.unicodeScalars)
    if used.contains("*") { replace("*", by: star) }
    for lineEnd: Unicode.Scalar in ["\u{85}", "\u{2028}", "\u{2029}"] where used.contains(lineEnd) {
      if let other = unused.popLast() { replace(lineEnd, by: other) }
    }
  }

  private static func isPrivate(_ scalar: Unicode.Scalar) -> Bool { (0xe000..<0xf8ff).contains(scalar.value) }

  private mutating func replace(_ scalar: Unicode.Scalar, by other: Unicode.Scalar) {
    replaced[other] = scalar
    for index in lines.indices where lines[index].contains(scalar) {
      lines[index] = String.UnicodeScalarView(lines[index].map { $0 == scalar ? other : $0 })
    }
  }

  var prepared: String { lines.map { String($0) + "\n" }.joined() }

  /// Text of the tree as it stands in the file.
  func restored(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { Self.isPrivate($0) && replaced[$0] != nil }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { replaced[$0] ?? $0 }))
  }

  /// Gives the key at `mark` another first character; false where the file doesn't have it there in plain sight.
  mutating func rename(key: String, at mark: Mark) -> Bool {
    guard lines.indices.contains(mark.line - 1), let first = key.unicodeScalars.first, let other = unused.popLast()
    else { return false }
    var line = Array(lines[mark.line - 1])
    var column = mark.column - 1
    if line.indices.contains(column), line[column] == "\"" || line[column] == "'" { column += 1 }
    guard line.indices.contains(column), line[column] == first else { return false }
    line[column] = other
    replaced[other] = replaced[first] ?? first
    lines[mark.line - 1] = String.UnicodeScalarView(line)
    return true
  }

  /// A place in a line, in libyaml's columns, which are scalars, and in editors', which are characters.
  struct Place {
    /// From 1.
    var line = 0
    var scalars = 0
    var index = "".startIndex
    var column = 1
  }

  func position(_ mark: Mark) -> TextPosition {
    var start = Place()
    return position(mark, from: &start)
  }

  /// Sought from the place that was found before: the file may be a single line.
  func position(_ mark: Mark, from last: inout Place) -> TextPosition {
    guard source.lines.indices.contains(mark.line - 1) else {
      return TextPosition(line: max(1, source.lines.count), column: (source.lines.last?.count ?? 0) + 1)
    }
    return Self.position(line: mark.line, scalars: mark.column - 1, in: source.lines[mark.line - 1], from: &last)
  }

  private static func position(
    line: Int, scalars: Int, in text: String, from last: inout Place
  ) -> TextPosition {
    let scalars = max(0, scalars)
    if last.line != line || last.scalars > scalars { last = Place(line: line, index: text.startIndex) }
    let end = text.unicodeScalars.index(last.index, offsetBy: scalars - last.scalars, limitedBy: text.endIndex)
    last.column += text[last.index..<(end ?? text.endIndex)].count
    last.index = end ?? text.endIndex
    last.scalars = scalars
    return TextPosition(line: line, column: last.column)
  }

  func error(_ sentence: String, at mark: Mark, hint: String? = nil) -> DocumentError {
    DocumentError(Diagnostic(.error, in: source.file, at: position(mark), sentence, hint: hint))
  }
}
