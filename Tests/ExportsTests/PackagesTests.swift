import Exports
import Foundation
import Lesson
import Testing

@Suite struct PackagesTests {
  private func export(_ name: String, _ contents: LessonContents) throws -> Exported {
    try #require(builtInExport(named: name)).export(contents)
  }

  private func text(_ exported: Exported, _ path: String) throws -> String {
    String(decoding: try #require(exported.files.first { $0.path == path }?.data), as: UTF8.self)
  }

  /// By Python's reader of XML: what Moodle's check against the schema refuses, and what the rules of the profile say of quizzes.
  @Test(arguments: SampleLessons.all.map(\.name), ["scorm", "common-cartridge", "common-cartridge-links"])
  func isAsThePlatformsWantIt(_ lesson: String, _ name: String) throws {
    var contents = try #require(SampleLessons.all.first { $0.name == lesson }).contents
    contents.baseURL = BaseURL("https://example.org/lessons/")
    #expect(try Python.judged(export(name, contents)) == "")
  }

  @Test func whatACartridgeCanNotAskIsListedByQuestion() throws {
    let sentences = try export("common-cartridge", SampleLessons.energy).remarks.map(\.sentence)
    #expect(sentences.contains("is left out: there are no numeric questions in Common Cartridge"))
    #expect(sentences.contains { $0.contains("its 2 hints") })
  }

  /// A file of its own, once, that the quizzes which show it depend on.
  @Test func picturesOfQuestionsGoAlong() throws {
    let png = Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
    let files = [
      QuestionFile(name: "a b.png", data: png), QuestionFile(name: "same.png", data: png),
      QuestionFile(name: "sound.mp3", data: Data("sound".utf8)),
    ].compactMap(\.self)
    var contents = SampleLessons.energy
    let quiz = Quiz(questions: [
      Question(
        id: "html", kind: .essay, stem: RichText("<img src=\"@@PLUGINFILE@@/a%20b.png\" alt=\"an arrow\">", .html),
        files: files),
      Question(
        id: "markdown", kind: .essay, stem: RichText("Look: ![a < b](@@PLUGINFILE@@/same.png)", .markdown), files: files
      ),
    ])
    contents.quizzes[0] = quiz
    contents.closingQuiz = quiz
    let exported = try export("common-cartridge", contents)
    let pictures = exported.files.filter { $0.path.hasPrefix("pictures/") }
    let path = try #require(pictures.first?.path)
    #expect(pictures.map(\.data) == [png])
    let manifest = try text(exported, "imsmanifest.xml")
    #expect(manifest.components(separatedBy: "<file href=\"\(path)\"/>").count == 2)
    #expect(manifest.components(separatedBy: "<dependency ").count == 3)
    let written = try text(exported, "01-what-is-energy/quiz.xml")
    #expect(written.contains("<img src=\"$IMS-CC-FILEBASE$/\(path)\" alt=\"an arrow\">"))
    #expect(written.contains("Look: <img src=\"$IMS-CC-FILEBASE$/\(path)\" alt=\"a &lt; b\">"))
    #expect(exported.remarks.contains { $0.sentence.contains("its 1 file") })
  }

  /// Beside the video; sound shows none.
  @Test func captionsOfACartridgeAreItsVideos() throws {
    let exported = try export("common-cartridge", SampleLessons.energy)
    let page = try text(exported, "01-what-is-energy/page.html")
    for language in ["en", "de"] {
      let path = "01-what-is-energy/captions.\(language).vtt"
      #expect(exported.files.contains { $0.path == path && $0.content == .copied(path) })
      #expect(page.contains("<track kind=\"captions\" src=\"captions.\(language).vtt\" srclang=\"\(language)\">"))
    }
    var sound = SampleLessons.sound
    sound.captions[0].append(CaptionTrack(language: "de", file: "captions.de.vtt", cues: []))
    #expect(
      try export("common-cartridge", sound).remarks.map(\.sentence).contains(
        "loses its captions in de, for only videos show any"))
    #expect(try export("common-cartridge-links", sound).remarks.allSatisfy { !$0.sentence.contains("captions") })
  }

