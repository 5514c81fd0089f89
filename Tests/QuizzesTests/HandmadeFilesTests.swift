import Documents
import Lesson
import Quizzes
import TestSupport
import Testing

/// Files typed by hand, pasted from chats, and exported by other quiz programs.
@Suite struct HandmadeFilesTests {
  private func check(_ text: String, format: String, _ expected: [String], _ warnings: [String] = []) throws {
    let quiz = try readQuiz(SourceText(text, named: "a"))
    #expect(quiz.format == format)
    #expect(quiz.questions.map { outline($0.question) } == expected)
    #expect(quiz.diagnostics.map(\.description) == warnings)
  }

  @Test func formulasInGIFTHaveBracesAndEqualsSigns() throws {
    try check(
      #"""
      What is \(\frac{1}{2}mv^2\)? {=energy, \(E = mc^2\) ~power, $$P=\frac{W}{t}$$}

      Nothing to mark in \(mc\) {T}

      It costs $$ and \(no more {~5 =6}
      """#,
      format: "gift",
      [
        #"single-choice | moodle What is \(\frac{1}{2}mv^2\)? | 100 energy, \(E = mc^2\) | 0 power, $$P=\frac{W}{t}$$"#,
        #"true-false | moodle Nothing to mark in \(mc\) | 100 true | 0 false"#,
        #"single-choice | moodle It costs $$ and \(no more | 0 5 | 100 6"#,
      ],
      [
        #"a:1:16: warning: '{' in a formula is read as text; Moodle needs it as \{"#,
        #"a:1:44: warning: '=' in a formula is read as text; Moodle needs it as \="#,
        #"a:1:64: warning: '=' in a formula is read as text; Moodle needs it as \="#,
      ])
  }

  @Test func aLineBelowAnAnswerThatChoicesFollowIsAnotherQuestion() throws {
    try check(
      "1. One?\na) x\nb) y\nAnswer: a\nWhich second?\na) p\nb) q\nAnswer: b\n", format: "markdown",
      ["single-choice | plain One? | 100 x | 0 y", "single-choice | plain Which second? | 0 p | 100 q"])
  }

  @Test func answersInBoldAreTypedWithoutIt() throws {
    try check(
      "1. Name?\n   Answer: **Joule**\n2. N?\n   Answer: `joule`\n3. Cap?\n**Answer: Paris**\n", format: "markdown",
      [
        "short-answer | plain Name? | 100 Joule", "short-answer | plain N? | 100 joule",
        "short-answer | plain Cap? | 100 Paris",
      ])
  }

  @Test func aikenOfWorksheets() throws {
    try check(
      """
      Which are fruit?
      A. apple
      B. pear
      C. stone
      ANSWER: A, B

      What is water?
      A. H2O
      B. Salt
      Correct answer: A. H2O
      Feedback: two hydrogen, one oxygen

      Was ist das?
      A. eins
      B. zwei
      ANTWORT: B
      """,
      format: "aiken",
      [
        "multiple-choice | plain Which are fruit? | 50 apple | 50 pear | 0 stone",
        "single-choice | plain What is water? | 100 H2O | 0 Salt | #### two hydrogen, one oxygen",
        "single-choice | plain Was ist das? | 0 eins | 100 zwei",
      ],
      [
        "a:5:1: warning: Moodle needs ANSWER: and a capital letter",
        "a:10:1: warning: Moodle needs ANSWER: and a capital letter",
        "a:11:1: warning: Moodle knows no feedback here",
        "a:16:1: warning: Moodle needs ANSWER: and a capital letter",
      ])
  }

  @Test func answersAtTheEndOfAWorksheet() throws {
    try check(
      """
      1. What is x?
         a) one
         b) two
      2. **Fill in:** water is made of hydrogen and ___.
      3. What is y?
         a) one
         b) two

      ## Answer key

      1. b
      2. oxygen
      3. a
      """,
      format: "markdown",
      [
        "single-choice | plain What is x? | 0 one | 100 two",
        "short-answer | markdown **Fill in:** water is made of hydrogen and ___. | 100 oxygen",
        "single-choice | plain What is y? | 100 one | 0 two",
      ])
  }

  @Test func anAnswerThatIsNoneOfTheChoicesIsAnErrorInItsLine() throws {
    try check(
      """
      1. One?
         A. x
         B. y
         Answer: C
      2. Two?
         A. x
         B. y
         Answer: C) a thing
      3. Three?
         A. x
         B. y
         Answer: C, A
      4. Four?
         A. x
         B. y
         Answer:
         C
      5. Five?
         A. x
         B. y
         C. z
         (Answer: a) and c))
      6. Six?
         A. x
         B. y
         Answer: (B) y, of course
      7. Seven?
         A. x
         B. y

      ## Answer key
      7. D
      """, format: "markdown",
      [
        "multiple-choice | plain Five? | 50 x | 0 y | 50 z",
        "single-choice | plain Six? | 0 x | 100 y",
      ],
      [
        "a:4:1: error: the answer 'C' is none of the 2 choices of the question in line 1; question skipped",
        "a:8:1: error: the answer 'C) a thing' is none of the 2 choices of the question in line 5; question skipped",
        "a:12:1: error: the answer 'C, A' is none of the 2 choices of the question in line 9; question skipped",
        "a:17:1: error: the answer 'C' is none of the 2 choices of the question in line 13; question skipped",
        "a:32:1: error: the answer 'D' is none of the 2 choices of the question in line 27; question skipped",
      ])
  }

  @Test(arguments: ["1. b\n1. a", "1. b, 2. a", "1: B\n2: A", "1 - b\n2 - a", "1b 2a", "1) **b**\n2) a"])
  func answerKeysOfManyForms(_ key: String) throws {
    let number = key.contains("1. a") ? 1 : 2
    try check(
      "1. One?\n   a) x\n   b) y\n\(number). Two?\n   a) x\n   b) y\n\n## Answers\n\n\(key)\n", format: "markdown",
      ["single-choice | plain One? | 0 x | 100 y", "single-choice | plain Two? | 100 x | 0 y"])
  }

  @Test func anAnswerKeyThatDoesNotFitIsSaid() throws {
    let questions = "## A\n1. One?\n   a) x\n   b) y\n2. Two?\n   a) x\n   b) y\n## B\n1. Three?\n   a) x\n   b) y\n"
    let outlines = [
      "single-choice | plain One? | 0 x | 100 y", "single-choice | plain Two? | 100 x | 0 y",
      "single-choice | plain Three? | 0 x | 0 y",
    ]
    try check(
      questions + "## Answers\n1. b\n2. a\n3. a\n", format: "markdown", outlines,
      [
        "a:9:1: warning: a second question has the number 1: the answer in line 13 is the first one's",
        "a:15:1: warning: there is no question 3 for this answer",
      ])
    let twice = try readQuiz(SourceText(questions + "## Answers\n1. b\n2. a\n1. b\n", named: "a"))
    #expect(
      twice.diagnostics.map(\.description) == [
        "a:15:1: warning: this line keeps the list from being a key to the answers above: its lines are read as questions; expected an answer to each question once, such as 1. b"
      ])
  }

  @Test func whatNeverEndsIsSaid() throws {
    try check(
      "1. One?\n- [x] a\n- [ ] b\n<!-- mark: 2\n2. Two?\n", format: "markdown",
      ["single-choice | plain One? | 100 a | 0 b"],
      ["a:4:1: warning: the comment that starts here has no end: all below belongs to it; end it with -->"])
    try check(
      "1. One?\n- [x] a\n- [ ] b\n\n2. Two?\n```\ncode\n3. Three?\n", format: "markdown",
      ["single-choice | plain One? | 100 a | 0 b", "essay | markdown Two?⏎```⏎code⏎3. Three?"],
      ["a:6:1: warning: the code that starts here has no end: all below belongs to it; end it with ```"])
  }

  @Test(arguments: ["csv", "markdown", "gift"]) func tagsWithCommasStayWhole(_ name: String) throws {
    let writer = try #require(builtInQuizFormats.first { $0.name == name } as? any QuizWriter)
    let tags = ["red, green", "a\\", "a;b", "c\\d", "e]\\"]
    let question = Question(id: "q", kind: .essay, stem: RichText("Why?"), tags: tags)
    let written = write([UnboundQuestion(question: question, file: "", line: 1)], as: writer).text
    #expect(try readQuiz(SourceText(written, named: "a")).questions.map(\.question.tags) == [tags], "\(written)")
  }

  /// Programs write JSON in a single line, with places that are sought in it.
  @Test func aFileOfOneLineIsReadInSeconds() throws {
    let question = #"{"question": "Größe?", "choices": [{"text": "ä", "weight": 100}, {"text": "b", "weight": 0}]}"#
    let text = "{\"questions\": [" + Array(repeating: question, count: 2000).joined(separator: ", ") + "]}"
    var count = 0
    #expect(processorTime { count = (try? read(text))?.questions.count ?? 0 } < .seconds(10))
    #expect(count == 2000)
  }

  @Test func whatMoodleHasBesidesIsSaid() throws {
    func question(_ type: String, _ more: String) -> String {
      """
      <question type="\(type)"><name><text>x</text></name><questiontext format="plain_text"><text>\(type) \(more.count)?</text></questiontext>\(more)\
      <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>

      """
    }
    let text =
      "<quiz>\n" + question("multichoice", "<penalty>0.3333333</penalty><answernumbering>abc</answernumbering>")
      + question("multichoice", "<penalty>0.1</penalty><answernumbering>none</answernumbering>")
      + question("multichoice", "<penalty>0</penalty><hint><text>h</text><clearwrong/></hint>")
      + question("truefalse", "<penalty>1.0000000</penalty><hidden>1</hidden>")
      + question("essay", "<penalty>0</penalty><maxwordlimit>200</maxwordlimit>") + "</quiz>"
    let quiz = try readQuiz(SourceText(text, named: "a"))
    #expect(quiz.questions.count == 5)
    #expect(
      quiz.diagnostics.map(\.description) == [
        "a:3:1: warning: not kept: the numbering of its answers of 1 question",
        "a:3:1: warning: not kept: the penalty for another try of 2 questions",
        "a:4:1: warning: not kept: the options of its hints of 1 question",
        "a:5:1: warning: not kept: that it is hidden of 1 question",
        "a:6:1: warning: not kept: the limits of its words of 1 question",
      ])
  }

  @Test(arguments: [
    ("- question: g?\n  answer: [{ text: 9.81, tolerance: 1% }]\n", "a:2:37"),
    ("question,answer 1,type,tolerance 1\ng?,9.81,numeric,1%\n", "a:2:17"),
    (
      "<quiz>\n<question type=\"numerical\"><questiontext><text>g?</text></questiontext><answer fraction=\"100\"><text>9.81</text><tolerance>1%</tolerance></answer></question></quiz>",
      "a:2:1"
    ),
    ("1. g? {1:NUMERICAL:=9.81:1%}\n", "a:1:1"),
  ])
  func aToleranceThatIsNoNumberIsSaid(_ text: String, _ place: String) throws {
    let quiz = try readQuiz(SourceText(text, named: "a"))
    let question = try #require(quiz.questions.first?.question)
    #expect((question.numbers + question.gaps.flatMap(\.numbers)).map(\.tolerance) == [0])
    #expect(
      quiz.diagnostics.map(\.description) == [
        "\(place): warning: '1%' is no tolerance, and only the number itself is right; expected a number such as 0.01"
      ])
  }

  @Test func aPairWithoutAnAnswerIsSaid() throws {
    func pair(_ left: String, _ right: String) -> String {
      "<subquestion><text>\(left)</text><answer><text>\(right)</text></answer></subquestion>"
    }
    let quiz = try readQuiz(
      SourceText(
        "<quiz><question type=\"matching\"><questiontext><text>M</text></questiontext>\(pair("J", "e") + pair("W", "p") + pair("K", "") + pair("", ""))</question></quiz>",
        named: "a"))
    #expect(quiz.questions.map { outline($0.question) } == ["matching | moodle M | J -> e | W -> p"])
    #expect(
      quiz.diagnostics.map(\.description) == ["a:1:7: warning: the pair of 'K' has no answer and is left out"])
  }

  @Test func aHeadingThatOnlyLooksLikeAKey() throws {
    let quiz = try readQuiz(
      SourceText("## Answers\n1. What is an answer?\n- [x] a\n- [ ] b\n", named: "a"))
    #expect(quiz.questions.map(\.question.kind) == [.singleChoice])
    #expect(quiz.questions.map(\.binding) == [.chapter("Answers")])
    let solutions = try readQuiz(SourceText("## Solutions\n1. Explain osmosis.\n2. Name an acid.\n", named: "a"))
    #expect(solutions.questions.map(\.question.kind) == [.essay, .essay])
  }

  @Test func markdownOfChatsAndOtherPrograms() throws {
    try check(
      """
      ### Question 1
      Which one?
      - A) one ✅
      - B) two

      ### Question 2
      Which words?
      A. joule **(correct)**
      B. watt **(no)**

      ### Question 3
      Which sign?
      - ✅ right
      - ❌ wrong

      **3. Which are forces?** (two)
      - [x] weight
        - it pulls
      - [x] friction
      - [ ] energy

      Q4. What?
      ( ) this
      (x) that
      """,
      format: "markdown",
      [
        "single-choice | plain Which one? | 100 one | 0 two",
        "single-choice | plain Which words? | 100 joule | 0 watt **(no)**",
        "single-choice | plain Which sign? | 100 right | 0 wrong",
        "multiple-choice | plain Which are forces? (two) | 50 weight # it pulls | 50 friction | 0 energy",
        "single-choice | plain What? | 0 this | 100 that",
      ])
  }

  @Test func whatLooksLikeABoxIsWrittenSoThatItReadsBack() throws {
    for text in ["Look:\n(x) is a sign\n[ ] too", "Look:\n( ) (x)", "(x) is a sign"] {
      let question = UnboundQuestion(question: Question(id: "q", kind: .essay, stem: RichText(text)), file: "", line: 1)
      let written = write([question], as: MarkdownQuestions()).text
      #expect(try readQuiz(SourceText(written, named: "a")).questions.map(\.question.stem.text) == [text], "\(written)")
    }
  }

  @Test func codeInMarkdownIsCode() throws {
    let quiz = try readQuiz(
      SourceText(
        "1. What does it print?\n\n```python\n# a comment\n- [x] no box\nprint(1)\n```\n\n- [x] 1\n- [ ] 2\n",
        named: "a"))
    #expect(quiz.questions.count == 1)
    #expect(
      quiz.questions[0].question.stem.text
        == "What does it print?\n\n```python\n# a comment\n- [x] no box\nprint(1)\n```")
    #expect(quiz.questions[0].question.answers.map(\.text.text) == ["1", "2"])
  }

  @Test func choicesThatAreNamedInYAMLAndJSON() throws {
    try check(
      #"[{"question": "x?", "options": {"A": "p", "B": "q"}, "answer": "B"}, {"question": "y?", "choices": {"1": "p", "2": "q", "3": "r"}, "answer": [2, "r"]}, {"question": "z?", "options": {"A": "p", "B": "q"}, "answer": "C"}]"#,
      format: "yaml",
      ["single-choice | plain x? | 0 p | 100 q", "multiple-choice | plain y? | 0 p | 50 q | 50 r"],
      ["a:1:153: error: the answer 'C' is none of the choices; question skipped"])
  }

  @Test func choicesAndTheirAnswerInYAMLAndJSON() throws {
    try check(
      #"{"questions": [{"question": "x?", "options": ["p", "q"], "answer": "q", "explanation": "so"}, {"question": "y?", "choices": ["p", "q"], "answer": "A"}, {"question": "z?", "choices": [{"text": "p", "correct": true}, "q"]}, {"question": "w?", "options": ["p", "q"], "answer": "r"}]}"#,
      format: "yaml",
      [
        "single-choice | plain x? | 0 p | 100 q | #### so", "single-choice | plain y? | 100 p | 0 q",
        "single-choice | plain z? | 100 p | 0 q",
      ], ["a:1:223: error: the answer 'r' is none of the choices; question skipped"])
  }

  @Test func tablesOfSpreadsheetsAndOtherPrograms() throws {
    try check(
      "sep=;\r\nQuestion;Option A;Option B;Correct\r\nx, y?;a;b;A\r\n", format: "csv",
      ["single-choice | plain x, y? | 100 a | 0 b"])
    try check(
      "Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 characters,Correct answer(s) - choose at least one\nWhat?,a,b,\"1,2\"\n",
      format: "csv", ["multiple-choice | plain What? | 50 a | 50 b"])
    try check(
      "Question Text,Question Type,Option 1,Option 2,Correct Answer\nUnit?,Fill-in-the-Blank,joule,J,\n", format: "csv",
      ["short-answer | plain Unit? | 100 joule | 100 J"])
  }

  @Test func lettersAndNumbersOfRightOptionsAreToldByTheirColumn() throws {
    let head = "question,option 1,option 2,option 3,correct\n"
    let numbers = "1+2?,3,2,1,1\nBest?,C,B,A,A\n"
    func rights(_ rows: String) throws -> [String] {
      let quiz = try readQuiz(SourceText(head + rows, named: "a.csv"))
      let right = quiz.questions.flatMap(\.question.answers).filter { $0.weight > 0 }
      return right.map(\.text.text) + quiz.diagnostics.map(\.description)
    }
    #expect(try rights("Capital?,Paris,Rome,Oslo,1\n" + numbers) == ["Paris", "3", "C"])
    #expect(try rights("Capital?,Paris,Rome,Oslo,Rome\n" + numbers) == ["Rome", "1", "A"])
    let doubt = "is an option's text and the letter or number of another: the option of that text is taken"
    #expect(
      try rights(numbers) == ["1", "A", "a.csv:2:12: warning: '1' \(doubt)", "a.csv:3:13: warning: 'A' \(doubt)"])
  }

  @Test(arguments: ["a.md", "a.txt", "a.gift", "A.MD"])
  func codeWithBracesInMarkdownIsNotGIFT(_ name: String) throws {
    let quiz = try readQuiz(
      SourceText(
        "1. What does it print?\n\n   ```\n   for (;;) {\n     puts(x);\n   }\n   ```\n   *a) 012\n   b) 123\n\n2. How often?\n   Answer: 3\n",
        named: name))
    #expect(quiz.format == "markdown")
    #expect(
      quiz.questions.map { outline($0.question) } == [
        "single-choice | markdown What does it print?⏎⏎```⏎for (;;) {⏎  puts(x);⏎}⏎``` | 100 012 | 0 123",
        "numeric | plain How often? | 100 3 ± 0",
      ])
  }

  @Test func theEndingOfAFileCountsUnlessItsTextIsCertainlyAnother() throws {
    let gift = "::a:: What is it? {=x ~y}\n"
    let list = "1. What is it? {\n   a) x\n   *b) y\n"
    let xml = """
      <quiz><question type="truefalse"><name><text>x</text></name>
      <questiontext format="html"><text>{=x}</text></questiontext>
      <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>
      </question></quiz>
      """
    for (text, name, format) in [
      (gift, "a.md", "gift"), (gift, "a.gift", "gift"), (list, "a.md", "markdown"),
      (xml, "a.gift", "moodle-xml"), (xml, "a.md", "moodle-xml"),
      ("question: What is it?\na) x\nb) y\nanswer: a\n", "a.md", "markdown"),
    ] {
      #expect(try readQuiz(SourceText(text, named: name)).format == format, "\(name): \(text)")
    }
    #expect(throws: DocumentError.self) { try readQuiz(SourceText("- {id: q1, frage: x {y}}\n", named: "a.yaml")) }
  }

  @Test func flowMappingsInYAMLAreQuestions() throws {
    try check(
      "- {id: q1, question: Which unit?, right: joule, wrong: [watt, newton]}\n", format: "yaml",
      ["single-choice | plain Which unit? | 100 joule | 0 watt | 0 newton"])
    try check(
      #"[{"id": 1, "question": "Which unit?", "right": "joule", "wrong": "watt"}]"#, format: "yaml",
      ["single-choice | plain Which unit? | 100 joule | 0 watt"])
  }

  @Test(arguments: [
    "Which step?\n\n1. Multiply\n2. Add", "Pick:\n\n- red\n- blue\n\nwhich?", "Pick:\n- [ ] red\n* blue\n• green",
    "Text\n\n## Heading\n\nmore", "Text\n### Heading\nmore", "Given:\na) one\n*b) two\nwhich?",
    "He said\n\n> to be\n\nwho?", "Line\nAnswer: no\n**Answer:** yes\nend", "a\n---\nb\n***\nc\n___\nd",
    "a <!-- note -->\n<!-- b\nc", "A\nHint: x\nB", "Code:\n~~~\nx", "::x:: y\n$CATEGORY: z", "x\nQ: y",
    "a\n\\\nb\n\\- c\n\\1. d\n\\\\2. e", "a ![b](c) * d",
    #"\(a*b\) and \(\begin{pmatrix}1\\2\end{pmatrix}\)"#, "\\[\na * b \\\\\nc\n\\]", ##"1\\2 \* \# \\(a*b\)"##,
    "2*3*4 and `a*b` _x_ **b**\n1. c\n\\- d\n**2. e**", "See:\n\n```\nif x:\n\n    1. y\n```\nwhat?",
    "```\n- [x] y\n```\nwhat?",
  ])
  func everyTextStandsInAMarkdownListAsOneQuestion(_ text: String) throws {
    for format in [RichText.Format.plain, .markdown] where format == .markdown || !text.contains("    ") {
      let rich = RichText(text, format)
      let first = Question(
        id: "a", kind: .singleChoice, stem: rich,
        answers: [Answer(rich, weight: 100, feedback: rich), Answer(RichText("w"), weight: 0)], generalFeedback: rich,
        hints: [rich])
      let second = Question(id: "b", kind: .essay, stem: RichText("Second"))
      let items = [first, second].map { UnboundQuestion(question: $0, file: "", line: 1) }
      let written = write(items, as: MarkdownQuestions()).text
      let read = try readQuiz(SourceText(written, named: "a.md")).questions.map(\.question)
      #expect(read.map(\.id) == ["a", "b"], "\(written)")
      #expect(read.first?.answers.count == 2, "\(written)")
      let texts = read.prefix(1).flatMap { [$0.stem] + $0.hints + [$0.answers[0].text] }
      #expect(texts.map(\.text) == [text, text, text], "\(written)")
      // Quoted lines are trimmed.
      let quoted = read.prefix(1).flatMap { [$0.answers[0].feedback?.text ?? "", $0.generalFeedback?.text ?? ""] }
      if !text.contains("    ") { #expect(quoted == [text, text], "\(written)") }
    }
  }

  @Test func whatAikenCanNotSayIsListed() throws {
    func write(_ weights: [Double], stem: String = "x?") -> WrittenQuiz {
      let answers = weights.enumerated().map { Answer(RichText("o\($0 + 1)"), weight: $1) }
      let question = Question(id: "", kind: .singleChoice, stem: RichText(stem, .html), answers: answers)
      return Quizzes.write([UnboundQuestion(question: question, file: "", line: 1)], as: Aiken())
    }
    let best = write([0, 90, 50])
    #expect(best.text.hasSuffix("ANSWER: B\n"))
    #expect(
      best.losses.map(\.sentence) == [
        "loses a weight of 90%, which becomes 100% and a weight of 50%, which becomes 0%"
      ])
    let two = write([0, 100, 100])
    #expect(two.text.hasSuffix("ANSWER: B\n"))
    #expect(two.losses.map(\.sentence) == ["loses that 2 answers are right: only the first counts"])
    let many = write([100] + Array(repeating: 0, count: 27))
    #expect(many.losses.map(\.sentence) == ["loses its 2 answers after the 26th"])
    for (written, reason) in [
      (write(Array(repeating: 0, count: 26) + [100]), "its right answer is not among the first 26"),
      (write([0, 0]), "none of its answers is right"),
      (write([100, 0], stem: "<img src=\"a.png\">"), "without its pictures and markup a text of it is empty"),
    ] {
      #expect(written.count == 0)
      #expect(written.losses.map(\.sentence) == ["is left out: \(reason)"])
    }
  }

  @Test func htmlInMoodleXMLThatIsNotEscapedIsSaid() {
    #expect {
      try readQuiz(
        SourceText(
          "<quiz><question type=\"essay\"><name><text>x</text></name><questiontext format=\"html\"><text><p>Hi</p></text></questiontext></question></quiz>",
          named: "a"))
    } throws: { error in
      "\(error)".contains("the question has no text: HTML in it has to stand in <![CDATA[…]]>, or as &lt;p&gt;")
    }
  }
}
