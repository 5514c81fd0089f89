import Documents
import Lesson
import Quizzes
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
