import Documents
import Foundation
import Lesson
import Quizzes
import Testing

/// Pictures beside the texts of Moodle XML.
@Suite struct MoodleFilesTests {
  private func picture(_ last: UInt8) -> Data { Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, last]) }

  private func file(_ name: String, _ last: UInt8) -> String {
    "<file name=\"\(name)\" path=\"/\" encoding=\"base64\">\(picture(last).base64EncodedString())</file>"
  }

  private func text(_ name: String) -> String { "<text>&lt;img src=\"@@PLUGINFILE@@/\(name)\"&gt;</text>" }

  private func read(_ xml: String) throws -> ReadQuiz {
    try readQuiz(SourceText("<quiz><question type=\"multichoice\">\(xml)</question></quiz>", named: "a"))
  }

  @Test func eachTextHasItsOwn() throws {
    let quiz = try read(
      "<questiontext format=\"html\"><text>Which?</text></questiontext>"
        + [(UInt8(1), 100), (2, 0), (1, 0), (3, 0)].map {
          "<answer fraction=\"\($1)\" format=\"html\">\(text("image%20%281%29.png"))\(file("image (1).png", $0))</answer>"
        }.joined()
        + "<answer fraction=\"0\" format=\"html\">\(text("image%20%281%29-2.png"))\(file("image (1)-2.png", 2))</answer>"
    )
    #expect(quiz.diagnostics.map(\.description) == [])
    let question = try #require(quiz.questions.first?.question)
    #expect(question.files.map(\.name) == ["image (1).png", "image (1)-2.png", "image (1)-3.png"])
    #expect(question.files.map(\.data) == [1, 2, 3].map(picture))
    let names = ["image%20%281%29.png", "image%20%281%29-2.png", "image%20%281%29.png", "image%20%281%29-3.png"]
    #expect(
      question.answers.map(\.text.text)
        == (names + ["image%20%281%29-2.png"]).map { "<img src=\"@@PLUGINFILE@@/\($0)\">" })
    #expect(
      question.replacingFiles { "\($0.data.last ?? 0)" }.answers.map(\.text.text)
        == [1, 2, 1, 3, 2].map { "<img src=\"\($0)\">" })
    let again = try readQuiz(SourceText(write(quiz.questions, as: MoodleXML()).text, named: "a")).questions.first
    #expect(again?.question.files == question.files)
    #expect(again?.question.answers == question.answers)
  }

  @Test(arguments: ["Bild%20%281%29.png", "Bild (1).png", "Bild%20(1).png"])
  func areFoundHoweverTheirNamesAreWritten(_ written: String) throws {
    let quiz = try read(
      "<questiontext format=\"html\">\(text(written))\(file("Bild (1).png", 1))</questiontext>"
        + "<answer fraction=\"100\" format=\"html\"><text>a</text><feedback format=\"html\">\(text("k%C3%A4se%20%282%29.png"))\(file("käse (2).png", 2))</feedback></answer>"
        + "<answer fraction=\"0\" format=\"html\"><text>b</text></answer>")
    #expect(quiz.diagnostics.map(\.description) == [])
    let question = try #require(quiz.questions.first?.question)
    #expect(question.replacingFiles { _ in "x.png" }.stem.text == "<img src=\"x.png\">")
    let root = try readXML(SourceText(write(quiz.questions, as: MoodleXML()).text, named: "a")).root
    let element = try #require(root.children.last)
    #expect(element["questiontext"]?.all("file").map { $0.attribute("name") } == ["Bild (1).png"])
    #expect(element["answer"]?["feedback"]?["file"]?.attribute("name") == "käse (2).png")
  }

  @Test func mayStandInFolders() throws {
    func file(_ path: String, _ last: UInt8) -> String {
      "<file name=\"x y.png\" path=\"\(path)\" encoding=\"base64\">\(picture(last).base64EncodedString())</file>"
    }
    let quiz = try read(
      "<questiontext format=\"html\">\(text("sub/a%20b/x%20y.png"))\(file("/sub/a b/", 1))</questiontext>"
        + "<answer fraction=\"100\" format=\"html\">\(text("x%20y.png"))\(file("/", 2))</answer>"
        + "<answer fraction=\"0\" format=\"html\">\(text("sub/x%20y.png"))\(file("/sub/", 3))</answer>")
    #expect(quiz.diagnostics.map(\.description) == [])
    let question = try #require(quiz.questions.first?.question).replacingFiles { "\($0.data.last ?? 0)" }
    let texts = [question.stem] + question.answers.map(\.text)
    #expect(texts.map(\.text) == ["<img src=\"1\">", "<img src=\"2\">", "<img src=\"3\">"])
  }

  @Test func stoodBesideTheQuestionUntilMoodle19() throws {
    let answers = "<answer fraction=\"100\"><text>a</text></answer><answer fraction=\"0\"><text>b</text></answer>"
    let stem = "<questiontext format=\"moodle_auto_format\"><text>Which\nunit?</text></questiontext>"
    let quiz = try read(
      "\(stem)<image>pics/x.png</image><image_base64>\(picture(1).base64EncodedString())</image_base64>\(answers)")
    #expect(quiz.diagnostics.map(\.description) == [])
    let question = try #require(quiz.questions.first?.question)
    #expect(question.stem == RichText("Which<br>unit?<br><img src=\"@@PLUGINFILE@@/x.png\">", .html))
    #expect(question.files.map(\.name) == ["x.png"])
    #expect(try read("\(stem)<image></image><image_base64></image_base64>\(answers)").diagnostics == [])
    #expect(
      try read("\(stem)<image>pics/x.png</image>\(answers)").diagnostics.map(\.description) == [
        "a:1:7: warning: the picture 'pics/x.png' is left out: it is not in the file"
      ])
  }

  @Test func trueAndFalseOfAnotherLanguageGoByTheirOrder() throws {
    let xml = """
      <quiz><question type="truefalse"><questiontext><text>t</text></questiontext>
      <answer fraction="0"><text>Wahr</text></answer><answer fraction="100"><text>Falsch</text></answer></question></quiz>
      """
    let quiz = try readQuiz(SourceText(xml, named: "a"))
    #expect(quiz.questions.map { outline($0.question) } == ["true-false | moodle t | 0 true | 100 false"])
    #expect(
      quiz.diagnostics.map(\.description) == [
        "a:1:7: warning: 'Wahr' is taken for true and 'Falsch' for false, by their order, as in Moodle"
      ])
  }
}
