import Documents
import Foundation
import Lesson
import Quizzes
import Testing
import Timeline

/// Files as teachers and their programs really write them.
@Suite struct SloppyFilesTests {
  private func check(_ text: String, format: String, _ expected: [String], _ warnings: [String] = []) throws {
    let quiz = try readQuiz(SourceText(text, named: "a"))
    #expect(quiz.format == format)
    #expect(quiz.questions.map { outline($0.question) } == expected)
    #expect(quiz.diagnostics.map(\.description) == warnings)
  }

  @Test func aikenOfAWorkshop() throws {
    try check(
      "\u{feff}What is a force?\r\nA) A push or a pull\r\nB) A colour\r\n\r\nC) A number\r\nANSWER: A\r\n\r\nWhat is work?\r\nThink twice.\r\na. Force times distance\r\nb. Force times time\r\nanswer: a\r\n\r\nNo answer here?\r\nA. x\r\nB. y\r\n\r\nBad\r\nA. x\r\nB. y\r\nANSWER: D\r\n",
      format: "aiken",
      [
        "single-choice | plain What is a force? | 100 A push or a pull | 0 A colour | 0 A number",
        "single-choice | plain What is work? Think twice. | 100 Force times distance | 0 Force times time",
      ],
      [
        "a:9:1: warning: the question has more than one line; Moodle takes one",
        "a:10:1: warning: Moodle needs options such as A. text or A) text",
        "a:11:1: warning: Moodle needs options such as A. text or A) text",
        "a:12:1: warning: Moodle needs ANSWER: and a capital letter",
        "a:14:1: error: the question has no line ANSWER:; question skipped",
        "a:21:1: error: there is no option D; question skipped",
      ])
  }

  @Test func anOptionInAikenMayGoOnInFurtherLines() throws {
    try check(
      "Parallel gateway?\nA. The first\n   skipped.\nB. The second\nC. Both\nat\nonce\n\nCorrect Answer: C\n\nOpen?\nA. x\nB. y\nNext?\nA. p\nB. q\nANSWER: A\n",
      format: "aiken",
      [
        "single-choice | plain Parallel gateway? | 0 The first skipped. | 0 The second | 100 Both at once",
        "single-choice | plain Next? | 100 p | 0 q",
      ],
      [
        "a:3:1: warning: the option goes on in this line; Moodle takes one",
        "a:6:1: warning: the option goes on in this line; Moodle takes one",
        "a:7:1: warning: the option goes on in this line; Moodle takes one",
        "a:9:1: warning: Moodle needs ANSWER: and a capital letter",
        "a:11:1: error: the question has no line ANSWER:; question skipped",
      ])
  }

