import Documents
import Lesson
import Quizzes
import Testing

/// Question lists in Markdown as they stand in repositories, books and worksheets.
@Suite struct MarkdownListsTests {
  private func check(_ text: String, _ expected: [String], _ warnings: [String]? = []) throws {
    let quiz = try readQuiz(SourceText(text, named: "a.md"))
    #expect(quiz.format == "markdown")
    #expect(quiz.questions.map { outline($0.question) } == expected, "\(text)")
    if let warnings { #expect(quiz.diagnostics.map(\.description) == warnings, "\(text)") }
  }

  // MARK: Choices

  @Test(arguments: [
    "1. Which?\n   1. watt\n   2. joule\n   Answer: B\n", "1. Which?\n   1. watt\n   2. joule\n\n   Answer: 2\n",
    "### Which?\n\n1. watt\n2. joule\n\n**Answer: 2**\n", "1. Which?\n1) watt\n2) joule\nANSWER: 2\n",
    "Which?\n\n1. watt\n2. joule\n\nAnswer: 2) joule\n", "1. Which?\n   1. watt\n   2. **joule**\n",
    "1. Which?\n   1. watt\n   2. joule\n\n## Answers\n\n1. B\n", "1. Which?\n\t1. watt\n\t2. joule\n\tAnswer: joule\n",
    "1. Which?\nA: watt\nB: joule\nAnswer: B\n", "1. Which?\n- A: watt\n- B: joule\n\nAnswer: B\n",
    "1. Which?\n☐ watt\n☑ joule\n", "1. Which?\n- ○ watt\n- ● joule\n", "1. Which?\nа) watt\nб) joule\nОтвет: б\n",
  ])
  func choicesHaveNumbersAndOtherSigns(_ text: String) throws {
    try check(text, ["single-choice | plain Which? | 0 watt | 100 joule"])
  }

  @Test func aNumberBelowAQuestionIsAChoiceOnlyWhereAnAnswerSaysSo() throws {
    try check(
      "1. Part\n   1. Why?\n      - [x] a\n      - [ ] b\n   2. How many?\n      Answer: 2\n\n2. Say:\n   1. x\n   2. y\n   a) 1\n   *b) 2\n",
      [
        "essay | plain Part", "single-choice | plain Why? | 100 a | 0 b", "numeric | plain How many? | 100 2 ± 0",
        "single-choice | plain Say:⏎1. x⏎2. y | 0 1 | 100 2",
      ])
    try check(
      "1. Explain:\n   1. energy\n   2. power\n", ["essay | plain Explain:⏎1. energy⏎2. power"],
      [
        "a.md:2:1: warning: this list is read as part of the question's text, since nothing says which of its items is the right answer; where they are choices, say so in a line below, such as Answer: 2"
      ])
    try check(
      "1. Explain.\n2. What is x?\n   Answer: 2\n",
      ["essay | plain Explain.", "numeric | plain What is x? | 100 2 ± 0"])
  }

  @Test func lettersGoOnBelowAParagraph() throws {
    try check(
      "1. Which?\n   a) watt\n   b) newton\n\n   The next one is long.\n\n   c) joule\n   Answer: c\n",
      ["single-choice | plain Which? | 0 watt | 0 newton | 100 joule | #### The next one is long."],
      nil)
  }

  @Test func aKeyEndsWhereAnotherSectionBegins() throws {
    let text = """
      1. Which?
      - A) watt
      - B) joule

      ## Answer key

      1. **B** — joule is energy.

      ---

      ## Self-assessment

      - 1 correct: good
      """
    let quiz = try readQuiz(SourceText(text, named: "a.md"))
    #expect(quiz.questions.map { $0.question.answers.map(\.weight) } == [[0, 100]])
    #expect(
      quiz.diagnostics.map(\.description) == [
        "a.md:11:1: warning: what stands from here on, below the answer key, is not read"
      ])
  }

  @Test func dotsThatAreBulletsSayNothing() throws {
    try check("1. Which?\n● watt\n● joule\nAnswer: joule\n", ["single-choice | plain Which? | 0 watt | 100 joule"])
  }

  @Test func anAnswerFollowsItsQuestionAsInAnInterview() throws {
    try check(
      "Q: What is 2 + 2?\nA: 4\n\nQ: Capital?\nA: Paris\n",
      ["numeric | plain What is 2 + 2? | 100 4 ± 0", "short-answer | plain Capital? | 100 Paris"])
  }

  @Test func codeAndParagraphsBelowAChoiceAreItsOwn() throws {
    try check(
      "1. Which?\n- [ ] A\n\n```\n0\n```\n\n- [x] B\n\n```\n1\n```\n",
      ["single-choice | plain Which? | 0 A⏎⏎```⏎0⏎``` | 100 B⏎⏎```⏎1⏎```"])
    try check(
      "1. Which?\n   - [ ] A\n\n     ```\n     0\n     ```\n\n   - [x] B\n\n     Its end.\n\n   Why it is.\n",
      ["single-choice | plain Which? | 0 A⏎⏎```⏎0⏎``` | 100 B⏎⏎Its end. | #### Why it is."])
  }

