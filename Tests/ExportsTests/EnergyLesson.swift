import Exports
import Lesson
import Timeline

extension SampleLessons {
  /// Three chapters, captions in two languages, every kind of question, a closing quiz.
  static let energy = lesson(
    "Energy and work", id: "6f0c3a52-7d0e-5f57-9f0a-3f1f6f0e4b11",
    chapters: [
      Chapter(
        id: "01-what-is-energy", title: "What is energy?",
        summary: "A number that never changes, however often its form does.", length: 12_000,
        captions: [
          (
            "en",
            [
              "Energy is a number that we can work out for any system.",
              "It may change its form, but the total stays the same.",
              "Lift a book, and you store energy in its height.",
              "Mara Lindqvist|Let it fall, and that energy turns into motion.",
            ]
          ),
          (
            "de",
            [
              "Energie ist eine Zahl, die wir für jedes System berechnen können.",
              "Sie kann ihre Form ändern, aber die Summe bleibt gleich.",
              "Hebst du ein Buch, steckt Energie in seiner Höhe.",
              "Lässt du es fallen, wird daraus Bewegung.",
            ]
          ),
        ], quiz: chapterOne),
      Chapter(
        id: "02-work-is-force-along-a-path", title: "Work: force along a path",
        summary: "How a force passes energy on, and when it does not.", length: 10_000,
        captions: [
          (
            "en",
            [
              "Work is force, times the distance moved along the force.",
              "Hold a heavy bag without moving, and you do no work on it.",
            ]
          )
        ], quiz: chapterTwo, skipped: 30_000),
      Chapter(
        id: "03-kinetic-energy", title: "Kinetic energy",
        summary: "What a moving body carries, and why speed counts double.",
        length: 8_000,
        captions: [
          (
            "en",
            [
              "A moving body carries kinetic energy: one half, m, v squared.",
              "Twice the speed gives four times the energy.",
            ]
          )
        ], quiz: chapterThree),
    ],
    closing: [
      Question(
        id: "c1", kind: .singleChoice, stem: RichText("A cyclist doubles her speed. Her kinetic energy becomes …"),
        answers: [
          Answer(RichText("four times as large"), weight: 100, feedback: RichText("Two squared is four.")),
          Answer(
            RichText("twice as large"), weight: 0,
            feedback: RichText("That would be so if the speed were not squared.")),
          Answer(RichText("eight times as large"), weight: 0, feedback: RichText("Two cubed is eight.")),
        ], hints: [RichText("The speed stands squared in the formula.")], span: span(56_000, 59_500))
    ]
  ) { manifest in
    manifest.authors = [
      .init(name: "Mara Lindqvist", affiliation: "Harbour College", url: "https://example.org/mara")
    ]
    manifest.licence = "CC BY 4.0"
    manifest.description =
      "Three short chapters on the most useful number in physics: what energy is, how a force passes it on, and why a car at twice the speed needs four times the road to stop."
    manifest.feedback = "mailto:mara@example.org"
    manifest.homepage = "https://example.org/energy"
    manifest.date = "2026-10-12"
    manifest.objectives = [
      "say what stays the same when energy changes its form", "work out the work done by a force along a path",
      "explain why speed counts more than mass",
    ]
    manifest.references = [
      "Worksheet 4: ramps and springs",
      "Feynman, Lectures on Physics, chapter 4: https://www.feynmanlectures.caltech.edu/I_04.html.",
      "Work (https://en.wikipedia.org/wiki/Work_(physics)).",
    ]
    manifest.files = [
      .init(path: "index.html", type: "text/html", bytes: 1, sha256: sha("1")),
      .init(path: "chapters.vtt", type: "text/vtt", bytes: 1, sha256: sha("2")),
    ]
    manifest.companions = [.init(name: "lecture.quiz.gift", role: "quiz", sha256: sha("3"))]
  }

