import Documents
import Foundation
import Lesson
import Quizzes
import TestSupport
import Testing
import Timeline

/// Expectations are those of Moodle's own documentation and import.
@Suite struct GIFTTests {
  @Test(arguments: [
    ("Grant was buried in NY.{T}", "true-false | moodle Grant was buried in NY. | 100 true | 0 false"),
    (
      "::Q1:: 1+1=2 {FALSE#no, it is#yes, it isn't####All of it.}",
      "true-false | name Q1 | moodle 1+1=2 | 0 true # no, it is | 100 false # yes, it isn't | #### All of it."
    ),
    ("x {TRUE#only for wrong}", "true-false | moodle x | 100 true | 0 false # only for wrong"),
    ("Grant is {F} in it.", "true-false | moodle Grant is _____ in it. | 0 true | 100 false"),
    (
      "Who's buried in Grant's tomb?{~Grant ~Jefferson =no one}",
      "single-choice | moodle Who's buried in Grant's tomb? | 0 Grant | 0 Jefferson | 100 no one"
    ),
    (
      "[html]<b>Pick</b> {\n=a # good\n~%50%[plain]b #half\n~%-25%c\n~d#}",
      "single-choice | html <b>Pick</b> | 100 a # good | 50 b # half | -25 c | 0 d"
    ),
    (
      "Which? {~%50%a ~%50%b ~%-100%c}", "multiple-choice | moodle Which? | 50 a | 50 b | -100 c"
    ),
    ("{x} {=a}", "FAULT"),
    (
      "Two plus two is {=four =%50%4 =*four*#wild} today.",
      "short-answer | moodle Two plus two is _____ today. | 100 four | 50 4 | 100 *four* # wild"
    ),
    ("Capital? {Paris}", "short-answer | moodle Capital? | 100 Paris"),
    ("When? {#1822:5}", "numeric | moodle When? | 100 1822 ± 5"),
    ("Pi? {#3..3.5}", "numeric | moodle Pi? | 100 3.25 ± 0.25"),
    (
      "When? {#=1822:0#exactly =%50%1822:2 #nearly ~#Before it.####See 3.}",
      "numeric | moodle When? | 100 1822 ± 0 # exactly | 50 1822 ± 2 # nearly | 0 0 ± \(any) # Before it. | #### See 3."
    ),
    ("Pi {#3.14:0.01}.", "numeric | moodle Pi _____. | 100 3.14 ± 0.01"),
    ("n {#=2 =%0%*#no}", "numeric | moodle n | 100 2 ± 0 | 0 0 ± \(any) # no"),
    ("n {#-1.5e-3:}", "numeric | moodle n | 100 -0.0015 ± 0"),
    (
      "Match. { =subquestion1 -> sub answer1 =[html]<i>b</i> -> B = -> neither ####done}",
      "matching | moodle Match. | subquestion1 -> sub answer1 | <i>b</i> -> B |  -> neither | #### done"
    ),
    ("Write about it. {}", "essay | moodle Write about it."),
    ("Write. { ####Like this.}", "essay | moodle Write. | #### Like this."),
    ("Read chapter 2.", "FAULT"),
    ("::Info::Read chapter 2.\nThen go on.", "description | name Info | moodle Read chapter 2.⏎Then go on."),
    (
      ##"::a\:b:: x\=1 \{set\} \#1 \~ \\frac \d line\nbreak {=y\=2 ~a\:b ~C:\\dir}"##,
      #"single-choice | name a:b | moodle x=1 {set} #1 ~ \frac \d line⏎break | 100 y=2 | 0 a:b | 0 C:\dir"#
    ),
    ("[markdown]*x* {\n// a comment\n=a\n// another\n~b}", "single-choice | markdown *x* | 100 a | 0 b"),
    ("http://example.org/a:b? {T}", "true-false | moodle http://example.org/a:b? | 100 true | 0 false"),
    ("two\nlines {=a}", "short-answer | moodle two⏎lines | 100 a"),
    ("x {=a} y {=b}", "FAULT"), ("x }", "FAULT"), ("x {=a", "FAULT"),
    ("x {~a}", "FAULT"), ("x {#}", "FAULT"), ("x {#abc}", "FAULT"), ("x {#nan}", "FAULT"), ("x {#1e999}", "FAULT"),
    ("x {#0x10}", "FAULT"), ("x {=a -> b}", "FAULT"), ("x {=a -> b =c}", "FAULT"), ("x {=a -> = b -> c}", "FAULT"),
    ("x {=}", "FAULT"), ("x {1:MULTICHOICE:=a~b}", "FAULT"), ("::n:: {T}", "FAULT"), ("::n::", "FAULT"),
    ("x {:SA:=a}", "FAULT"), ("{}", "FAULT"), ("}", "FAULT"),
  ])
  func readsEachKind(_ text: String, _ expected: String) throws {
    if expected == "FAULT" {
      #expect(throws: DocumentError.self) { try read(text) }
    } else {
      let (questions, diagnostics) = try read(text)
      #expect(questions.map { outline($0.question) } == [expected])
      #expect(diagnostics == [])
    }
  }

