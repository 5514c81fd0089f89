internal import Documents
internal import Lesson
internal import Wording

/// What stands between a question's braces, in the order in which Moodle tells the kinds apart.
enum GIFTAnswers {
  /// More than any question has.
  static let limit = 200

  static func read(
    _ text: Glyphs, _ format: RichText.Format, at position: TextPosition, into question: inout Question,
    _ warnings: inout [GIFTFault]
  ) throws(GIFTFault) {
    guard let first = text.first else {
      question.kind = .essay
      return
    }
    if !first.isControl("#") { warnOfTags(in: text, &warnings) }
    if isCloze(text) {
      throw GIFTFault("an embedded-answer (Cloze) question is not GIFT", first.position)
    }
    if first.isControl("#") {
      question.kind = .numeric
      question.numbers = try GIFTNumbers.read(text.dropFirst(), format, at: position, &warnings)
    } else if text.hasControl("~") {
      let pieces = try pieces(of: text, startedBy: ["~", "="], at: position)
      // `=%50%` is meant as `~%50%`: Moodle would show the weight as text.
      let weighted = pieces.filter { $0.mark == "=" && AnswerWeight.isWritten(in: $0.text.trimmed) }
      for piece in weighted {
        warnings.append(GIFTFault("a choice with a weight is written ~%…%, not =%…%", piece.position))
      }
      question.kind =
        pieces.count { $0.mark == "=" } > weighted.count ? .singleChoice : .multipleChoice
      question.answers = answers(pieces, format, defaultWeight: { $0 == "=" ? 100 : 0 }, &warnings)
      guard question.answers.count >= 2 else { throw GIFTFault("expected two choices or more", position) }
    } else if text.hasControl("="), text.firstControls("->") != nil {
      question.kind = .matching
      question.pairs = try pairs(text, format, at: position, &warnings)
    } else if let isTrue = truth(text.parted(by: "#").0) {
      question.kind = .trueFalse
      if first.scalar.properties.isLowercase || text.dropFirst().first?.scalar.properties.isLowercase == true {
        warnings.append(
          GIFTFault(
            "true or false in small letters is a short answer to Moodle", first.position, hint: "write TRUE or FALSE"))
      }
      question.answers = trueAndFalse(isTrue, text.parted(by: "#").1, format, &warnings)
    } else {
      question.kind = .shortAnswer
      question.answers = answers(
        try pieces(of: text, startedBy: ["="], at: position), .plain, feedback: format, defaultWeight: { _ in 100 },
        &warnings)
      guard !question.answers.isEmpty else { throw GIFTFault("expected an answer after '='", position) }
    }
  }

  /// Says where the `=` of an attribute, as in `<a href="x">`, starts an answer.
  private static func warnOfTags(in text: Glyphs, _ warnings: inout [GIFTFault]) {
    var isTag = false
    for index in text.indices {
      let glyph = text[index]
      if glyph.scalar == "<" {
        isTag = index + 1 < text.endIndex && text[index + 1].scalar.properties.isAlphabetic
      } else if glyph.scalar == ">" || glyph.isControl("~") {
        isTag = false
      } else if isTag, glyph.isControl("=") {
        // `a < b` has no end.
        let end = text[(index + 1)...].first { $0.scalar == ">" || $0.scalar == "<" || $0.isControl("~") }
        if end?.scalar == ">" {
          warnings.append(
            GIFTFault(
              "'=' in a tag starts an answer, as in Moodle", glyph.position,
              hint: "write \\= where it belongs to the tag"))
        }
        isTag = false
      }
    }
  }

  /// `{1:MULTICHOICE:=a~b}`, of another of Moodle's formats.
  private static func isCloze(_ text: Glyphs) -> Bool {
    let start = text.prefix(24).prefix { !$0.isControl("~") && !$0.isControl("=") && $0.scalar != "\n" }
    let words = start.text.split(separator: ":", omittingEmptySubsequences: false)
    let kinds = [
      "SA", "SHORTANSWER", "MW", "MC", "MCV", "MCH", "MULTICHOICE", "MR", "MULTIRESPONSE", "NM", "NUMERICAL",
    ]
    return words.count >= 3 && words[0].allSatisfy(\.isNumber)
      && kinds.contains { words[1].trimmed == $0 || words[1].hasPrefix($0 + "_") }
  }

