import Exports
import Lesson

extension SampleLessons {
  private static let plain = Question(
    id: "p1", kind: .trueFalse, stem: RichText("The total stays the same."),
    answers: [Answer(RichText("true"), weight: 100), Answer(RichText("false"), weight: 0)], span: span(1_000, 3_000))

  /// Filmed upright with a phone.
  static let portrait = lesson(
    "A lesson filmed upright", id: "6f0c3a52-7d0e-5f57-9f0a-3f1f6f0e4b12", width: 720, height: 1280,
    chapters: [
      Chapter(
        id: "01-lifting-a-book", title: "Lifting a book", summary: "Filmed by hand with a phone.", length: 6_000,
        captions: [("en", ["Lift a book, and you store energy in its height.", "Let it fall."])], quiz: [plain]),
      Chapter(id: "02-letting-go", title: "Letting go", length: 5_000),
    ])

  /// Sound only, with a cover.
  static let sound = lesson(
    "A talk on tides", id: "6f0c3a52-7d0e-5f57-9f0a-3f1f6f0e4b13", width: nil, height: nil,
    chapters: [
      Chapter(
        id: "01-the-moon-pulls", title: "The Moon pulls", summary: "Why there are two tides a day.", length: 6_000,
        captions: [("en", ["The Moon pulls on the sea.", "And the sea follows, twice a day."])], quiz: [plain]),
      Chapter(id: "02-the-sun-helps", title: "The Sun helps", length: 5_000),
    ])

  /// Written from right to left.
  static let arabic = lesson(
    "الطاقة والشغل", id: "6f0c3a52-7d0e-5f57-9f0a-3f1f6f0e4b14", language: "ar",
    chapters: [
      Chapter(
        id: "01", title: "ما هي الطاقة؟", summary: "عدد لا يتغير مهما تغير شكله.", length: 6_000,
        captions: [
          ("ar", ["الطاقة عدد يمكن حسابه لأي نظام.", "قد يتغير شكلها، لكن المجموع يبقى ثابتًا."]),
          ("en", ["Energy is a number that we can work out.", "The total stays the same."]),
        ],
        quiz: [
          Question(
            id: "a1", kind: .singleChoice, stem: RichText("يسقط كتاب من الرف. ماذا يحدث للطاقة المخزونة في ارتفاعه؟"),
            answers: [
              Answer(
                RichText("تُستهلك في الطريق."), weight: 0,
                feedback: RichText("الطاقة لا تُستهلك أبدًا. المجموع يبقى ثابتًا.")),
              Answer(
                RichText("تتحول إلى حركة."), weight: 100, feedback: RichText("نعم. كلما قل الارتفاع زادت السرعة.")),
              Answer(RichText("تبقى في الرف."), weight: 0, feedback: RichText("الرف كان يحمل الكتاب فقط.")),
            ], hints: [RichText("هل يجوز أن يتغير المجموع؟")], span: span(1_000, 4_000))
        ]),
      Chapter(id: "02", title: "الشغل: قوة على مسار", summary: "كيف تنقل القوة الطاقة.", length: 5_000),
    ]
  ) { manifest in
    manifest.authors = [.init(name: "ليلى منصور", affiliation: "كلية الميناء")]
    manifest.description = "فصلان قصيران عن أنفع عدد في الفيزياء: ما الطاقة، وكيف تنقلها القوة."
    manifest.objectives = ["شرح ما يبقى ثابتًا عندما تتغير الطاقة"]
    manifest.licence = "CC BY-SA 4.0"
  }

  /// Text that tries to leave its place, wherever text may stand.
  static let hostile: LessonContents = {
    let script = "</script><script>window.hacked = 1</script><!-- <img src=x onerror=\"window.hacked = 1\">"
    let quote = "\"><img src=x onerror='window.hacked = 1'> {{script}} \u{202e}gnp.exe 😀 \u{2028} ' & &lt;"
    let long = String(repeating: "Wort", count: 2_500)
    let html = RichText(
      "<p onclick=\"window.hacked=1\">Safe <a href=\"javascript:window.hacked=1\">link</a><iframe src=\"https://example.com\"></iframe><img src=\"https://example.com/x.png\" onerror=\"window.hacked=1\" alt=\"a picture\"><svg onload=\"window.hacked=1\"></svg></p><style>body{display:none}</style>",
      .html)
    return lesson(
      script, id: "6f0c3a52-7d0e-5f57-9f0a-3f1f6f0e4b15", language: "\"><script>",
      chapters: [
        Chapter(
          id: "01-script", title: quote, summary: script, length: 6_000,
          captions: [("en", ["Eve <b>\(script)|\(quote)", "\(script) & <i>x</i>"])],
          quiz: [
            Question(
              id: "__proto__", kind: .singleChoice, stem: html,
              answers: [
                Answer(RichText(script), weight: 100, feedback: html),
                Answer(RichText(quote, .markdown), weight: 0, feedback: RichText(quote, .moodle)),
              ], hints: [RichText(script)], span: span(0, 2_000)),
            Question(
              id: "toString", kind: .matching, stem: RichText(quote),
              pairs: [MatchingPair(RichText(script), script), MatchingPair(RichText(quote), quote)]),
            Question(
              id: "toString", kind: .shortAnswer, stem: RichText(script),
              answers: [Answer(RichText("a*b*c\\*"), weight: 100)]),
          ]),
        Chapter(id: "02-long", title: long, summary: long, length: 5_000),
      ]
    ) { manifest in
      manifest.authors = [.init(name: script, affiliation: quote, url: "javascript:alert(1)")]
      manifest.licence = quote
      manifest.description = script + quote
      manifest.feedback = "javascript:alert(1)"
      manifest.homepage = "data:text/html,<script>alert(1)</script>"
      manifest.objectives = [script]
      manifest.references = [quote + " https://example.org/\"onmouseover=alert(1)"]
      manifest.date = script
    }
  }()
}