  /// The sum and the difference of centre and tolerance are the range's ends, digit for digit.
  @Test(arguments: [
    ("1.0..1.3", "1.15", "0.15"), ("0.1..0.4", "0.25", "0.15"), ("-1.3..-0.1", "-0.7", "0.6"),
    ("3.141..3.142", "3.1415", "0.0005"), ("1..1e9", "500000000.5", "499999999.5"), ("-5.5..7.7", "1.1", "6.6"),
    ("1e-9..3e5", "150000.0000000005", "149999.9999999995"), ("9.81:0.005", "9.81", "0.005"),
    ("0.00001:0.000002", "0.00001", "0.000002"), ("2e16:4e17", "20000000000000000", "400000000000000000"),
    ("-1.5e-7:1e-9", "-0.00000015", "0.000000001"), ("6.02e23:1e21", "6.02e+23", "1e+21"),
  ])
  func numbersKeepTheirDecimals(_ text: String, _ value: String, _ tolerance: String) throws {
    var questions = try read("x {#\(text)}").questions
    for _ in 0..<2 {
      let gift = write(questions, as: GIFT()).text
      #expect(gift == "[moodle]x {#\(value):\(tolerance)}\n")
      let xml = write(questions, as: MoodleXML()).text
      #expect(xml.contains("<text>\(value)</text>") && xml.contains("<tolerance>\(tolerance)</tolerance>"))
      questions = try read(gift).questions
    }
  }