  @Test func anAnswerInsideATagOfGIFTIsSaid() throws {
    try check(
      """
      Which link? {=<b>this</b> ~<a href="x" class="y">that</a>}

      Which is right? {=a <b ~c > d =e}

      Which link? {=<a href\\="x">this</a> ~that}
      """, format: "gift",
      [
        #"single-choice | moodle Which link? | 100 <b>this</b> | 0 <a href | 100 "x" class | 100 "y">that</a>"#,
        "single-choice | moodle Which is right? | 100 a <b | 0 c > d | 100 e",
        #"single-choice | moodle Which link? | 100 <a href="x">this</a> | 0 that"#,
      ],
      [#"a:1:35: warning: '=' in a tag starts an answer, as in Moodle; write \= where it belongs to the tag"#])
  }

  @Test func yamlThatSaysWhatIsCorrect() throws {
    try check(
      """
      - { question: x?, choices: [p, q], correct: B }
      - { question: y?, options: [p, q], correct_answer: [p, q] }
      - { question: z?, choices: [p, q], correct: 1 }
      """, format: "yaml",
      ["single-choice | plain x? | 0 p | 100 q", "multiple-choice | plain y? | 50 p | 50 q"],
      [
        "a:3:3: error: the answer '1' is none of the choices, which are named by their texts or letters; question skipped"
      ])
  }

  @Test func moodleXMLOfAnOldServer() throws {
    let quiz = try readQuiz(
      SourceText(
        #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <quiz>
        <!-- question: 0  -->
          <question type="category">
            <category>
                <text>$course$/top/Physics 101/Work &amp; power // energy</text>
            </category>
          </question>
        <!-- question: 512  -->
          <question type="multichoice">
            <name><text>Units</text></name>
            <questiontext format="html">
              <text><![CDATA[<p>Which&nbsp;unit has <img src="@@PLUGINFILE@@/form%20el.png" alt="formula"> \(E = mc^2\)?</p>]]></text>
        <file name="form el.png" path="/" encoding="base64">iVBORw0KGgo=</file>
        <file name="../../x.php" path="/" encoding="base64">iVBORw0KGgo=</file>
            </questiontext>
            <generalfeedback format="html"><text></text></generalfeedback>
            <defaultgrade>2.0000000</defaultgrade>
            <penalty>0.3333333</penalty>
            <hidden>0</hidden>
            <idnumber>unit-1</idnumber>
            <single>true</single>
            <shuffleanswers>true</shuffleanswers>
            <answernumbering>abc</answernumbering>
            <correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback>
            <incorrectfeedback format="html"><text><![CDATA[<p>Read chapter 3.</p>]]></text></incorrectfeedback>
            <answer fraction="100" format="html"><text><![CDATA[<p>joule</p>]]></text><feedback format="html"><text>Yes</text></feedback></answer>
            <answer fraction="33.333" format="html"><text>watt</text><feedback format="html"><text></text></feedback></answer>
            <answer fraction="37" format="html"><text>newton</text></answer>
            <hint format="html"><text>Think.</text><shownumcorrect/><clearwrong/></hint>
            <tags><tag><text>week 1</text></tag><tag><text>at=12:30-13:10</text></tag></tags>
          </question>
          <question type="truefalse">
            <name><text>Sky</text></name>
            <questiontext format="moodle_auto_format"><text>The sky is green.</text></questiontext>
            <answer fraction="0"><text>true</text><feedback><text>Look up.</text></feedback></answer>
            <answer fraction="100"><text>false</text></answer>
          </question>
          <question type="numerical">
            <name><text>g</text></name>
            <questiontext format="html"><text>g?</text></questiontext>
            <answer fraction="100"><text>9,81</text><tolerance>0.05</tolerance></answer>
            <answer fraction="0"><text>*</text><feedback><text>No.</text></feedback></answer>
            <units><unit><multiplier>1</multiplier><unit_name>m/s2</unit_name></unit></units>
          </question>
          <question type="multianswer">
            <name><text>Gaps</text></name>
            <questiontext format="html"><text><![CDATA[<p>Work is {1:MULTICHOICE:=force~%50%power#nearly~time} times {2:SA:=distance~way}: {:NUMERICAL:=3.5:0.1#ok}; {not a gap}.</p>]]></text></questiontext>
          </question>
          <question type="calculated"><name><text>C</text></name><questiontext><text>{x}+1</text></questiontext></question>
          <question type="matching">
            <name><text>M</text></name>
            <questiontext format="html"><text>Match.</text></questiontext>
            <subquestion format="html"><text>J</text><answer><text>energy</text></answer></subquestion>
            <subquestion format="html"><text>W</text><answer><text>power</text></answer></subquestion>
            <subquestion format="html"><text></text><answer><text>mass</text></answer></subquestion>
          </question>
        </quiz>
        """#, named: "a.xml"))
    #expect(quiz.format == "moodle-xml")
    #expect(
      quiz.questions.map { outline($0.question) } == [
        #"single-choice | name Units | html <p>Which&nbsp;unit has <img src="@@PLUGINFILE@@/form%20el.png" alt="formula"> \(E = mc^2\)?</p> | 100 <p>joule</p> # Yes | 33.33333 watt | 37 newton"#,
        "true-false | name Sky | moodle The sky is green. | 0 true # Look up. | 100 false",
        "numeric | name g | html g? | 100 9.81 ± 0.05 | 0 0 ± \(any) # No.",
        "cloze | name Gaps | html <p>Work is [[1]] times [[2]]: [[3]]; {not a gap}.</p>",
        "matching | name M | html Match. | J -> energy | W -> power |  -> mass",
      ])
    let first = quiz.questions[0]
    #expect(first.question.id == "unit-1")
    #expect(first.question.mark == 2)
    #expect(first.question.tags == ["week 1", "category=Physics 101"])
    #expect(first.question.hints == [RichText("Think.", .html)])
    #expect(first.question.files.map(\.name) == ["form el.png"])
    #expect(first.binding == .init(time: try at(750), chapter: "Work & power / energy"))
    #expect(first.question.span == TimeRange(try at(750), try at(790)))
    #expect(quiz.questions[3].question.gaps.map(\.mark) == [1, 2, 1])
    #expect(quiz.questions[3].question.gaps[0].answers.map(\.weight) == [100, 50, 0])
    #expect(quiz.questions[3].question.gaps[0].answers[1].feedback == RichText("nearly", .html))
    #expect(quiz.questions[3].question.gaps[2].numbers.map(\.tolerance) == [0.1])
    #expect(
      quiz.diagnostics.map(\.description) == [
        "a.xml:10:3: warning: Moodle doesn't know the weight 37% and skips the question",
        "a.xml:10:3: warning: the file '../../x.php' is left out: expected a plain name that ends with .\(QuestionFile.endings.joined(separator: ", ."))",
        "a.xml:10:3: warning: not kept: the combined feedback of 1 question",
        "a.xml:10:3: warning: not kept: the options of its hints of 1 question",
        "a.xml:39:3: warning: not kept: the units of 1 question",
        "a.xml:50:3: error: questions of type 'calculated' are not known; expected one of cloze, description, essay, match, matching, multianswer, multichoice, numerical, ordering, shortanswer, truefalse; question skipped",
      ])
  }

  @Test func markdownOfALecturersNotes() throws {
    let quiz = try readQuiz(
      SourceText(
        #"""
        # Energy and work

        Some words before.

        ## 1. What is energy?

        1. Which **unit** has energy?
           - [ ] watt
             > That is power.
           - [x] joule
           > Named after
           > James Prescott Joule.

        2) The sky is green.

           Answer: false

        ## Work

        **3. Who wrote the *Principia*?**
        Answer: Newton
          > Yes.
        Answer (50%): Isaac
        Hint: An apple.

        4. Which is a force?
        a) energy
        *b) weight
        c) mass

        5. Which are colours?
        A. red
        B. loud
        C. blue
        **Correct answer:** A, C

        <!-- at: 12:30; tags: x, y; mark: 2 -->
        6. How much is pi?
           Answer: 3.14 ± 0.01

        7. Match:
           - J -> energy
           - W → power

        8. Sort by size.
           Order:
           1. atom
           2. cell
           3. mouse

        ## Closing

        9. Explain what work is.

        10. The sky is {1:SHORTANSWER:=blue}.
        """#, named: "a.md"))
    #expect(quiz.format == "markdown")
    #expect(
      quiz.questions.map { outline($0.question) } == [
        "single-choice | markdown Which **unit** has energy? | 0 watt # That is power. | 100 joule | #### Named after⏎James Prescott Joule.",
        "true-false | plain The sky is green. | 0 true | 100 false",
        "short-answer | markdown Who wrote the *Principia*? | 100 Newton # Yes. | 50 Isaac",
        "single-choice | plain Which is a force? | 0 energy | 100 weight | 0 mass",
        "multiple-choice | plain Which are colours? | 50 red | 0 loud | 50 blue",
        "numeric | plain How much is pi? | 100 3.14 ± 0.01",
        "matching | plain Match: | J -> energy | W -> power",
        "ordering | plain Sort by size. | 100 atom | 100 cell | 100 mouse",
        "essay | plain Explain what work is.",
        "cloze | plain The sky is [[1]].",
      ])
    #expect(
      quiz.questions.map(\.binding) == [
        .chapter("1. What is energy?"), .chapter("1. What is energy?"), .chapter("Work"), .chapter("Work"),
        .chapter("Work"),
        .init(time: try at(750), chapter: "Work"), .chapter("Work"), .chapter("Work"), .chapter("Closing"),
        .chapter("Closing"),
      ])
    #expect(quiz.questions[5].question.tags == ["x", "y"])
    #expect(quiz.questions[5].question.mark == 2)
    #expect(quiz.diagnostics == [])
  }

  @Test(arguments: [
    (
      "Question,Option A,Option B,Option C,Option D,Correct Answer\nCapital of France?,London,Paris,Rome,,B\n\"Two, of them?\",a,b,c,d,\"A, C\"\n",
      [
        "single-choice | plain Capital of France? | 0 London | 100 Paris | 0 Rome",
        "multiple-choice | plain Two, of them? | 50 a | 0 b | 50 c | 0 d",
      ]
    ),
    (
      "Frage;Antwort 1;Antwort 2;Richtig;Punkte\nWie viel?;1,5;2,5;2,5;2\n",
      ["single-choice | plain Wie viel? | 0 1,5 | 100 2,5"]
    ),
    (
      "question\tanswer\tfeedback\nWho?\tNewton | Isaac Newton\tAn apple.\nTrue?\tTRUE\t\nPi?\t3.14 ± 0.01\t\nWhy?\t\t\n",
      [
        "short-answer | plain Who? | 100 Newton | 100 Isaac Newton | #### An apple.",
        "true-false | plain True? | 100 true | 0 false",
        "numeric | plain Pi? | 100 3.14 ± 0.01", "essay | plain Why?",
      ]
    ),
    (
      "question,correct answer,incorrect answer 1,incorrect answer 2\nHot?,sun,moon,ice\n",
      ["single-choice | plain Hot? | 100 sun | 0 moon | 0 ice"]
    ),
    (
      "Question Text,Question Type,Option 1,Option 2,Correct Answer\nx?,Multiple Choice,3,4,2\ny?,Checkbox,3,4,\"1,2\"\n",
      ["single-choice | plain x? | 0 3 | 100 4", "multiple-choice | plain y? | 50 3 | 50 4"]
    ),
  ])
  func tablesOfSpreadsheets(_ text: String, _ expected: [String]) throws { try check(text, format: "csv", expected) }

  @Test func tablesSayWhatIsWrong() throws {
    try check(
      "question,a,b,correct,colour,at\nx?,1,2,5,red,12:30\ny?,1,2,b,,noon\n,1,2,a,,\nz?,1,2,a,,1:00\n", format: "csv",
      ["single-choice | plain y? | 0 1 | 100 2", "single-choice | plain z? | 100 1 | 0 2"],
      [
        "a:1:22: warning: the column 'colour' is not known and not read",
        "a:2:1: error: '5' is none of the options; question skipped",
        "a:3:11: warning: 'noon' is not a time; expected one such as 12:30 or 12:30-13:10",
        "a:4:1: error: the row has no question; question skipped",
      ])
  }

  @Test func yamlByHand() throws {
    try check(
      """
      # my questions
      - question: Which unit has energy?
        right: joule
        wrong: [watt, newton]
        at: 12:30-13:10
      - question: Which are colours?
        right: [red, blue]
        wrong: loud
      - question: Who?
        answer: [Newton, Isaac Newton]
      - question: The sky is green.
        answer: no
        type: true-false
      - question: Is it true?
        answer: true
      - question: Pi?
        answer: 3.14 ± 0.01
        markk: 3
      - question: Match
        pairs:
          - { left: J, right: energy }
          - { left: W, right: power }
      - question: Sort
        order: [a, b]
      - question: Explain.
      - stem: x
      """, format: "yaml",
      [
        "single-choice | plain Which unit has energy? | 100 joule | 0 watt | 0 newton",
        "multiple-choice | plain Which are colours? | 50 red | 50 blue | 0 loud",
        "short-answer | plain Who? | 100 Newton | 100 Isaac Newton",
        "true-false | plain The sky is green. | 0 true | 100 false",
        "true-false | plain Is it true? | 100 true | 0 false",
        "numeric | plain Pi? | 100 3.14 ± 0.01", "matching | plain Match | J -> energy | W -> power",
        "ordering | plain Sort | 100 a | 100 b", "essay | plain Explain.",
      ],
      [
        "a:18:3: warning: 'markk' is not known here and not read; perhaps 'mark'",
        "a:26:3: error: has no text under question:; question skipped",
      ])
  }

  @Test func aFileOfNoKindSaysWhatIsTaken() {
    #expect {
      try readQuiz(SourceText("Just some words.\nAnd more.", named: "a.txt"))
    } throws: { "\($0)".contains("holds no question in a format that is known: moodle-xml, yaml,") }
  }

  /// As many digits as the last of the questions that are read needs.
  @Test func tenThousandIsANumberOfAQuestion() throws {
    let read = try readQuiz(SourceText("9999. A?\nAnswer: a\n\n10000. B?\nAnswer: b\n", named: "a.md"))
    #expect(read.questions.map(\.question.stem.text) == ["A?", "B?"])
  }

  /// Its braces aren't GIFT's.
  @Test func aGapIsAnAnswerInMarkdown() throws {
    let text = "1. Roses are {1:SHORTANSWER:=red}.\n2. Violets are {1:SHORTANSWER:=blue}.\n"
    let read = try readQuiz(SourceText(text, named: "a.md"))
    #expect(read.format == "markdown")
    #expect(read.questions.map(\.question.kind) == [.cloze, .cloze])
  }
}
