import Documents
import Lesson
import Quizzes
import Testing
import Timeline

@Suite struct BindQuestionsTests {
  private func chapters() throws -> [QuizChapter] {
    // 100 s to 150 s are left out.
    [
      QuizChapter(number: 1, id: "01-energy", title: "Energy", range: TimeRange(.zero, try at(100))),
      QuizChapter(number: 2, id: "02-work", title: "Was ist  Größe?", range: TimeRange(try at(150), try at(200))),
      QuizChapter(number: 3, id: "03", title: "2", range: TimeRange(try at(200), try at(300))),
    ]
  }

  private func question(_ name: String, _ binding: UnboundQuestion.Binding, span: TimeRange? = nil)
    -> UnboundQuestion
  {
    UnboundQuestion(
      question: Question(id: name, kind: .essay, name: name, stem: RichText(name), span: span), binding: binding,
      file: "a.gift", line: 7)
  }

  @Test func atATimeMeansTheChapterThatHoldsIt() throws {
    let bound = bind(
      [
        question("start", .at(.zero)), question("bound", .at(try at(200))), question("end", .at(try at(300))),
        question("in", .at(try at(199))), question("omitted", .at(try at(120))), question("after", .at(try at(301))),
      ], to: try chapters())
    #expect(bound.perChapter.map { $0.map(\.id) } == [["start"], ["in"], ["bound", "end"]])
    #expect(bound.closing.map(\.id) == ["omitted", "after"])
    #expect(
      bound.diagnostics.map(\.description) == [
        "a.gift:7:1: warning: 2 questions have times that are in no chapter and are asked at the lesson's end: 'omitted' (line 7: 2:00) and 'after' (line 7: 5:01); give a time that is kept"
      ])
  }

  @Test(arguments: [
    ("1", 0), ("Chapter 1", 0), ("01", 0), ("01-energy", 0), ("energy", 0), ("ENERGY ", 0), ("2", 1),
    ("was ist Gro\u{308}ße?", 1), ("03", 2), ("chapter 3", 2), ("02-work", 1),
  ])
  func aNameMeansNumberThenIdThenTitle(_ name: String, _ index: Int) throws {
    let bound = bind([question("q", .chapter(name))], to: try chapters())
    #expect(bound.perChapter.map(\.count) == (0..<3).map { $0 == index ? 1 : 0 })
    #expect(bound.diagnostics == [])
  }

  /// A chapter's id stays where its title is corrected, and lesson.yaml may call it otherwise than its list.
  @Test(arguments: ["What is energy?", "what is ENERGY", "Energy, at last", "Energy by another name"])
  func aCorrectedTitleKeepsItsQuestions(_ name: String) throws {
    let chapters = [
      QuizChapter(number: 1, id: "01-introduction", title: "Introduction", range: TimeRange(.zero, try at(100))),
      QuizChapter(
        number: 2, id: "02-what-is-energy", title: "Energy, at last", otherTitle: "Energy by another name",
        range: TimeRange(try at(100), try at(200))),
    ]
    let bound = bind([question("q", .chapter(name))], to: chapters)
    #expect(bound.perChapter.map(\.count) == [0, 1])
    #expect(bound.diagnostics == [])
  }

  @Test func closingIsTheLessonsEndUnlessAChapterIsCalledSo() throws {
    let texts = ["$CATEGORY: a/Closing\n\nx {T}", "1. x\n   Answer: y\n\n## Closing\n2. z\n   Answer: z\n"]
    let questions = try texts.compactMap { try readQuiz(SourceText($0, named: "a")).questions.last }
    var chapters = try self.chapters()
    #expect(bind(questions, to: chapters).closing.count == 2)
    #expect(bind(questions, to: chapters).diagnostics == [])
    chapters[1].title = "Closing"
    #expect(bind(questions, to: chapters).perChapter.map(\.count) == [0, 2, 0])
    #expect(bind([question("a", .closing)], to: chapters).closing.count == 1)
  }

  @Test func whatCanNotBeBoundIsAskedAtTheEndAndListed() throws {
    let bound = bind(
      [question("b", .chapter("Enrgy")), question("c", .closing), question("d", .chapter("9"))], to: try chapters())
    #expect(bound.closing.map(\.id) == ["b", "c", "d"])
    #expect(
      bound.diagnostics.map(\.description) == [
        "a.gift:7:1: warning: 2 questions name chapters that aren't there and are asked at the lesson's end: 'b' (line 7: 'Enrgy', perhaps 'Energy') and 'd' (line 7: '9', perhaps '2'); give a chapter's number, id or title"
      ])
    #expect(bound.rules == [])
  }

  @Test(arguments: [
    (1, [0, 0, 1]), (2, [0, 1, 1]), (3, [1, 1, 1]), (4, [1, 1, 2]), (7, [2, 2, 3]),
  ])
  func aFileThatBindsNothingIsSharedOutInOrder(_ count: Int, _ shares: [Int]) throws {
    let bound = bind((0..<count).map { question("q\($0)", .none) }, to: try chapters())
    #expect(bound.perChapter.map(\.count) == shares)
    #expect(bound.perChapter.flatMap { $0 }.map(\.id) == (0..<count).map { "q\($0)" })
    #expect(bound.diagnostics == [])
    #expect(bound.rules.count == 1)
    #expect(bound.rules.first?.sentence.hasSuffix("shared out over the 3 chapters in their order") == true)
  }

  @Test func amongBoundQuestionsTheOthersFollow() throws {
    let bound = bind(
      [
        question("a", .none), question("b", .chapter("2")), question("c", .none), question("d", .chapter("9")),
        question("e", .none), question("f", .closing),
      ], to: try chapters())
    #expect(bound.perChapter.map { $0.map(\.id) } == [[], ["a", "b", "c"], []])
    #expect(bound.closing.map(\.id) == ["d", "e", "f"])
    #expect(
      bound.rules.map(\.description) == [
        "a.gift:7:1: warning: 3 questions say no chapter and follow the questions before them; a chapter's number or a time of the recording binds a question"
      ])
  }

  @Test func aTimeStaysWhereItIsWhenChaptersAreCutAnew() throws {
    let item = question("q", .at(try at(160)))
    for cuts in [[0, 100, 300], [0, 150, 170, 300], [0, 300]] as [[Int64]] {
      let chapters = try cuts.indices.dropLast().map {
        QuizChapter(number: $0 + 1, id: "\($0)", title: "", range: TimeRange(try at(cuts[$0]), try at(cuts[$0 + 1])))
      }
      let bound = bind([item], to: chapters)
      let place = try #require(bound.perChapter.firstIndex { !$0.isEmpty })
      #expect(chapters[place].range.contains(try at(160)))
      let start = try #require(bound.perChapter[place][0].span?.start)
      #expect(try start - .zero == at(160) - chapters[place].range.start)
    }
  }

  @Test func aPauseCountsInTheRecordingOrFromANamedChaptersStart() throws {
    let bound = bind(
      [
        question("free", .init(pause: try at(160))), question("timed", .init(time: try at(155), pause: try at(170))),
        question("named", .init(chapter: "2", pause: try at(10))),
        question("late", .init(chapter: "2", pause: try at(51))),
        question("outside", .init(time: try at(155), pause: try at(250))),
      ], to: try chapters())
    #expect(bound.perChapter[1].map(\.id) == ["free", "timed", "named", "late", "outside"])
    #expect(bound.perChapter[1].map(\.pause) == [try at(10), try at(20), try at(10), nil, nil])
    #expect(
      bound.diagnostics.map(\.sentence) == [
        "2 questions pause at times that are not in their chapters and are asked at their ends: 'late' (line 7: 0:51) and 'outside' (line 7: 4:10)"
      ])
  }

  /// What comes after the question has not been seen yet.
  @Test func aPauseAsksAboutWhatWasBeforeIt() throws {
    let questions = try [
      ("free", "pause: 3:10"), ("early", "pause: 2:40"), ("timed", "at: 2:35\n  pause: 2:50"),
      ("long", "at: 2:35\n  pause: 3:10"),
    ].map { name, place in
      try #require(readQuiz(SourceText("- question: \(name)\n  \(place)\n", named: "a.yaml")).questions.first)
    }
    let bound = bind(questions, to: try chapters())
    let spans = try [(10, 40), (0, 10), (5, 20), (5, 35)].map { TimeRange(try at($0), try at($1)) }
    #expect(bound.perChapter[1].map(\.span) == spans)
    // As the lesson has it, in no file's words.
    let asked = UnboundQuestion(question: bound.perChapter[1][0], file: "", line: 1)
    #expect(write([asked], as: AnkiNotes()).losses.map(\.sentence) == ["loses its time and its pause"])
  }

  @Test func aTimeInNoChapterLeavesTheChapterThatIsNamed() throws {
    let bound = bind([question("q", .init(time: try at(120), chapter: "Energy"))], to: try chapters())
    #expect(bound.perChapter[0].map(\.id) == ["q"])
    #expect(bound.diagnostics == [])
  }

  @Test func spansCountFromTheChaptersStartAndEndInIt() throws {
    let span = TimeRange(try at(160), try at(250))
    let bound = bind(
      [
        question("in", .at(try at(160)), span: span), question("other", .chapter("1"), span: span),
        question("closing", .closing, span: span),
      ], to: try chapters())
    #expect(bound.perChapter[1][0].span == TimeRange(try at(10), try at(50)))
    #expect(bound.perChapter[0][0].span == nil)
    #expect(bound.closing[0].span == nil)
  }

  @Test func aLongListIsCutShort() throws {
    let bound = bind((0..<50).map { question("q\($0)", .chapter("9")) }, to: [])
    #expect(bound.closing.count == 50)
    #expect(bound.diagnostics.map(\.sentence)[0].hasSuffix("'q7' (line 7: '9') and 42 more"))
  }
}

