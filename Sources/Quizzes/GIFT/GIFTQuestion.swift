internal import Documents
internal import Lesson
internal import Wording

/// One question: its name, its stem, and the braces that say what kind it is.
enum GIFTQuestion {
  /// Reads a question without its id and tags. What is read as it was probably meant goes to `warnings`; what can't be read is thrown.
  static func read(_ text: Glyphs, _ warnings: inout [GIFTFault]) throws(GIFTFault) -> Question {
    var rest = text
    let start = text.first?.position ?? TextPosition(line: 1, column: 1)
    var name: String?
    if rest.firstControls("::") == rest.startIndex {
      let afterColons = rest.dropFirst(2)
      if let end = afterColons.firstControls("::") {
        name = afterColons[..<end].text
        rest = afterColons[(end + 2)...].trimmed
      } else {
        warnings.append(GIFTFault("the name that '::' opens has no '::' at its end; it is read as text", start))
        rest = afterColons.trimmed
      }
    }
    if name?.isEmpty == true { name = nil }
    rest = escapingFormulas(in: rest, &warnings)
    let format = rest.takeFormat(orElse: .moodle)
    guard let open = rest.firstControl("{") else {
      if let stray = rest.firstControl("}") {
        throw GIFTFault("a '}' without its '{'; a brace that is text is written \\}", rest[stray].position)
      }
      guard !rest.text.isEmpty else { throw GIFTFault("the question has no text", start) }
      return Question(id: "", kind: .description, name: name, stem: RichText(rest.text, format), mark: 0)
    }
    let close = try closingBrace(of: open, in: rest, &warnings)
    let after = rest[(close + 1)...]
    if let stray = after.first(where: { $0.isControl("{") || $0.isControl("}") }) {
      throw GIFTFault(
        "a second '\(stray.scalar)' outside the answers; a brace that is text is written \\\(stray.scalar)",
        stray.position)
    }
    // Text behind the braces: the stem goes on after a blank to fill, be it only a full stop.
    let (before, tail) = (Array(rest[..<open]), after.trimmed.isEmpty ? [] : Array(after))
    let blank = tail.isEmpty ? [] : Array(repeating: Glyph(scalar: "_", like: rest[open]), count: 5)
    let stem = (before + blank + tail)[...].text
    guard !stem.isEmpty else { throw GIFTFault("the question has no text before its answers", rest[open].position) }
    var question = Question(id: "", kind: .essay, name: name, stem: RichText(stem, format))
    var answers = rest[(open + 1)..<close].trimmed
    if let general = answers.lastControls("####") {
      let feedback = answers[(general + 4)...].richText(orElse: format)
      question.generalFeedback = feedback.text.isEmpty ? nil : feedback
      answers = answers[..<general].trimmed
    }
    try GIFTAnswers.read(answers, format, at: rest[open].position, into: &question, &warnings)
    return question
  }

  /// The same, with what stands in formulas, `\(…\)`, `\[…\]` and `$$…$$`, taken for text: they are full of braces and equals signs.
  private static func escapingFormulas(in text: Glyphs, _ warnings: inout [GIFTFault]) -> Glyphs {
    var text = text
    // Where the formula that is open starts, and what follows the backslash or `$` that closes it.
    var open: (start: Int, closing: Unicode.Scalar)?
    for index in text.indices.dropLast() {
      let (first, second) = (text[index].scalar, text[index + 1].scalar)
      if let (start, closing) = open {
        if first == "\n" {
          open = nil
        } else if index >= start, second == closing, first == (closing == "$" ? "$" : "\\") {
          escape(start..<index, in: &text, &warnings)
          open = nil
        }
      } else {
        switch (first, second) {
        case ("\\", "("): open = (index + 2, ")")
        case ("\\", "["): open = (index + 2, "]")
        case ("$", "$") where index == text.startIndex || text[index - 1].scalar != "$": open = (index + 2, "$")
        default: break
        }
      }
    }
    return text
  }

  private static func escape(_ formula: Range<Int>, in text: inout Glyphs, _ warnings: inout [GIFTFault]) {
    let controls = formula.filter { index in "{}=~#".unicodeScalars.contains { text[index].isControl($0) } }
    guard let first = controls.first else { return }
    let sign = text[first].scalar
    warnings.append(
      GIFTFault("'\(sign)' in a formula is read as text", text[first].position, hint: "Moodle needs it as \\\(sign)"))
    for index in controls { text[index].isEscaped = true }
  }

  /// The brace that closes the one at `open`. Braces within are taken for text, as in `\frac{1}{2}`.
  private static func closingBrace(
    of open: Int, in text: Glyphs, _ warnings: inout [GIFTFault]
  ) throws(GIFTFault) -> Int {
    var depth = 0
    var isWarned = false
    for index in text.indices[open...] {
      if text[index].isControl("{") {
        depth += 1
        if depth == 2, !isWarned {
          isWarned = true
          warnings.append(
            GIFTFault("a '{' inside the answers is read as text", text[index].position, hint: "Moodle needs it as \\{"))
        }
      } else if text[index].isControl("}") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    throw GIFTFault("the '{' has no '}'", text[open].position)
  }
}