  // MARK: Answers and feedback

  @Test(arguments: [
    "**Answers:** 1-B, 2-A", "Answer key: 1. B 2. A",
    "## Answers\n\n| Question | Answer |\n|---|---|\n| 1 | B |\n| 2 | A |",
    "## Answer key\n\n<details>\n<summary>Show</summary>\n\n1. B\n2. A\n\n</details>",
  ])
  func answerKeysInALineAndInATable(_ key: String) throws {
    try check(
      "1. One?\n   A. x\n   B. y\n\n2. Two?\n   A. x\n   B. y\n\n\(key)\n",
      ["single-choice | plain One? | 0 x | 100 y", "single-choice | plain Two? | 100 x | 0 y"])
  }

  @Test(arguments: [
    "1. B - since\n2. A - so", "1. **B** — since\n2. **A** — so", "1. B: since\n2. A: so",
    "| # | Answer | Explanation |\n|--|--|--|\n| 1 | B | since |\n| 2 | A | so |",
  ])
  func answerKeysSayWhy(_ key: String) throws {
    try check(
      "1. One?\n   A. x\n   B. y\n\n2. Two?\n   A. x\n   B. y\n\n## Answers\n\n\(key)\n",
      [
        "single-choice | plain One? | 0 x | 100 y | #### since", "single-choice | plain Two? | 100 x | 0 y | #### so",
      ])
  }

  @Test func answersOfSeveralQuestionsAreNotThoseOfOne() throws {
    try check(
      "1. One?\n   A. x\n   B. y\n   Answer: 1-B, 2-A\n2. Two?\n   Answer: z\n", ["short-answer | plain Two? | 100 z"],
      [
        "a.md:4:1: error: the answer '1-B, 2-A' is none of the 2 choices of the question in line 1; question skipped"
      ])
  }

  @Test(arguments: [
    "   - [ ] x\n   - [x] y\n\n   **Explanation:**\n   - so\n   - thus\n",
    "   a) x\n   b) y\n   Answer: b\n   Explanation:\n   - so\n   - thus\n",
    "   - [ ] x\n   - [x] y\n\n   - so\n   - thus\n",
  ])
  func bulletsThatExplainAreNoChoices(_ text: String) throws {
    try check("1. One?\n\(text)", ["single-choice | plain One? | 0 x | 100 y | #### - so⏎- thus"])
  }

  @Test func whereOneBoxIsTickedTheOthersOfItsListNeedNone() throws {
    try check("1. One?\n- [x] a\n- b\n- c\n", ["single-choice | plain One? | 100 a | 0 b | 0 c"])
  }

  @Test func whatStandsBelowTheChoicesIsFeedbackAndSaid() throws {
    try check(
      "1. One?\n- [ ] x\n- [x] y\n\nNamed after Y.\n\n[Source](https://example.org)\n\n2. Two?\n- [x] a\n- [ ] b\n\nSo.\n",
      [
        "single-choice | plain One? | 0 x | 100 y | #### Named after Y.⏎⏎[Source](https://example.org)",
        "single-choice | plain Two? | 100 a | 0 b | #### So.",
      ],
      [
        "a.md:5:1: warning: what stands here below the answers is read as feedback on the question above, as in 2 other places of the file; write > before feedback, and <!-- around what is no part of a question"
      ])
  }

  @Test func aSolutionBelowWhatIsTickedExplainsIt() throws {
    try check(
      "1. One?\n- [ ] x\n- [x] y\n\n**Solution:** The y.\n\n2. Two?\n- [x] a\n- [ ] b\n\n*Answer: a, since it is.*\n",
      [
        "single-choice | plain One? | 0 x | 100 y | #### The y.",
        "single-choice | plain Two? | 100 a | 0 b | #### a, since it is.",
      ])
  }

  @Test(arguments: [
    "**Resposta:** b", "Respuesta correcta: b) y", "Réponse : B", "Risposta: b", "Antwoord: b", "Odpowiedź: b",
    "Ответ: б",
    "答案：B", "答え：B", "*Answer: b*",
  ])
  func answersOfManyLanguages(_ answer: String) throws {
    try check("1. One?\na) x\nb) y\n\n\(answer)\n", ["single-choice | plain One? | 0 x | 100 y"])
    try check("1. One?\na) x\nb) y\n\(answer)\n", ["single-choice | plain One? | 0 x | 100 y"])
  }

