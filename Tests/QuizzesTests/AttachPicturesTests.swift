import Documents
import Foundation
import Lesson
import Quizzes
import Testing

@Suite struct AttachPicturesTests {
  private let png = Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])

  private func read(_ text: String, _ files: [String: Data]) throws -> ReadQuiz {
    var quiz = try readQuiz(try SourceText(Data(text.utf8), named: "q.md"))
    quiz.attachPictures { files[$0] }
    return quiz
  }

  @Test func takesPicturesFromBesideTheFile() throws {
    let quiz = try read(
      "1. What is this? ![a swing](swing.png)\n   - [x] ![up](up.png)\n   - [ ] no\n",
      ["swing.png": png, "up.png": png])
    let question = try #require(quiz.questions.first?.question)
    #expect(question.files.map(\.name) == ["swing.png", "up.png"])
    #expect(question.stem == RichText("What is this? ![a swing](@@PLUGINFILE@@/swing.png)", .markdown))
    #expect(question.answers.first?.text == RichText("![up](@@PLUGINFILE@@/up.png)", .markdown))
    #expect(quiz.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("my%20swing.png", "my%20swing.png"), ("<my swing.png>", "my%20swing.png"),
    ("swing%20%281%29.png", "swing%20%281%29.png"), ("swing (1).png", "swing%20%281%29.png"),
    ("swing(1).png", "swing%281%29.png"), ("sw%C3%A4n.png \"a title\"", "sw%C3%A4n.png \"a title\""),
  ])
  func namesHaveBlanksAndBrackets(_ written: String, _ kept: String) throws {
    let names = ["my swing.png", "swing (1).png", "swing(1).png", "swän.png"]
    let quiz = try read(
      "1. ![a](\(written))\n   - [x] a\n   - [ ] b\n", Dictionary(uniqueKeysWithValues: names.map { ($0, png) }))
    let question = try #require(quiz.questions.first?.question)
    #expect(question.files.count == 1)
    #expect(question.stem == RichText("![a](@@PLUGINFILE@@/\(kept))", .markdown))
    #expect(question.replacingFiles { _ in "x" }.stem.text.hasPrefix("![a](x"))
    #expect(quiz.diagnostics.isEmpty)
  }

  @Test(arguments: ["../up.png", "a/b.png", "https://example.org/a.png", "%2e%2e%2fup.png", "a.bmp"])
  func aPictureOfAnotherPlaceIsSaid(_ name: String) throws {
    let quiz = try read("1. ![a](\(name))\n   - [x] a\n   - [ ] b\n", [:])
    #expect(
      quiz.diagnostics.map(\.description) == [
        "q.md:1:1: warning: the picture '\(name)' is not shown: expected the name of a file beside the question file, such as swing.png"
      ])
    #expect(quiz.questions.flatMap(\.question.files).isEmpty)
  }

  @Test func saysWhereAPictureIsMissingOrNone() throws {
    let quiz = try read(
      "1. A\n   - [x] a\n   - [ ] b\n\n2. ![x](none.png) ![y](bad.svg)\n   - [x] a\n   - [ ] b\n",
      ["bad.svg": Data("<svg/>".utf8)])
    #expect(quiz.diagnostics.map(\.position?.line) == [5, 5])
    #expect(quiz.diagnostics[0].sentence.hasSuffix("the picture 'none.png' is not beside the question file"))
    #expect(quiz.diagnostics[1].sentence.contains("SVG may hold scripts"))
    #expect(quiz.questions.flatMap(\.question.files).isEmpty)
  }

  @Test(arguments: ["../x.png", "/etc/x.png", "http://example.org/x.png", "a/b.png", ".x.png"])
  func asksForNoOtherPlace(name: String) throws {
    var asked: [String] = []
    var quiz = try readQuiz(
      try SourceText(Data("1. ![x](\(name)) *a*\n   - [x] a\n   - [ ] b\n".utf8), named: "q.md"))
    quiz.attachPictures { name in
      asked.append(name)
      return nil
    }
    #expect(asked.allSatisfy { !$0.contains("/") && !$0.hasPrefix(".") })
    #expect(asked.isEmpty)
  }

  @Test func aPictureOfMoodlesIsAmongItsFiles() throws {
    let xml = """
      <quiz><question type="essay"><name><text>a</text></name><questiontext format="html">
      <text><![CDATA[<img src="@@PLUGINFILE@@/none.png">]]></text></questiontext></question></quiz>
      """
    let quiz = try readQuiz(try SourceText(Data(xml.utf8), named: "q.xml"))
    #expect(quiz.diagnostics.contains { $0.sentence.hasSuffix("the picture 'none.png' is not in the file") })
  }

  @Test func aFormulaIsLeftAsItIsWritten() throws {
    let quiz = try read("1. Let \\[a \\\\ b\\] and \\(x_1\\) be\n   - [x] a\n   - [ ] b\n", [:])
    #expect(quiz.questions.first?.question.stem.text == "Let \\[a \\\\ b\\] and \\(x_1\\) be")
  }
}
