import Formulas
import Lesson
import Testing

/// With Debian's katex, which `Tests/needs.bash` names.
@Suite struct RenderFormulasTests {
  private func rendered(_ texts: [String]) async throws -> RenderedFormulas {
    var sources = FormulaSources()
    for text in texts { sources.add(text) }
    return try await renderFormulas(sources)
  }

  private func names(_ element: MathElement) -> Set<String> {
    element.children.reduce(into: [element.name]) { $0.formUnion(names($1)) }
  }
  private func text(_ element: MathElement) -> String { element.text + element.children.map(text).joined() }

  @Test func givesMathMLForAllAtOnce() async throws {
    let result = try await rendered([
      "\\(\\frac{1}{2} m v^2\\) and \\[\\sum_{i=1}^n \\sqrt{x_i}\\]", "\\(\\mathbb{R}^n\\)",
    ])
    #expect(result.warnings == [])
    #expect(result.version?.isEmpty == false)
    try #require(
      result.formulas.map(\.source.tex) == ["\\frac{1}{2} m v^2", "\\mathbb{R}^n", "\\sum_{i=1}^n \\sqrt{x_i}"])
    #expect(names(result.formulas[0].math).isSuperset(of: ["math", "mfrac", "msup"]))
    // MathML Core has no other way to say it.
    #expect(text(result.formulas[1].math) == "ℝn")
    #expect(result.formulas[2].math.attributes == [.init(name: "display", value: "block")])
    #expect(names(result.formulas[2].math).isSuperset(of: ["munderover", "msqrt"]))
    #expect(try await rendered(["\\(\\mathbb{R}^n\\)"]).formulas == [result.formulas[1]])
  }

  @Test func leavesWhatKatexRefusesWithOneWarning() async throws {
    let hostile = [
      "\\(\\href{javascript:alert(1)}{x}\\)", "\\(\\includegraphics{http://example.org/x.png}\\)", "\\(\\frac{1\\)",
      "\\(\\def\\a{\\a\\a}\\a\\)", "\\(\\htmlStyle{color:red}{x}\\)", "\\(\\nosuchthing\\)",
    ]
    let result = try await rendered(hostile + ["\\(x\\)"])
    #expect(result.formulas.map(\.source.tex) == ["x"])
    #expect(result.warnings.count == 1)
    #expect(result.warnings.first?.contains("formulas stay as written") == true)
  }

  @Test func alignsColumnsWithoutCellsOfStyleSheets() async throws {
    let math = try #require(try await rendered(["\\[\\begin{align}a&=b\\\\c&=d\\end{align}\\]"]).formulas.first?.math)
    let table = try #require(math.children.first)
    #expect(table.attributes.contains(.init(name: "columnalign", value: "right left")))
    #expect(table.children.map(\.children.count) == [2, 2])
  }

  @Test func isEndedWhenItTakesTooLong() async throws {
    var sources = FormulaSources()
    sources.add("\\(x\\)")
    let result = try await renderFormulas(sources, timeLimit: .milliseconds(1))
    #expect(result.formulas == [])
    #expect(result.warnings.first?.hasPrefix("the formula 'x' stays as written:") == true)
  }
}
