import Foundation
import Lesson
import Timeline

/// Questions that use everything the model has, and texts that formats trip over.
enum SampleQuestions {
  /// Signs that mean something in one format or another.
  static let hard = #"a=b ~c #d {e} \(x_1\) \frac{1}{2} 50% "quoted", 'x'; y -> z: <b> & c | ]]> [html] $$a^2$$"#
  static let picture = Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])

  static let count = 14

  static func all() throws -> [UnboundQuestion] {
    let time = Instant.zero
    let later = try time + 750.s
    let end = try time + 790.s
    return [
      item(
        Question(
          id: "tf", kind: .trueFalse, name: "Truth", stem: RichText("The earth is flat."),
          answers: [
            Answer(RichText("true"), weight: 0, feedback: RichText("No: look at ships.")),
            Answer(RichText("false"), weight: 100, feedback: RichText("Right.")),
          ], generalFeedback: RichText("Eratosthenes measured it.")), .init(chapter: "What is energy?")),
      item(
        Question(
          id: "single", kind: .singleChoice, name: "Ünïts / 1", stem: RichText("Which <b>unit</b>?", .html),
          answers: [
            Answer(RichText("joule", .html), weight: 100, feedback: RichText("<i>Yes</i>", .html)),
            Answer(RichText("newton metre", .html), weight: 50),
            Answer(RichText("watt", .html), weight: 0, feedback: RichText("That is power.", .html)),
            Answer(RichText("kelvin", .html), weight: -25),
          ], generalFeedback: RichText("Named after Joule.", .html),
          hints: [RichText("Think of Manchester.", .html), RichText("It begins with J.", .html)], mark: 2.5,
          shuffle: false, tags: ["week 1", "easy"]), .init(chapter: "What is energy?")),
      item(
        Question(
          id: "several", kind: .multipleChoice, stem: RichText("Which are forms of energy?"),
          answers: [
            Answer(RichText("heat"), weight: 33.33333),
            Answer(RichText("light"), weight: 33.33333, feedback: RichText("f")),
            Answer(RichText("motion"), weight: 33.33333), Answer(RichText("force"), weight: -50),
          ], shuffle: true, span: TimeRange(later, end)), .init(time: later, chapter: "2")),
      item(
        Question(
          id: "short", kind: .shortAnswer, stem: RichText("Who?"),
          answers: [
            Answer(RichText("Emmy Noether"), weight: 100, feedback: RichText("Yes.")),
            Answer(RichText("*Noether"), weight: 50),
            Answer(RichText("Hilbert"), weight: 0, feedback: RichText("He was in Göttingen too.")),
          ], isCaseSensitive: true), .init(time: later)),
      item(
        Question(
          id: "number", kind: .numeric, stem: RichText("How much is pi?"),
          numbers: [
            NumericAnswer(value: 3.14159, tolerance: 0.00001),
            NumericAnswer(value: 3.14, tolerance: 0.01, weight: 50, feedback: RichText("Nearly.")),
            NumericAnswer(anyNumberWithWeight: 0, feedback: RichText("No.")),
          ]), .init(chapter: "2", pause: later)),
      item(
        Question(
          id: "plain-number", kind: .numeric, stem: RichText("Minus ten?"), numbers: [NumericAnswer(value: -10)]),
        .none),
      item(
        Question(
          id: "match", kind: .matching, stem: RichText("Match."),
          pairs: [
            MatchingPair(RichText("J"), "energy"), MatchingPair(RichText("W"), "power"),
            MatchingPair(RichText(""), "mass"),
          ], shuffle: true), .closing),
      item(
        Question(
          id: "order", kind: .ordering, stem: RichText("Sort by size."),
          answers: ["atom", "cell", "mouse"].map { Answer(RichText($0), weight: 100) }), .closing),
      item(
        Question(
          id: "gaps", kind: .cloze, stem: RichText("The [[1]] of [[2]] is [[3]], of course.", .html),
          gaps: [
            Gap(
              kind: .singleChoice, layout: .menu,
              answers: [
                Answer(RichText("unit", .html), weight: 100, feedback: RichText("Yes & no", .html)),
                Answer(RichText("colour", .html), weight: 0),
              ]),
            Gap(
              kind: .shortAnswer,
              answers: [Answer(RichText("R&D = {energy}"), weight: 100), Answer(RichText("force"), weight: 50)],
              mark: 2,
              isCaseSensitive: true),
            Gap(
              kind: .numeric,
              numbers: [
                NumericAnswer(value: 1.5, tolerance: 0.1),
                NumericAnswer(anyNumberWithWeight: 0, feedback: RichText("no", .html)),
              ]),
          ], mark: 4), .closing),
      item(
        Question(
          id: "essay", kind: .essay, stem: RichText("Explain.\n\nIn your own words."),
          generalFeedback: RichText("Like this.")), .none),
      item(Question(id: "info", kind: .description, stem: RichText("Now read on.\nThen go on."), mark: 0), .none),
      item(
        Question(
          id: "picture", kind: .singleChoice,
          stem: RichText("What is <img src=\"@@PLUGINFILE@@/a%20b.png\" alt=\"a curve\">?", .html),
          answers: [Answer(RichText("sine", .html), weight: 100), Answer(RichText("line", .html), weight: 0)],
          files: [QuestionFile(name: "a b.png", data: picture)].compactMap(\.self)), .none),
      item(
        Question(
          id: "hard", kind: .singleChoice, name: hard, stem: RichText(hard),
          answers: [
            Answer(RichText(hard), weight: 100, feedback: RichText(hard)), Answer(RichText("=1+1"), weight: 0),
            Answer(RichText("%50% of it"), weight: 0),
          ], generalFeedback: RichText(hard)), .none),
      item(
        Question(
          id: "markup", kind: .shortAnswer, stem: RichText("What is *this* `code`?", .markdown),
          answers: [Answer(RichText("C:\\dir"), weight: 100), Answer(RichText("a.b*"), weight: 100)],
          generalFeedback: RichText("Read **it**.", .markdown)), .none),
    ]
  }

  private static func item(_ question: Question, _ binding: UnboundQuestion.Binding) -> UnboundQuestion {
    UnboundQuestion(question: question, binding: binding, file: "sample", line: 1)
  }
}
