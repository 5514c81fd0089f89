public import Documents
internal import Lesson
internal import Wording

/// Question lists in Markdown as teachers write them: numbered questions with check boxes, lettered options or an `Answer:` line, under headings that name
/// chapters.
public struct MarkdownQuestions: QuizReader {
  public let name = "markdown"
  public let summary = "numbered questions with check boxes or an Answer: line"
  public let endings = ["md", "markdown"]
  public let syntax = """
    A question starts with its number (1. or 1) or Q:) or a heading
    of the third level. Below it, each in a line of its own:
      - [x] right  - [ ] wrong  - [50%] a share of the mark
      a) one  *b) two            right ones by a star or Answer: b
      1. one  2. two             right ones by Answer: 2, else it is text
                                 or at the end, below ## Answers:
                                 1. b - why it is right; or | 1 | b |
      Answer: joule              typed, a line for each; or true, false,
                                 3.14 ± 0.01, 3..4; Answer (50%): watt
      - joule -> energy          pairs
      Order:  - first  - second  a list in its right order
      {1:SHORTANSWER:=blue}      a gap in the text, as in Moodle's Cloze
      Hint: text
      > text                     feedback: on the answer above, where
                                 further in than it; else on all
      Explanation: text          feedback on all, and so are bullets and
                                 paragraphs below it or the choices
      further in than a choice   its next paragraph or code
    Without any of these it is an essay. Answer: and the like may be in
    other languages (Respuesta: Ответ:), in a heading (#### Answer: b)
    or inside <details>. Q: text and below it A: text are a question and
    its answer. A picture ![a](name.png) lies beside the file; one whose
    name has a blank is my%20name.png or <my name.png>. A heading ## Work
    names the chapter (number, id or title; Closing: the lesson's end)
    of what follows. The rest stands in a comment in the question:
      <!-- at: 12:30-13:10; chapter: 2; pause: 2:10; id: q1; name: A;
      mark: 2; tags: a, b; shuffle: no; capitals: yes; type: essay -->
    An example:
      ## 1
      1. Which unit has energy?
         - [ ] watt
           > That is power.
         - [x] joule
         > Named after James Prescott Joule.
    """

  public init() {}

  public func recognises(_ text: SourceText) -> Bool {
    var boxes = 0
    var numbers = 0
    var answers = 0
    var hasBraces = false
    var code = MarkdownCode()
    for line in text.lines.prefix(5000) where !code.takes(line) {
      let trimmed = line.trimmed
      if trimmed.hasPrefix("::") || trimmed.hasPrefix("$CATEGORY:") { return false }
      if trimmed.utf8.contains(UInt8(ascii: "{")),
        trimmed.hasSuffix("{") || ["{=", "{~", "{#"].contains(where: { trimmed.contains($0) })
      {
        hasBraces = true
      }
      if Self.isBox(trimmed) { boxes += 1 }
      if MarkdownLine.questionStart(line) != nil { numbers += 1 }
      if MarkdownLine.field(trimmed) != nil || MarkdownLine.lettered(trimmed) != nil || ClozeText.isIn(String(trimmed))
      {
        answers += 1
      }
    }
    if boxes >= 2 { return true }
    return numbers > 0 && !hasBraces && (answers > 0 || !text.linesOutsideCode.contains { $0.contains("{") })
  }

  /// Numbers and letters stand in many texts.
  public func isCertain(of text: SourceText) -> Bool {
    text.linesOutsideCode.count { Self.isBox($0.trimmed) } >= 2
  }

  /// A box of Markdown's own: `●` and the like stand in many texts.
  private static func isBox(_ line: Substring) -> Bool {
    line.utf8.first.map { $0 < 0x80 } == true && MarkdownLine.checkBox(line) != nil
  }

  public func read(_ text: SourceText) throws(DocumentError) -> ReadQuiz {
    var reader = MarkdownReader(text)
    reader.read()
    return try reader.drafted.finished(
      elseSaying: "holds no question: expected lines such as 1. text with - [x] right below")
  }
}
