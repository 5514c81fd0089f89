import Digests
import Exports
import Foundation
import Lesson
import Testing

@Suite struct QuestionPicturesTests {
  private let png = Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
  private let svg = Data("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".utf8)

  private func exported(_ stem: String, _ files: [QuestionFile?]) throws -> (html: String, pictures: [ExportedFile]) {
    var contents = SampleLessons.energy
    contents.quizzes[0] = Quiz(questions: [
      Question(id: "p", kind: .essay, stem: RichText(stem, .html), files: files.compactMap(\.self))
    ])
    let files = try PlayerPage().export(contents).files.filter { $0.data != nil }
    return (String(decoding: files[0].data ?? Data(), as: UTF8.self), Array(files.dropFirst()))
  }

  @Test func areFilesCalledByTheirContent() throws {
    let (html, pictures) = try exported(
      "<img src=\"@@PLUGINFILE@@/a%20b.jpg\" alt=\"x\"> <img src=\"@@PLUGINFILE@@/same.png\">",
      [QuestionFile(name: "a b.jpg", data: png), QuestionFile(name: "same.png", data: png)])
    let path = "pictures/\(sha256(of: png).prefix(16)).png"
    #expect(pictures.map(\.path) == [path])
    #expect(pictures.map(\.type) == ["image/png"])
    #expect(pictures.first?.data == png)
    #expect(html.components(separatedBy: path).count == 3)
    #expect(!html.contains("@@PLUGINFILE@@/"))
  }

  @Test(arguments: ["Bild%20%281%29.png", "Bild%20(1).png", "Bild (1).png"])
  func areFoundByANameWithParentheses(_ written: String) throws {
    let (html, pictures) = try exported(
      "<img src=\"@@PLUGINFILE@@/\(written)\" alt=\"red\">", [QuestionFile(name: "Bild (1).png", data: png)])
    #expect(pictures.count == 1)
    #expect(html.contains(pictures.first?.path ?? "?"))
    #expect(!html.contains("@@PLUGINFILE@@/"))
  }

  @Test func areOnlyWhatABrowserShowsWithoutDanger() throws {
    let (html, pictures) = try exported(
      "<img src=\"@@PLUGINFILE@@/x.svg\" alt=\"x\"><img src=\"@@PLUGINFILE@@/y.png\">",
      [QuestionFile(name: "x.svg", data: svg), QuestionFile(name: "y.png", data: svg)])
    #expect(pictures.isEmpty)
    #expect(!html.contains("onload="))
  }
}