  @Test(arguments: [
    "<details><summary><b>Answer</b></summary>\n<p>\n\n#### Answer: B\n\nWhy so.\n\n</p>\n</details>",
    "<details>\n<summary>Show</summary>\n\n**Correct Answer: B**\n\n**Explanation**: Why so.\n\n</details>",
    "<details>\n<summary>Answer</summary>\n\nB. y\n\nWhy so.\n</details>",
    "<details>\n<summary>\nAnswer\n</summary>\n\n### Answer\n\nB\n\n### Explanation\n\nWhy so.\n</details>",
  ])
  func answersThatAreFolded(_ answer: String) throws {
    try check(
      "### 1. One?\n\n- A: x\n- B: y\n\n\(answer)\n\n---\n\n### 2. Two?\n- [x] a\n- [ ] b\n",
      ["single-choice | plain One? | 0 x | 100 y | #### Why so.", "single-choice | plain Two? | 100 a | 0 b"])
  }

  // MARK: What is Markdown, and what is written

  @Test(arguments: [
    "See [here](https://example.org).", "At <https://example.org>", "An _italic_ word", "__Bold__",
    "T:\n\n|a|b|\n|---|---|\n|1|2|",
  ])
  func linksEmphasisAndTablesAreMarkdown(_ text: String) throws {
    for format in [RichText.Format.plain, .markdown] {
      let rich = RichText(text, format)
      let question = Question(id: "q", kind: .essay, stem: rich, hints: [rich])
      let written = write([UnboundQuestion(question: question, file: "", line: 1)], as: MarkdownQuestions()).text
      let read = try readQuiz(SourceText(written, named: "a.md")).questions.map(\.question)
      #expect(read.map(\.stem) == [rich], "\(written)")
      if !text.contains("\n") { #expect(read.map(\.hints) == [[rich]], "\(written)") }
    }
    #expect(
      try readQuiz(SourceText("1. \(text)\n", named: "a.md")).questions.map(\.question.stem.format) == [.markdown])
  }

  @Test(arguments: [
    "x_1 and y_2", "fill ___ in", "snake_case_name", "[a] (b)", "a <b> c", "A: x\nB: y\nwho?", "<p>\n<details>",
    "☑ is a sign",
  ])
  func whatOnlyLooksLikeMarkdownStaysPlain(_ text: String) throws {
    let question = Question(id: "q", kind: .essay, stem: RichText("T\n" + text), hints: [RichText(text)])
    let written = write([UnboundQuestion(question: question, file: "", line: 1)], as: MarkdownQuestions()).text
    let read = try readQuiz(SourceText(written, named: "a.md")).questions.map(\.question)
    #expect(read.map(\.stem) == [RichText("T\n" + text)], "\(written)")
    #expect(read.map(\.hints) == [[RichText(text)]], "\(written)")
  }

  @Test(arguments: [
    "Steps:\n\n1. one\n   - deep\n     - deeper\n2. **two**",
    "What does it print?\n\n    for i in x:\n        print(i) *2",
    "List:\n- `a`\n  ```\n    b\n  ```\n- c",
  ])
  func nestedListsAndCodeStayIndented(_ text: String) throws {
    let rich = RichText(text, .markdown)
    let answers = [Answer(rich, weight: 100, feedback: rich), Answer(RichText("w"), weight: 0)]
    for number in [1, 10] {
      let first = Question(
        id: "a", kind: .singleChoice, stem: rich, answers: answers, generalFeedback: rich, hints: [rich])
      let items = (0..<number).map { _ in UnboundQuestion(question: first, file: "", line: 1) }
      let written = write(items, as: MarkdownQuestions()).text
      let read = try #require(try readQuiz(SourceText(written, named: "a.md")).questions.last?.question)
      #expect(
        read.stem == rich && read.hints == [rich] && read.answers.map(\.text) == answers.map(\.text), "\(written)")
      #expect(read.generalFeedback == rich && read.answers.first?.feedback == rich, "\(written)")
    }
  }

  @Test func linesThatAreIndentedAlikeAreNot() throws {
    try check(
      "1. Which unit\n   has energy?\n   - [x] joule\n     of work\n   - [ ] watt\n",
      ["single-choice | plain Which unit⏎has energy? | 100 joule⏎of work | 0 watt"])
  }

  @Test func whatEndsInABackslashEndsThere() throws {
    let pairs = [MatchingPair(RichText("A. first\nAnswer: B"), "x"), MatchingPair(RichText("b"), "y")]
    let question = Question(id: "q", kind: .matching, name: "C:\\", stem: RichText("M"), pairs: pairs, tags: ["a\\"])
    let essay = Question(id: "e\\", kind: .essay, name: "n\\", stem: RichText("E"))
    let items = [question, essay].map { UnboundQuestion(question: $0, file: "", line: 1) }
    let written = write(items, as: MarkdownQuestions()).text
    let read = try readQuiz(SourceText(written, named: "a.md")).questions.map(\.question)
    #expect(read.map(\.name) == ["C:\\", "n\\"], "\(written)")
    #expect(read.map(\.id) == ["q", "e\\"] && read[0].tags == ["a\\"], "\(written)")
    #expect(read[0].pairs.map(\.left.text) == ["A. first Answer: B", "b"], "\(written)")
  }
}