  /// One answer with the character that starts it; nil for text before the first.
  struct Piece {
    var mark: Unicode.Scalar?
    var text: Glyphs
    var position: TextPosition
  }

  static func pieces(
    of text: Glyphs, startedBy marks: [Unicode.Scalar], at position: TextPosition
  ) throws(GIFTFault) -> [Piece] {
    let starts = text.indices.filter { index in marks.contains { text[index].isControl($0) } }
    guard starts.count <= limit else { throw GIFTFault("more than \(limit) answers", position) }
    var pieces: [Piece] = []
    let head = text[..<(starts.first ?? text.endIndex)]
    if let first = head.trimmed.first { pieces.append(Piece(mark: nil, text: head, position: first.position)) }
    for (place, start) in starts.enumerated() {
      let end = place + 1 < starts.count ? starts[place + 1] : text.endIndex
      pieces.append(
        Piece(mark: text[start].scalar, text: text[(start + 1)..<end], position: text[start].position))
    }
    return pieces
  }

  private static func answers(
    _ pieces: [Piece], _ format: RichText.Format, feedback feedbackFormat: RichText.Format? = nil,
    defaultWeight: (Unicode.Scalar?) -> Double, _ warnings: inout [GIFTFault]
  ) -> [Answer] {
    var answers: [Answer] = []
    for piece in pieces {
      var text = piece.text.trimmed
      let weight = AnswerWeight.take(from: &text, &warnings) ?? defaultWeight(piece.mark)
      let (answer, feedback) = text.parted(by: "#")
      let rich = answer.richText(orElse: format)
      guard !rich.text.isEmpty else {
        warnings.append(GIFTFault("an answer without text is left out", piece.position))
        continue
      }
      answers.append(
        Answer(rich, weight: weight, feedback: nonEmpty(feedback?.richText(orElse: feedbackFormat ?? format))))
    }
    return answers
  }

  private static func pairs(
    _ text: Glyphs, _ format: RichText.Format, at position: TextPosition, _ warnings: inout [GIFTFault]
  ) throws(GIFTFault) -> [MatchingPair] {
    var pairs: [MatchingPair] = []
    for piece in try pieces(of: text, startedBy: ["="], at: position) {
      guard piece.mark != nil, let arrow = piece.text.firstControls("->") else {
        throw GIFTFault("expected pairs such as =left -> right", piece.position)
      }
      let (right, feedback) = piece.text[(arrow + 2)...].parted(by: "#")
      if feedback != nil { warnings.append(GIFTFault("a pair has no feedback: it is left out", piece.position)) }
      guard !right.text.isEmpty else { throw GIFTFault("a pair has nothing right of its '->'", piece.position) }
      pairs.append(MatchingPair(piece.text[..<arrow].richText(orElse: format), right.text))
    }
    guard pairs.count >= 2, pairs.contains(where: { !$0.left.text.isEmpty }) else {
      throw GIFTFault("expected two pairs or more", position)
    }
    return pairs
  }

  private static func truth(_ text: Glyphs) -> Bool? {
    switch text.text.uppercased() {
    case "T", "TRUE": true
    case "F", "FALSE": false
    default: nil
    }
  }

  /// The first feedback is for the wrong answer, the second for the right one.
  private static func trueAndFalse(
    _ isTrue: Bool, _ feedbacks: Glyphs?, _ format: RichText.Format, _ warnings: inout [GIFTFault]
  ) -> [Answer] {
    let (wrong, rest) = feedbacks?.parted(by: "#") ?? (nil, nil)
    let (right, surplus) = rest?.parted(by: "#") ?? (nil, nil)
    if let first = surplus?.trimmed.first {
      warnings.append(GIFTFault("true/false has two feedbacks: what follows is left out", first.position))
    }
    let forWrong = nonEmpty(wrong?.richText(orElse: format))
    let forRight = nonEmpty(right?.richText(orElse: format))
    return [true, false].map { value in
      Answer(
        RichText("\(value)"), weight: value == isTrue ? 100 : 0, feedback: value == isTrue ? forRight : forWrong)
    }
  }

  static func nonEmpty(_ text: RichText?) -> RichText? { text?.text.isEmpty == false ? text : nil }
}