  private static let chapterOne = [
    Question(
      id: "q1", kind: .singleChoice,
      stem: RichText("A book falls from a shelf. What happens to the energy that was stored in its height?"),
      answers: [
        Answer(
          RichText("It turns into motion."), weight: 100,
          feedback: RichText("Yes. As the height shrinks, the speed grows.")),
        Answer(
          RichText("It is used up on the way down."), weight: 0,
          feedback: RichText("Energy is never used up. The total stays the same, whatever happens.")),
        Answer(
          RichText("It stays in the shelf."), weight: 0,
          feedback: RichText("The shelf only held the book up. The energy belongs to the book and the Earth.")),
        Answer(RichText("It turns into mass."), weight: 0, feedback: RichText("Not in a falling book.")),
      ], generalFeedback: RichText("Height turns into motion, and at the floor motion turns into heat and sound."),
      hints: [
        RichText("Is the total allowed to change?"),
        RichText("Watch what the book does while its height gets smaller."),
      ], span: span(6_000, 9_000)),
    Question(
      id: "q2", kind: .trueFalse, stem: RichText("When the book lies still on the floor, its energy has disappeared."),
      answers: [
        Answer(
          RichText("true"), weight: 0,
          feedback: RichText("Nothing disappears: the floor and the air are now a little warmer.")),
        Answer(RichText("false"), weight: 100, feedback: RichText("It is now heat and sound.")),
      ], span: span(9_000, 11_500)),
    Question(
      id: "note", kind: .description,
      stem: RichText("The next question asks for **your own words**; nobody grades it.", .markdown)),
    Question(
      id: "q3", kind: .essay, stem: RichText("Where did the energy of your last meal come from?"),
      generalFeedback: RichText(
        "<p>From the <b>Sun</b>: plants stored its light, and you ate the plants, or what ate them.</p><script>alert(1)</script>",
        .html)),
  ]

  private static let chapterTwo = [
    Question(
      id: "q4", kind: .numeric,
      stem: RichText(
        "You push a crate 3 metres along the floor with a force of 40 newtons. How many joules of work do you do?"),
      numbers: [
        NumericAnswer(value: 120, tolerance: 0.5, feedback: RichText("40 N × 3 m = 120 J.")),
        NumericAnswer(value: 43, weight: 0, feedback: RichText("You added the two numbers. Work is a product.")),
      ], hints: [RichText("Work is force times distance.")], span: span(0, 5_000)),
    Question(
      id: "q5", kind: .multipleChoice, stem: RichText("In which of these cases is work done on the body?"),
      answers: [
        Answer(
          RichText("A crane lifts a beam."), weight: 50,
          feedback: RichText("The force points up, and so does the path.")),
        Answer(
          RichText("You hold a bag without moving."), weight: -50,
          feedback: RichText("No path, no work, however tired your arm becomes.")),
        Answer(
          RichText("A horse pulls a cart along a road."), weight: 50,
          feedback: RichText("Force and path point the same way.")),
        Answer(
          RichText("A string holds a ball on its circle."), weight: -50,
          feedback: RichText("The force is always at a right angle to the path.")),
      ], generalFeedback: RichText("Only the part of the force along the path counts."), span: span(5_000, 10_000)),
    Question(
      id: "q6", kind: .shortAnswer, stem: RichText("In which unit is work measured?"),
      answers: [
        Answer(RichText("joule*"), weight: 100, feedback: RichText("Written J.")),
        Answer(RichText("J"), weight: 100),
        Answer(RichText("newton"), weight: 0, feedback: RichText("That is the unit of force.")),
        Answer(RichText("*"), weight: 0, feedback: RichText("It is named after an English brewer.")),
      ], span: span(0, 5_000)),
  ]

  private static let chapterThree = [
    Question(
      id: "q7", kind: .matching, stem: RichText("What does each letter in the formula stand for?"),
      pairs: [
        MatchingPair(RichText("E"), "energy in joules"), MatchingPair(RichText("m"), "mass in kilograms"),
        MatchingPair(RichText("v"), "speed in metres per second"), MatchingPair(RichText(""), "force in newtons"),
      ], generalFeedback: RichText("Put in these units, the result comes out in joules."), span: span(0, 4_000))
  ]
}
