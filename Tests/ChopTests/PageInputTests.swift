import Foundation
import Lesson
import TestSupport
import Testing

/// Formulas, pictures and the page's address, from what a teacher writes to the page.
@Suite struct PageInputTests {
  @Test func formulasAndPicturesGetIntoThePage() throws {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    try desk.add(
      """
      1. What is \\(E\\) here? ![a dot](dot.png)
         - [x] \\(\\frac{m v^2}{2}\\)
         - [ ] ![gone](gone.png)
      """, as: "a.quiz.md")
    try desk.add(.dot, as: "dot.png")
    let address = "https://example.org/a/"
    let run = try desk.chop("a.mp4", "--base-url", address)
    #expect(run.code == 0, "\(run.error)")
    let warning =
      "a.quiz.md:1:1: warning: 'What is \\(E\\) here? ![a dot](dot.png)': the picture 'gone.png' is not beside"
    #expect(run.error.contains(warning), "\(run.error)")
    let manifest = try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: desk["a.lesson/manifest.json"]))
    #expect(manifest.tools?.map(\.name) == ["katex"])
    #expect(manifest.companions.map(\.role) == ["quiz", "picture"])
    let picture = try #require(manifest.files.first { $0.path.hasPrefix("pictures/") })
    #expect(picture.type == "image/png")
    #expect(try Data(contentsOf: desk["a.lesson/\(picture.path)"]) == .dot)
    let page = try String(contentsOf: desk["a.lesson/index.html"], encoding: .utf8)
    #expect(page.contains("![a dot](\(picture.path))"))
    #expect(page.contains("[\"$E\",[\"math\","))
    #expect(page.contains("<meta property=\"og:url\" content=\"\(address)\">"))
    try desk.checkLesson("a.lesson")

    // What is made again of the lesson alone is the same.
    let export = try desk.chop("export", "a.lesson", "--to", "page", "--base-url", address, "-o", "out")
    #expect(export.code == 0, "\(export.error)")
    #expect(try String(contentsOf: desk["out/index.html"], encoding: .utf8) == page)
    #expect(try Data(contentsOf: desk["out/\(picture.path)"]) == .dot)
  }

  @Test func anAddressThatIsNoneIsAnErrorAtOnce() throws {
    let desk = try Desk()
    try desk.add(.tiny, as: "a.mp4")
    let run = try desk.chop("a.mp4", "--base-url", "example.org")
    #expect(run.code != 0)
    #expect(run.error.contains("base-url") && run.error.contains("https://example.org/lessons/energy/"), "\(run.error)")
    #expect(!FileManager.default.fileExists(atPath: desk["a.lesson"].path))
  }
}
