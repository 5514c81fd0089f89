import Documents
import Lesson
import Quizzes
import Testing

/// Tables as other programs' templates and their users write them.
@Suite struct QuestionTablesTests {
  private func check(_ text: String, _ expected: [String], _ warnings: [String] = [], named name: String = "a.csv")
    throws
  {
    let quiz = try readQuiz(SourceText(text, named: name))
    #expect(quiz.format == "csv")
    #expect(quiz.questions.map { outline($0.question) } == expected)
    #expect(quiz.diagnostics.map(\.description) == warnings)
  }

  @Test func aCommaThatMayStandBetweenThousandsIsSaid() throws {
    func warning(_ place: String, _ written: String, _ value: String, _ large: String, _ small: String) -> String {
      "a.csv:\(place): warning: '\(written)' is read as \(value), its comma before decimals; write \(large) if it stands between thousands, or \(small)"
    }
    try check(
      "question,answer\nMetres?,\"1,000\"\nPeople?,\"12,345\"\nPi?,\"3,142 ± 0,001\"\nMany?,\"1,234,567\"\nCost?,\"1,234.5\"\nHow much?,\"12,5\"\nNone?,\"0,125\"\n",
      [
        "numeric | plain Metres? | 100 1 ± 0", "numeric | plain People? | 100 12.345 ± 0",
        "numeric | plain Pi? | 100 3.142 ± 0.001", "numeric | plain Many? | 100 1234567 ± 0",
        "numeric | plain Cost? | 100 1234.5 ± 0", "numeric | plain How much? | 100 12.5 ± 0",
        "numeric | plain None? | 100 0.125 ± 0",
      ],
      [
        warning("2:1", "1,000", "1", "1000", "1.000"), warning("3:1", "12,345", "12.345", "12345", "12.345"),
        warning("4:1", "3,142", "3.142", "3142", "3.142"),
      ])
  }

