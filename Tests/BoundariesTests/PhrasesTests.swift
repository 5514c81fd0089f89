import Boundaries
import Lesson
import TestSupport
import Testing
import Timeline

@Suite struct PhrasesTests {
  /// One cue for each sentence, five seconds each, one chapter for each text.
  private func titles(_ chapters: [[String]], _ language: String = "en") throws -> [String?] {
    var cues: [Cue] = []
    var ranges: [TimeRange] = []
    var time: Int64 = 0
    for sentences in chapters {
      let start = time
      for sentence in sentences {
        cues.append(Cue(range: TimeRange(try at(time), try at(time + 4500)), lines: [sentence]))
        time += 5000
      }
      ranges.append(TimeRange(try at(start), try at(max(time, start + 1))))
    }
    return phrases(for: ranges, captions: cues, language: language)
  }

  static let lecture = [
    [
      "Okay so welcome everybody, today we want to talk about kinetic energy.",
      "Um, kinetic energy is the energy of a moving body.",
      "A train that moves has kinetic energy, and so has a ball.", "So we measure it in joules.",
    ],
    [
      "Now, let us turn to potential energy.", "A stone on a roof has potential energy.",
      "When it falls, potential energy becomes smaller.", "And that is measured in joules too.",
    ],
    [
      "So what is power?", "Power is work divided by time.",
      "An engine with more power does the same work in less time.",
      "James Watt sold steam engines, and a watt is named after James Watt.",
    ],
  ]

  @Test func tellWhatAChapterIsAbout() throws {
    #expect(try titles(Self.lecture) == ["Kinetic energy", "Potential energy", "What is power"])
  }

  @Test func areGerman() throws {
    #expect(
      try titles(
        [
          [
            "Ja also herzlich willkommen, heute geht es um die kinetische Energie.",
            "Die kinetische Energie ist die Energie der Bewegung.",
          ],
          ["So, jetzt kommen wir zur Erhaltung der Energie.", "Die Erhaltung der Energie gilt immer."],
        ], "de-AT") == ["Kinetische Energie", "Erhaltung der Energie"])
  }

  @Test(arguments: ["fr", "und", "pl", "", "xx-YY"])
  func ofOtherLanguagesFollowLengthAndFrequency(language: String) throws {
    let chapters = [
      [
        "Bon, nous parlons de la machine thermique.", "La machine thermique transforme la chaleur en travail.",
        "Une machine thermique a deux sources.",
      ],
      [
        "Ensuite, nous parlons du moteur électrique.", "Le moteur électrique transforme le courant en travail.",
        "Un moteur électrique tourne.",
      ],
    ]
    #expect(try titles(chapters, language) == ["Machine thermique", "Moteur électrique"])
  }

  @Test func captionsWithoutLanguageOrPunctuationAreUnderstood() throws {
    let chapters = [
      [
        "okay so hello and welcome back", "today I want to talk about gradient descent",
        "which is the way to fit a model", "you take a small step down the hill",
        "and gradient descent takes many of them",
      ],
      [
        "alright so now let's move on to neural networks", "and neural networks are made of layers",
        "so a layer is just a matrix",
      ],
    ]
    #expect(try titles(chapters, "und") == ["Gradient descent", "Neural networks"])
  }

  @Test func captionsOfAnyLengthTakeBoundedTime() throws {
    let long = String(repeating: "a", count: 50_000) + " " + String(repeating: "x ", count: 20_000)
    let time = try processorTime { _ = try titles([[String](repeating: long, count: 20)]) }
    #expect(time < .seconds(10))
  }

  @Test func areOfBoundedLengthWithoutSpaces() throws {
    let result = try titles(
      [["今天我们学习能量守恒定律。能量守恒定律很重要。", "能量不会消失。"], ["下面讨论电磁感应现象。电磁感应现象是什么？"]], "zh")
    for title in result {
      let title = try #require(title)
      #expect((4...16).contains(title.count))
    }
    #expect(result[0]?.contains("能量") == true && result[1]?.contains("电磁") == true)
  }

  @Test(
    arguments: [
      [], ["um"], ["okay so yeah"], ["and the of"], ["[Music]", "(applause and laughter)"], ["..."], ["♪ la la la ♪"],
      ["12 13 14"].map { $0 + "!" },
    ] as [[String]])
  func nothingUsableGivesNone(sentences: [String]) throws {
    let title = try titles([sentences])[0]
    #expect(title == nil || title == "12 13 14")
  }

  @Test func capitalsAreMadeSmall() throws {
    #expect(try titles([["TODAY WE TALK ABOUT KINETIC ENERGY."]]) == ["Kinetic energy"])
  }

  @Test func areDistinct() throws {
    let result = try titles([
      ["Kinetic energy moves mountains."], ["Kinetic energy moves mountains."], ["Kinetic energy."],
      ["Kinetic energy."],
    ])
    let given = result.compactMap { $0?.lowercased() }
    #expect(Set(given).count == given.count)
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func haveTheirPromisedForm(seed: UInt64) throws {
    var random = Seeded(seed)
    let vocabulary =
      "okay so um the of and energy Force work, heat. what is how Newton's law? a we (aside) [x] 3.5 – \u{202e}evil <b>"
      .split(separator: " ").map(String.init)
    let chapters = (0..<5).map { _ in
      (0..<20).map { _ in (0..<9).map { _ in vocabulary.randomElement(using: &random) ?? "" }.joined(separator: " ") }
    }
    let result = try titles(chapters)
    let repeated = try titles(chapters)
    #expect(result == repeated)
    for case let title? in result {
      let words = title.split(separator: " ").map { $0.lowercased() }
      #expect((2...7).contains(words.count))
      #expect(!["okay", "so", "um", "the", "of", "and", "a", "we"].contains(words[0]))
      #expect(!["okay", "so", "um", "the", "of", "and", "a", "we", "is", "what"].contains(words[words.count - 1]))
      #expect(title.first?.isLowercase == false && title.last?.isPunctuation == false)
    }
  }
}
