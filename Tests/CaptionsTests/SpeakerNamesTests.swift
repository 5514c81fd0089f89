import Captions
import Lesson
import Testing

@Suite struct SpeakerNamesTests {
  /// One cue for each text, a second each.
  private func spoken(_ texts: [String]) throws -> [String] {
    let cues = try texts.enumerated().map { place, text in
      var cue = try cue(Int64(place) * 1000, Int64(place) * 1000 + 1000)
      cue.lines = text.split(separator: "\n").map { String($0) }
      return cue
    }
    return SpeakerNames.taken(from: cues).map { "\($0.speaker ?? "-")|\($0.lines.joined(separator: "/"))" }
  }

  @Test func readsATranscriptThatNamesSpeakersThroughout() throws {
    let said = try spoken([
      "Mara Lindqvist: Welcome.", "Mara Lindqvist: Note: work is energy.", "Tom: Why?",
      "Mara Lindqvist: At 12:30 we see.",
      "Mara Lindqvist: So.", "Jürgen von der Ähe (he/him): Ja.", "O'Neill, no name: here",
    ])
    #expect(
      said == [
        "Mara Lindqvist|Welcome.", "Mara Lindqvist|Note: work is energy.", "Tom|Why?",
        "Mara Lindqvist|At 12:30 we see.", "Mara Lindqvist|So.", "Jürgen von der Ähe (he/him)|Ja.",
        "-|O'Neill, no name: here",
      ])
  }

  @Test func namesThatComeAgainAreSpeakers() throws {
    #expect(
      try spoken(["Hello.", "Mara: Good.", "Energy: a word.", "energy is kept", "Mara: Bye.", "Energy: again.", "x"])
        == ["-|Hello.", "Mara|Good.", "-|Energy: a word.", "-|energy is kept", "Mara|Bye.", "-|Energy: again.", "-|x"])
  }

  @Test func theFirstCueMayNameASpeakerOnceWhereOthersAreNamedAgain() throws {
    let said = ["Tom: Why?", "Because.", "Tom: Really?", "And so on.", "More.", "The energy is kept."]
    #expect(try spoken(["Mara Lindqvist: Hello."] + said)[0] == "Mara Lindqvist|Hello.")
    #expect(try spoken(["Kinetic Energy: Hello."] + said)[0] == "-|Kinetic Energy: Hello.")
    #expect(try spoken(["Hello.", "Isaac Newton: a life.", "More."])[1] == "-|Isaac Newton: a life.")
  }

  @Test(arguments: [
    "Note: this matters", "Definition: a term", "Definition 3: a term", "Step Two: stir", "12:30 is the time",
    "https://example.org: a page", "Newton's Law: force", "So: what now", "The First Law: energy", "Example: a ball",
    "One more thing: this", "It holds that: x", "Music:", "Work and Energy: parts",
  ])
  func textWithAColonStaysText(_ text: String) throws {
    #expect(try spoken(["Hello.", text, "Well.", text, "Bye.", text]).filter { $0.hasPrefix("-|") }.count == 6)
  }

  @Test(arguments: [
    ("- Mara Lindqvist: yes\n- Tom Baker: no", ["Mara Lindqvist|yes", "Tom Baker|no"]),
    (">> MARA LINDQVIST: yes\nand more", ["MARA LINDQVIST|yes/and more"]),
    ("[Mara Lindqvist]: yes", ["Mara Lindqvist|yes"]),
    ("Speaker 2: yes", ["Speaker 2|yes"]),
    ("Student: why?", ["Student|why?"]),
    ("山田太郎：はい", ["山田太郎|はい"]),
    ("Mara Lindqvist:\nyes", ["Mara Lindqvist|yes"]),
    ("Mara Lindqvist:", ["-|Mara Lindqvist:"]),
    ("Dr. Mara Lindqvist-Berg: yes", ["Dr. Mara Lindqvist-Berg|yes"]),
  ])
  func readsTheFormsThatNamesComeIn(_ text: String, _ expected: [String]) throws {
    #expect(try spoken([text, text]) == expected + expected)
  }

  @Test func whatPeopleCallThemselvesInAMeetingIsAName() throws {
    let texts = ["mara l. (TU): Hi.", "mara l. (TU): So: this.", "iPhone von Tom: Ja."]
    let said = try spoken(texts + texts + texts + ["- no name -", "one time: x"])
    #expect(said.prefix(3) == ["mara l. (TU)|Hi.", "mara l. (TU)|So: this.", "iPhone von Tom|Ja."])
    #expect(said.suffix(2) == ["-|- no name -", "-|one time: x"])
    #expect(try spoken(texts).map { $0.prefix(2) } == ["-|", "-|", "-|"])
  }

  @Test(arguments: [
    "Quantum Mechanics: An Introduction", "Mara Lindqvist: Hello.", "Physics 101: Motion", "Lección 2: Energía",
    "Zeile 1: hallo",
  ])
  func aHeadingInTheFirstCueIsText(_ heading: String) throws {
    #expect(try spoken([heading, "We begin.", "More."])[0] == "-|\(heading)")
  }

  @Test func onlyRolesAreCounted() throws {
    #expect(try spoken(["Physics 101: a", "x", "Physics 101: b"])[0] == "-|Physics 101: a")
    #expect(try spoken(["Sprecher 2: a", "x", "y"])[0] == "Sprecher 2|a")
    #expect(try spoken(["Person 1: a", "x", "Person 1: b"])[0] == "Person 1|a")
  }

  @Test func aGlossaryIsNoConversation() throws {
    let terms = ["Mitosis: division", "Meiosis: another", "Cytosol: inside", "Ribosome: maker"]
    #expect(try spoken(terms) == terms.map { "-|\($0)" })
  }
}