  @Test func aCartridgeSaysWhereItsAuthorsAreFound() throws {
    let about = try text(export("common-cartridge", SampleLessons.energy), "about.html")
    #expect(about.contains("<a href=\"https://example.org/mara\">Mara Lindqvist</a>, Harbour College"))
    #expect(about.contains("<a href=\"mailto:mara@example.org\">Tell the teacher</a>"))
    #expect(try !text(export("common-cartridge", SampleLessons.hostile), "about.html").contains("<a "))
  }

  @Test func answersInACartridgeAreRightAsAWhole() throws {
    var contents = SampleLessons.energy
    contents.quizzes[0] = Quiz(questions: [
      Question(
        id: "gases", kind: .multipleChoice, stem: RichText("Which are gäses?"),
        answers: [("Neon", 70), ("Iron", -50), ("Helium", 30)].map { Answer(RichText($0.0), weight: $0.1) }, mark: 1.5),
      Question(
        id: "unit", kind: .shortAnswer, stem: RichText("Which unit?"),
        answers: [("J*", 100), ("5 \\* joule", 100)].map { Answer(RichText($0.0), weight: $0.1) }, mark: 0),
      Question(
        id: "any", kind: .shortAnswer, stem: RichText("Which other?"), answers: [Answer(RichText("*"), weight: 100)]),
    ])
    let exported = try export("common-cartridge", contents)
    let quiz = try text(exported, "01-what-is-energy/quiz.xml")
    #expect(quiz.contains("Which are g&#228;ses?"))
    #expect(quiz.contains(">5 * joule</varequal>") && !quiz.contains(">J*</varequal>"))
    #expect(
      Array(exported.remarks.map(\.sentence).prefix(5)) == [
        "counts all its right answers alike, and no wrong one against them", "counts 2 in place of 1.5",
        "loses the answer in which * stands for any text", "counts 1 in place of 0",
        "is left out: no answer is left that is fully right",
      ])
  }

  /// As in a lesson whose parts each had a question file of their own.
  @Test func questionsOfOneNameInTwoQuizzesAreTwo() throws {
    var contents = SampleLessons.energy
    contents.closingQuiz = contents.quizzes[0]
    let exported = try export("common-cartridge", contents)
    let names = try ["01-what-is-energy/quiz.xml", "closing-quiz.xml"].flatMap { path in
      try text(exported, path).matches(of: /<item ident="([^"]*)"/).map { String($0.1) }
    }
    #expect(names.count > 3 && Set(names).count == names.count)
  }

  @Test func anLMSKeepsOnlySoManyAnswers() throws {
    var contents = SampleLessons.portrait
    contents.quizzes[0] = Quiz(
      questions: (0..<1400).map { Question(id: "q\($0)", kind: .essay, stem: RichText("\($0)?")) })
    #expect(
      try export("scorm", contents).remarks.map(\.sentence).first?.contains("an LMS keeps the answers to") == true)
  }

  @Test func anLMSKeepsOnlySoMuchOfEssays() throws {
    var contents = SampleLessons.portrait
    func remarks(_ count: Int) throws -> [String] {
      contents.quizzes[0] = Quiz(
        questions: (0..<count).map { Question(id: "q\($0)", kind: .essay, stem: RichText("\($0)?")) })
      return try export("scorm", contents).remarks.map(\.sentence).filter { $0.contains("essay") }
    }
    #expect(try remarks(1) == [])
    let several = try remarks(3)
    #expect(several.count == 1)
    let pattern = /asks for 3 essays, and of each an LMS keeps about 13\d\d characters until the next visit, .*/
    #expect(several.first?.wholeMatch(of: pattern) != nil, "\(several)")
  }

  @Test func anAddressKeepsItsParentheses() throws {
    let texts = try export("common-cartridge", SampleLessons.energy).files.compactMap(\.data).map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(texts.contains { $0.contains("\"https://en.wikipedia.org/wiki/Work_(physics)\"") })
  }

  @Test func aSecondRightAnswerOfOneIsNamed() throws {
    var contents = SampleLessons.portrait
    contents.quizzes[0] = Quiz(questions: [
      Question(
        id: "q", kind: .singleChoice, stem: RichText("Which?"),
        answers: ["a", "b"].map { Answer(RichText($0), weight: 100) })
    ])
    #expect(
      try export("common-cartridge", contents).remarks.map(\.sentence).contains(
        "has 2 right answers, of which a platform may count only one"))
  }
}