@Suite struct QuestionDoubtsTests {
  @Test(arguments: [
    ("a {=b#f ~c}", []), ("a {T#w}", []), ("a {}", []), ("a {=b ~c}", ["has no feedback"]),
    ("a {~b#f ~c}", ["has no right answer"]),
    ("a {~%50%b#f ~%25%c}", ["has right answers that add up to 75% of the mark in place of 100%"]),
    ("a {~%33.33333%b#f ~%33.33333%c ~%33.33333%d}", []),
    ("a {=b#f ~c ~ c}", ["has the answer 'c' twice"]), ("a {=%50%b#f}", ["gives at most 50% of the mark"]),
    ("a {#=%50%1#f =%50%1}", ["gives at most 50% of the mark", "has the answer '1.0 ± 0.0' twice"]),
    ("a {=x -> y =x -> z####f}", ["has the answer 'x' twice"]),
    ("a {~%-50%b#f ~%-50%c}", ["has no right answer"]),
  ])
  func tellsWhatATeacherShouldLookAt(_ text: String, _ sentences: [String]) throws {
    #expect(doubts(about: try read(text).questions).map(\.sentence) == sentences.map { "'a' \($0)" })
  }

  @Test func tellsOnceForEachFileWhatNobodyCanAnswer() throws {
    let wrong = try read("::a:: a {~b ~c}\n\nb {=b ~c}\n\n::c:: c {~%-50%b ~%-50%c}\n\nd {}\n\ne {F}").questions
    var gap = try readQuiz(SourceText("1. A {1:SA:~b} {1:SA:=b}\n", named: "b.md")).questions
    gap += try readQuiz(SourceText("question,A,B\nWhich?,x,y\n", named: "c.csv")).questions
    #expect(
      warningsOfNoRightAnswer(in: wrong + gap).map(\.description) == [
        "a.gift:1:1: warning: 2 questions have no right answer: 'a' (line 1) and 'c' (line 5); mark the right ones; chop quiz check says what is read of the file",
        "b.md:1:1: warning: 1 question has no right answer: 'A [[1]] [[2]]' (line 1); mark the right ones; chop quiz check says what is read of the file",
        "c.csv:2:1: warning: 1 question has no right answer: 'Which?' (line 2); mark the right ones; chop quiz check says what is read of the file",
      ])
  }

  @Test func tellsOfGaps() throws {
    let found = doubts(about: try read("1. a {1:SA:~b} {2:MC:=c~d~d#f}\n\n2. b\n   Answer: c\n   > f").questions)
    #expect(
      found.map(\.sentence) == [
        "'a [[1]] [[2]]' has a gap without a right answer, number 1",
        "'a [[1]] [[2]]' has the answer 'd' twice in gap 2",
      ])
  }

  @Test func tellsOfAQuestionThatIsThereTwice() throws {
    let found = doubts(about: try read("a {T#f}\n\nb {T#f}\n\n a  {F#f}").questions)
    #expect(found.map(\.description) == ["a.gift:5:1: warning: 'a' asks the same as the question in line 1"])
  }
}
