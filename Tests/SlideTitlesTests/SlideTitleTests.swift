import Testing

@testable import SlideTitles

@Suite struct SlideTitleTests {
  private static let page = "1\t1\t0\t0\t0\t0\t0\t0\t1280\t720\t-1\t"

  /// A table of one-word rows: each `(line, top, height, confidence, text)`.
  private func table(_ words: [(line: Int, top: Int, height: Int, confidence: Int, text: String)]) -> String {
    let rows = words.enumerated().map { number, word in
      "5\t1\t1\t1\t\(word.line)\t\(number + 1)\t100\t\(word.top)\t90\t\(word.height)\t\(word.confidence)\t\(word.text)"
    }
    return
      (["level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext", Self.page]
      + rows)
      .joined(separator: "\n")
  }

  private func title(_ text: String) -> String? {
    let (lines, height) = readLines(text)
    return slideTitle(of: lines, height: height)
  }

  @Test func isTheTopmostOfTheLargestLines() {
    #expect(
      title(
        table([
          (1, 20, 14, 96, "University"), (2, 60, 41, 96, "What"), (2, 60, 41, 96, "is"), (2, 60, 52, 96, "energy?"),
          (3, 190, 25, 96, "a"), (3, 190, 25, 96, "number"), (4, 671, 60, 96, "Footer"),
        ])) == "What is energy?")
  }

  @Test func keepsItsPunctuationAndNothingElse() {
    #expect(
      title(
        table([
          (1, 60, 40, 96, "•"), (1, 60, 40, 96, "Twice"), (1, 60, 46, 96, "speed,"), (1, 60, 40, 96, "four"),
          (1, 60, 40, 96, "times:"), (1, 60, 40, 96, ")"), (1, 40, 100, 20, "oe)"),
        ])) == "Twice speed, four times")
  }

  @Test func goesOnInTheNextLine() {
    #expect(
      title(
        table([
          (1, 193, 107, 96, "Energy"), (2, 306, 76, 96, "and"), (2, 306, 76, 96, "work"), (3, 439, 33, 95, "Physics"),
        ])) == "Energy and work")
  }

  @Test func isNoneWhereNothingIsLikeATitle() {
    #expect(title("") == nil)
    #expect(title(table([(1, 600, 40, 96, "Footer")])) == nil)
    // A list, whose title could not be read.
    let list = ["energy", "work", "kinetic", "potential"].enumerated().map {
      (line: $0 + 1, top: 150 + 56 * $0, height: 24 + $0 * 2, confidence: 96, text: $1)
    }
    #expect(title(table(list)) == nil)
    #expect(title(table([(1, 60, 40, 30, "scribble"), (2, 90, 40, 96, "2+2=4")])) == nil)
    #expect(title(table((0..<30).map { _ in (1, 60, 30, 96, "prose") })) == nil)
  }

  /// What tesseract writes is not believed either.
  @Test func hostileTablesAreNoTrap() {
    let big = "9223372036854775807"
    for row in [
      "5\t1\t1\t1\t1\t1\t0\t\(big)\t0\t\(big)\t99\tTitle", "5\t1\t1\t1\t1\t1\t0\t-5\t0\t40\t99\tTitle", "5\t5",
      "\t\t\t\t\t\t\t\t\t\t\t",
      "1\t1\t0\t0\t0\t0\t0\t0\t1\t\(big)\t-1\t", "5\t1\t1\t1\t1\t1\t0\t60\t0\t40\tnan\tTitle",
    ] {
      #expect(title(row) == nil)
    }
    let marked = title(table([(1, 60, 40, 96, "Ti\u{202e}t\u{1b}[31mle")]))
    #expect(marked == "Tit[31mle")
  }

  @Test(
    arguments: [
      (nil, "eng"), ("und", "eng"), ("en-GB", "eng"), ("de", "deu"), ("fr_CA", "fra"), ("zh", "chi_sim"),
      ("zh-Hant-TW", "chi_tra"), ("nb", "nor"), ("el", "ell"), ("../x", "../x"),
    ] as [(String?, String)])
  func languagesHaveTesseractsNames(tag: String?, name: String) {
    #expect(Tesseract.name(of: tag) == name)
  }
}