  /// Among answers `->` makes pairs, to Moodle wherever it stands.
  @Test func anArrowStaysWhatItIs() throws {
    let short = Question(
      id: "a", kind: .shortAnswer, stem: RichText("x -> 0 is?"),
      answers: [
        Answer(RichText("x -> 0"), weight: 100),
        Answer(RichText("ice"), weight: 50, feedback: RichText("2 H2 + O2 -> <water>")),
        Answer(RichText("fog"), weight: 0, feedback: RichText("a <!-- b -> c -->-> d", .html)),
      ])
    let pairs = Question(
      id: "b", kind: .matching, stem: RichText("Match", .html),
      pairs: [
        MatchingPair(RichText("<i>H</i> -> H2 <!-- old -->", .html), "gas"), MatchingPair(RichText("O", .html), "air"),
      ])
    let written = write([short, pairs].map { UnboundQuestion(question: $0, file: "", line: 1) }, as: GIFT())
    #expect(
      written.losses.map(\.sentence) == [
        "loses the exactness of '->' in an answer, which becomes '-*>', where * stands for any text or none"
      ])
    let back = try read(written.text)
    #expect(back.diagnostics == [])
    #expect(
      back.questions.map { outline($0.question) } == [
        "short-answer | plain x -> 0 is? | 100 x -*> 0 | 50 ice # 2 H2 + O2 -&gt; &lt;water&gt; | 0 fog # a -&gt; d",
        "matching | html Match | <i>H</i> -&gt; H2 -> gas | O -> air",
      ])
  }

  @Test func aSingleChoiceNeedsAnAnswerThatIsWhollyRight() throws {
    let question = Question(
      id: "a", kind: .singleChoice, stem: RichText("x"),
      answers: [Answer(RichText("good"), weight: 90), Answer(RichText("bad"), weight: 0)])
    let written = write([UnboundQuestion(question: question, file: "", line: 1)], as: GIFT())
    #expect(
      written.losses.map(\.sentence) == ["loses that only one answer can be chosen, since none is wholly right"])
    #expect(try read(written.text).questions.map(\.question.kind) == [.multipleChoice])
  }

  @Test func aRangeBeyondExactNumbersHasBothItsEnds() throws {
    for (low, high) in [(1e-30, 1e30), (0.1, 1e17), (-1e299, 1e299)] {
      let number = try #require(try read("x {#\(low)..\(high)}").questions[0].question.numbers.first)
      #expect(abs(low - number.value) <= number.tolerance && abs(high - number.value) <= number.tolerance)
    }
  }

  /// The last part of a category is a chapter; those above stay with the question in every format that has tags.
  @Test func categoriesComeBackFromOtherFormats() throws {
    let text = """
      $CATEGORY: $course$/top/Physics/Work, heat // power/Energy

      // [tag:week1]
      ::a::[plain]x {TRUE}

      $CATEGORY: $course$/top/Physics/Default for Physics

      ::b::[plain]y {TRUE}

      $CATEGORY: $course$/top/Default for questions

      ::c::[plain]z {TRUE}

      """
    let questions = try read(text).questions
    #expect(questions.map(\.binding) == [.chapter("Energy"), .none, .none])
    for format in builtInQuizFormats where format is any QuizReader && format.name != "aiken" {
      let writer = try #require(format as? any QuizWriter)
      let written = write(questions, as: writer)
      #expect(written.losses == [])
      let read = try readQuiz(SourceText(written.text, named: "a"))
      #expect(read.format == format.name)
      #expect(write(read.questions, as: GIFT()).text == text, "\(written.text)")
    }
    #expect(
      write(questions, as: Aiken()).losses.first?.sentence
        == "is asked as single-choice, since aiken has no true-false, and loses its chapter, its name, the categories above it and its tags"
    )
    let named = write(questions, as: GIFT(), lesson: "Course").text
    #expect(named.contains("$CATEGORY: $course$/top/Course/Physics/Work, heat // power/Energy\n"))
    // A lesson has its own chapters.
    #expect(bind(questions, to: []).closing.map(\.tags) == [["week1"], [], []])
    let long = String(repeating: "n", count: 200)
    #expect(
      try read("$CATEGORY: top/\(long)/Energy\n\nx {T}").diagnostics == [
        "a.gift:1:1: warning: the category's names above its last are left out: they are too long"
      ])
  }

  @Test func formatsAreInheritedFromTheQuestion() throws {
    let question = try read("[html]x {=a#[plain]f ~[markdown]b#g ####[moodle]z}").questions[0].question
    #expect(question.answers.map(\.text.format) == [.html, .markdown])
    #expect(question.answers.map(\.feedback?.format) == [.plain, .html])
    #expect(question.generalFeedback?.format == .moodle)
  }

  @Test func commentsCarryIdsTagsAndBindings() throws {
    let text = #"""
      // made by hand
      $CATEGORY: $course$/top/Energy/Work // Power

      // [id:q\]1] [tag:week1] [tag:at=12:30-13:10] [tag:week1]
      ::A:: x {T}

      // [tag:chapter=What is energy?]
      ::B:: x {F}

      // [tag:closing]

      ::C:: x {=c}
      // [tag:AT=00:01:02.5]
      ::D:: x {=d}

      ::E:: x {=e}

      $CATEGORY: top/Default for Course

      ::F:: x {=f}

      $CATEGORY: a/Closing

      ::G:: x {=g}
      """#
    let (questions, diagnostics) = try read(text)
    #expect(questions.map(\.question.name) == ["A", "B", "C", "D", "E", "F", "G"])
    let half = try Instant(ticks: 62_500, in: .milliseconds)
    #expect(
      questions.map(\.binding) == [
        .init(time: try at(750), chapter: "Work / Power"), .chapter("What is energy?"), .closing,
        .init(time: half, chapter: "Work / Power"), .chapter("Work / Power"), .none, .chapter("Closing"),
      ])
    #expect(questions[0].question.id == "q]1")
    #expect(questions[0].question.tags == ["week1", "category=Energy"])
    #expect(questions[0].question.span == TimeRange(try at(750), try at(790)))
    #expect(questions.map(\.line) == [5, 8, 12, 14, 16, 20, 24])
    #expect(diagnostics == [])
  }

  @Test func saysWhatIsWrongWithABinding() throws {
    let text = """
      // [tag:at=noon] [tag:chapter=2] [tag:at=1:00-0:30] [id:a] [id:b]
      x {T}

      // [id:a]
      y {T}
      """
    let (questions, diagnostics) = try read(text)
    #expect(questions.map(\.binding) == [.init(time: try at(60), chapter: "2"), .none])
    #expect(questions.map(\.question.id) == ["a", "a-2"])
    #expect(questions[0].question.span == nil)
    #expect(
      diagnostics == [
        "a.gift:1:4: warning: 'noon' is not a time; expected one such as 12:30 or 12:30-13:10",
        "a.gift:1:34: warning: the time span '1:00-0:30' ends before it starts: only its start is used",
        "a.gift:1:34: warning: the question has a time and a chapter: its time counts before its chapter",
        "a.gift:1:60: warning: a second id is left out",
        "a.gift:5:1: warning: the id 'a' was used above; this question's is 'a-2'",
      ])
  }

  @Test func readsWhatIsSloppyAsItWasMeantAndSaysSo() throws {
    let text = #"""
      ::Blank:: a {

      =b

      ~c
      }
      ::Close:: a {~%33%b ~%33,3%c ~%34%d ~%37%e ~%200%f}

      ::Comma:: a {#3,14:0,01}

      ::Brace:: a {=\frac{1}{2} ~2}

      ::Turned:: a {#5..1}

      ::Extra:: a {T#w#r#x}

      ::Empty:: a {=b ~ ~c}

      ::Truth:: a {true#w}

      ::No end: a {=%50%b =%50%c ~d}
      """#
    let (questions, diagnostics) = try read(text)
    #expect(
      questions.map { outline($0.question) } == [
        "single-choice | name Blank | moodle a | 100 b | 0 c",
        "multiple-choice | name Close | moodle a | 33.33333 b | 33.33333 c | 33.33333 d | 37 e | 100 f",
        "numeric | name Comma | moodle a | 100 3.14 ± 0.01",
        #"single-choice | name Brace | moodle a | 100 \frac{1}{2} | 0 2"#,
        "numeric | name Turned | moodle a | 100 3 ± 2",
        "true-false | name Extra | moodle a | 100 true # r | 0 false # w",
        "single-choice | name Empty | moodle a | 100 b | 0 c",
        "true-false | name Truth | moodle a | 100 true | 0 false # w",
        "multiple-choice | moodle No end: a | 50 b | 50 c | 0 d",
      ])
    #expect(
      diagnostics == [
        "a.gift:2:1: warning: a blank line stands inside a question's braces; Moodle ends the question there: take it out",
        "a.gift:4:1: warning: a blank line stands inside a question's braces; Moodle ends the question there: take it out",
        "a.gift:7:1: warning: a blank line is missing between two questions; Moodle needs it",
        "a.gift:7:15: warning: the weight 33% is read as 33.33333%, which Moodle knows",
        "a.gift:7:22: warning: the weight 33,3% has a decimal comma; Moodle needs a point",
        "a.gift:7:22: warning: the weight 33,3% is read as 33.33333%, which Moodle knows",
        "a.gift:7:31: warning: the weight 34% is read as 33.33333%, which Moodle knows",
        "a.gift:7:38: warning: Moodle doesn't know the weight 37% and skips the question",
        "a.gift:7:45: warning: a weight of 200% is beyond 100% and is read as 100%",
        "a.gift:9:15: warning: '3,14' has a decimal comma; Moodle needs a point",
        "a.gift:9:15: warning: '0,01' has a decimal comma; Moodle needs a point",
        #"a.gift:11:20: warning: a '{' inside the answers is read as text; Moodle needs it as \{"#,
        "a.gift:13:16: warning: the range ends below its start and is turned round",
        "a.gift:15:20: warning: true/false has two feedbacks: what follows is left out",
        "a.gift:17:17: warning: an answer without text is left out",
        "a.gift:19:14: warning: true or false in small letters is a short answer to Moodle; write TRUE or FALSE",
        "a.gift:21:1: warning: the name that '::' opens has no '::' at its end; it is read as text",
        "a.gift:21:14: warning: a choice with a weight is written ~%…%, not =%…%",
        "a.gift:21:21: warning: a choice with a weight is written ~%…%, not =%…%",
      ])
  }

  @Test func oneBadQuestionIsSkippedWithItsPlace() throws {
    let text = """
      ::Good:: a {T}

      ::Open:: a {=b ~c

      ::Next:: a {=b
      ~c

      another {=d ~e}

      ::Words:: a {
        #twelve}

      x {=a} y {=b}

      ::Last:: a {F}
      """
    let (questions, diagnostics) = try read(text)
    #expect(questions.map(\.question.name) == ["Good", nil, "Last"])
    #expect(
      diagnostics == [
        "a.gift:3:12: error: the '{' has no '}'; question skipped",
        "a.gift:5:12: error: the '{' has no '}'; question skipped",
        "a.gift:11:4: error: 'twelve' is not a number; expected one such as 3.14; question skipped",
        #"a.gift:13:10: error: a second '{' outside the answers; a brace that is text is written \{; question skipped"#,
      ])
  }

  @Test(arguments: [
    (
      "",
      "a.gift:1:1: error: holds no question in a format that is known: moodle-xml, yaml, csv, markdown, aiken, gift; GIFT, for one, has lines such as ::name:: stem {=right ~wrong}"
    ),
    (
      "just text\n\nmore",
      "a.gift:1:1: error: holds no question in a format that is known: moodle-xml, yaml, csv, markdown, aiken, gift; GIFT, for one, has lines such as ::name:: stem {=right ~wrong}"
    ),
    (
      "// x {\n// :: y",
      "a.gift:1:1: error: holds no question in a format that is known: moodle-xml, yaml, csv, markdown, aiken, gift; GIFT, for one, has lines such as ::name:: stem {=right ~wrong}"
    ),
    ("$CATEGORY: a/b", "a.gift: error: holds no question: expected GIFT such as ::name:: stem {=right ~wrong}"),
    ("x {=a", "a.gift:1:3: error: the '{' has no '}'; question skipped"),
  ])
  func refusesAFileWithoutAQuestionThatCanBeRead(_ text: String, _ message: String) throws {
    #expect { try read(text) } throws: { "\($0)" == message }
  }

  @Test func idsComeFromWhatIsAskedAndStay() throws {
    let first = try read("a {T}\n\nb {=x ~y}\n\na {T}").questions.map(\.question.id)
    #expect(first[2] == first[0] + "-2")
    #expect(Set(first).count == 3)
    let edited = try read("new {F}\n\n// [tag:at=1:00]\n::named:: b {=x#feedback ~y}").questions.map(\.question.id)
    #expect(edited[1] == first[1])
    #expect(try read("b {=x ~z}").questions[0].question.id != first[1])
    #expect(first[1].hasPrefix("q-") && first[1].count == 18)
  }

  @Test func readsEveryEncodingAndLineEnd() throws {
    let text = "::é:: a {\r\n=b\r\n~c\r\n}\r\n\r\nd {T}\r\n"
    for data in [Data([0xef, 0xbb, 0xbf]) + Data(text.utf8), try #require(text.data(using: .utf16))] {
      let questions = try readQuiz(SourceText(data, named: "a")).questions
      #expect(questions.map(\.question.name) == ["é", nil])
    }
    let latin = try readQuiz(SourceText(try #require(text.data(using: .windowsCP1252)), named: "a"))
    #expect(latin.questions.map(\.question.name) == ["é", nil])
    #expect(latin.diagnostics.count == 1)
  }

  @Test func hugeFilesAreReadInSeconds() throws {
    let many = String(repeating: "::n:: stem number one {\n=a#f\n~b\n}\n\n", count: 5000)
    let endless = "x {=" + String(repeating: "a ~b =c\n\n", count: 30_000)
    let braces = "x " + String(repeating: "{\n\n", count: 30_000)
    let long = String(repeating: "y {=a}\n", count: 20_000)
    let blanks = "x {=a" + String(repeating: "\n\n//", count: 50_000) + "\n~b}"
    let tags = "// " + String(repeating: "[tag:at=x]", count: 900) + "\n"
    let tagged = String(repeating: tags, count: 100) + "x {T}"
    for text in [many, endless, braces, long, blanks, tagged] {
      #expect(processorTime { _ = try? read(text) } < .seconds(10))
    }
  }

  @Test func damagedFilesNeverTrap() throws {
    let whole = Array(
      #"""
      // [id:q1] [tag:at=12:30-13:10] [tag:x\]y]
      $CATEGORY: a//b/c

      ::n\:1::[html]Stem \{x\} {=%50%a#f ~%-33,3%[plain]b#g####h}
      ::m:: x {#=%50%1.5:0,1#a =2..3 ~#w}

      y { =a -> b =c -> d = -> e#z }
      z {T#w#r} tail {1:SA:=a}
      """#.unicodeScalars)
    for _ in 0..<3000 {
      var scalars = Array(whole.prefix(Int.random(in: 0...whole.count)))
      for _ in 0..<Int.random(in: 0..<8) where !scalars.isEmpty {
        let place = Int.random(in: scalars.indices)
        switch Int.random(in: 0..<3) {
        case 0: scalars[place] = whole[Int.random(in: whole.indices)]
        case 1: scalars.remove(at: place)
        default: scalars.insert(contentsOf: whole.suffix(Int.random(in: 0..<30)), at: place)
        }
      }
      guard let questions = try? read(String(String.UnicodeScalarView(scalars))).questions else { continue }
      #expect(Set(questions.map(\.question.id)).count == questions.count)
      #expect(questions.allSatisfy { $0.question.answers.allSatisfy { abs($0.weight) <= 100 } })
      _ = doubts(about: questions)
    }
  }
}