  @Test(arguments: [
    ("a.yaml", "- question: How far?\n  answer: 1,000\n"),
    (
      "a.xml",
      "<quiz><question type=\"numerical\"><questiontext><text>How far?</text></questiontext><answer fraction=\"100\"><text>1,000</text></answer></question></quiz>"
    ),
    (
      "a.xml",
      "<quiz><question type=\"cloze\"><questiontext><text>{1:NUMERICAL:=1,000}</text></questiontext></question></quiz>"
    ),
  ])
  func suchACommaIsSaidInOtherFormatsToo(_ name: String, _ text: String) throws {
    let found = try readQuiz(SourceText(text, named: name)).diagnostics.map(\.sentence)
    #expect(
      found == [
        "'1,000' is read as 1, its comma before decimals; write 1000 if it stands between thousands, or 1.000"
      ])
  }

  @Test func moodleTakesNoCommasInNumbers() throws {
    let (questions, found) = try read("x {#1,000}\n\ny {#1,000,000}\n")
    #expect(
      questions.map { outline($0.question) } == [
        "numeric | moodle x | 100 1 ± 0", "numeric | moodle y | 100 1000000 ± 0",
      ])
    #expect(
      found == [
        "a.gift:1:5: warning: '1,000' has a decimal comma; Moodle needs a point",
        "a.gift:3:5: warning: '1,000,000' has commas between thousands; Moodle needs it without",
      ])
  }

  @Test func theNumberOfAQuestionIsNotItsText() throws {
    try check(
      "Question #,Question Text,Answer 1,Answer 2,Correct Answer(s)\n1,What is 2+2?,3,4,2\n2,,,,\n",
      ["single-choice | plain What is 2+2? | 0 3 | 100 4"])
    try check("No,Question,Answer\n1,Why?,so\n", ["short-answer | plain Why? | 100 so"])
    try check(
      "Question,Question Text,Answer\n1,Why?,so\n", ["short-answer | plain Why? | 100 so"],
      ["a.csv:1:1: warning: the column 'Question' stands twice and not read"])
  }

  @Test func headingsMayStandBelowATitle() throws {
    let above = "a.csv:1:1: warning: what stands above the headings in line"
    try check(
      ",,,,,\n,\"Quiz template\",,,,\n,\"Add questions, at least two answers\",,,,\n,,,,,\n,Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 characters,Time limit (sec) – 5 or 240 secs,Correct answer(s) - choose at least one\n1,Which is a gas?,iron,oxygen,20,2\n2,,,,,\n",
      ["single-choice | plain Which is a gas? | 0 iron | 100 oxygen"],
      [
        "\(above) 5 is not read",
        "a.csv:5:90: warning: the column 'Time limit (sec) – 5 or 240 secs' is not known and not read",
      ])
    try check(
      "Spreadsheet Import Template 2,,,\nQuestion,Correct Answer,Incorrect Answer 1,Incorrect Answer 2 (Optional)\nCapital of France?,Paris,Rome,Oslo\n",
      ["single-choice | plain Capital of France? | 100 Paris | 0 Rome | 0 Oslo"], ["\(above) 2 is not read"])
    try check(
      "\"Import\nTemplate\",,,\nQuestion #,Question Text,Answer 1,\"Answer 2\n(Optional)\",\"Time Limit (sec)\n(Max: 300 seconds)\",\"Correct Answer(s)\n(Only include Answer #)\"\n1,2+2?,3,4,20,2\n",
      ["single-choice | plain 2+2? | 0 3 | 100 4"],
      [
        "\(above) 3 is not read",
        "a.csv:4:13: warning: the column 'Time Limit (sec) (Max: 300 seconds)' is not known and not read",
      ])
    try check(
      "My quiz\nQuestion;Option A;Option B;Correct\nUnit?;joule;watt;A\n",
      ["single-choice | plain Unit? | 100 joule | 0 watt"], ["\(above) 2 is not read"])
  }

  /// A list in Markdown may have a table in it.
  @Test func aTableFurtherDownDoesNotMakeATextATable() throws {
    let text = "1. What?\n   - [x] a\n   - [ ] b\n\n| Question | Option A | Option B |\n|---|---|---|\n| x | y | z |\n"
    for name in ["a.md", "a.txt", "a"] { #expect(try readQuiz(SourceText(text, named: name)).format == "markdown") }
  }

  @Test(arguments: [
    ("A) yes", "A"), ("B. no", "B"), ("Option C", "C"), ("(a)", "A"), ("A and C", "AC"), ("AC", "AC"),
    ("A, and C", "AC"),
    ("(a) (b)", "AB"), ("1 and 3", "AC"), ("A) yes, C) maybe", "AC"), ("2)", "B"),
  ])
  func keysAreWrittenInManyWays(_ key: String, _ right: String) throws {
    let quiz = try readQuiz(SourceText("question,A,B,C,answer\nSay?,yes,no,maybe,\"\(key)\"\n", named: "a.csv"))
    let rights = quiz.questions[0].question.answers.enumerated().filter { $1.weight > 0 }.map {
      "ABC".dropFirst($0.offset).prefix(1)
    }
    #expect(rights.joined() == right)
    #expect(quiz.diagnostics == [])
  }

  @Test(arguments: ["A) no", "CAB", "AD", "D", "1.5", "A or so"]) func aKeyThatFitsNoOptionIsAnError(_ key: String)
    throws
  {
    #expect {
      try readQuiz(SourceText("question,A,B,C,answer\nSay?,yes,no,maybe,\(key)\n", named: "a.csv"))
    } throws: { "\($0)" == "a.csv:2:1: error: '\(key)' is none of the options; question skipped" }
  }

  @Test(arguments: ["Correct Option (1-4)", "Correct Option Index", "Correct Option", "Answer Key"])
  func columnsOfKeysHaveManyNames(_ heading: String) throws {
    try check(
      "Question,Option 1,Option 2,\(heading)\nUnit?,joule,watt,2\n",
      ["single-choice | plain Unit? | 0 joule | 100 watt"])
  }

  @Test func optionsMayBeCountedFromZero() throws {
    let head = "Question,Option 1,Option 2,Option 3,Correct Option Index\n"
    try check(
      head + "a?,x,y,z,0\nb?,x,y,z,2\n",
      ["single-choice | plain a? | 100 x | 0 y | 0 z", "single-choice | plain b? | 0 x | 0 y | 100 z"],
      ["a.csv:1:37: warning: the options are counted from 0, since a right one is number 0"])
    try check(
      head + "a?,x,y,z,0\nb?,x,y,z,3\n", ["single-choice | plain b? | 0 x | 0 y | 100 z"],
      ["a.csv:2:1: error: '0' is none of the options; question skipped"])
  }

  @Test func allOptionsMayStandInOneCell() throws {
    try check(
      "question,options,answer\nCapital?,Paris;Rome;Oslo,B\nUnit?,joule|watt,joule\nSign?,\"A) plus\nB) minus\",A\nNumber?,1.5;2.5,1.5\n",
      [
        "single-choice | plain Capital? | 0 Paris | 100 Rome | 0 Oslo",
        "single-choice | plain Unit? | 100 joule | 0 watt",
        "single-choice | plain Sign? | 100 plus | 0 minus", "single-choice | plain Number? | 100 1.5 | 0 2.5",
      ])
  }

  @Test func theRuleOfAMarkdownTableIsNoQuestion() throws {
    try check(
      "| Question | Option A | Option B | Correct |\n|----|:---:|---|--:|\n| Unit? | joule | watt | A |\n",
      ["single-choice | plain Unit? | 100 joule | 0 watt"], named: "a.md")
  }
}
