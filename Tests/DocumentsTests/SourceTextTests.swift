import Documents
import Foundation
import TestSupport
import Testing

@Suite struct SourceTextTests {
  private func lines(_ text: String) throws -> [String] { try SourceText(text, named: "a").lines }

  @Test func everyKindOfLineEndCountsOnce() throws {
    #expect(try lines("a\nb\rc\r\nd") == ["a", "b", "c", "d"])
    #expect(try lines("a\n\nb") == ["a", "", "b"])
    #expect(try lines("a\r\rb\r\n\r\n") == ["a", "", "b", ""])
    #expect(try lines("a\n") == ["a"])
    #expect(try lines("\n") == [""])
    #expect(try lines("") == [])
    #expect(try lines("a\u{2028}b\u{85}c\u{b}") == ["a\u{2028}b\u{85}c\u{b}"])
  }

  @Test(arguments: [
    (Data([0xef, 0xbb, 0xbf]) + Data("é€😀".utf8), "é€😀", 0),
    (Data([0xff, 0xfe, 0xe9, 0x00, 0xac, 0x20, 0x3d, 0xd8, 0x00, 0xde]), "é€😀", 0),
    (Data([0xfe, 0xff, 0x00, 0xe9, 0x20, 0xac, 0xd8, 0x3d, 0xde, 0x00]), "é€😀", 0),
    (Data([0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8, 0x42, 0x00, 0x43]), "A\u{fffd}B", 0),
    (Data([0xe9, 0x80, 0x93, 0x81]), "é€“\u{81}", 1),
    (Data([0x61, 0xc3]), "aÃ", 1),
  ])
  func readsTheEncodingsThatFilesComeIn(_ data: Data, _ text: String, _ warnings: Int) throws {
    let source = try SourceText(data, named: "a")
    #expect(source.lines == [text])
    #expect(source.diagnostics.count == warnings)
    #expect(source.diagnostics.allSatisfy { $0.severity == .warning })
  }

  /// Foundation's decoder is another's work.
  @Test func readsAllOfWindows1252() throws {
    let bytes = Data((0x80...0xff).filter { ![0x81, 0x8d, 0x8f, 0x90, 0x9d].contains($0) })
    let line = try #require(SourceText(bytes, named: "a").lines.first)
    #expect(String(data: bytes, encoding: .windowsCP1252) == line)
  }

  @Test func aNULIsRefusedWithItsLine() {
    for end in ["\n", "\r", "\r\n"] {
      #expect {
        try SourceText("a\(end)b\(end)c\0d", named: "x.txt")
      } throws: {
        "\($0)" == "x.txt:3:1: error: has a NUL character; it is not a text file"
      }
    }
  }

  @Test func whatIsNoTextFileIsRefusedInOneSentence() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "chop-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let large = folder.appending(path: "large")
    try Data().write(to: large)
    let handle = try FileHandle(forWritingTo: large)
    try handle.truncate(atOffset: UInt64(SourceText.sizeLimit) + 1)
    try handle.close()
    func refusal(_ url: URL) -> String {
      do throws(DocumentError) {
        _ = try SourceText(contentsOf: url, named: "a\u{1b}.txt")
        return ""
      } catch {
        return error.description
      }
    }
    #expect(refusal(folder.appending(path: "none")) == "a\\u{1b}.txt: error: there is no such file")
    #expect(refusal(folder) == "a\\u{1b}.txt: error: is not a plain file")
    #expect(refusal(large) == "a\\u{1b}.txt: error: is larger than 32 MB, too large for a text file")
    #expect(refusal(URL(filePath: "/dev/zero")) == "a\\u{1b}.txt: error: is not a plain file")
    let good = folder.appending(path: "10:30 – good.txt")
    try Data("a\nb".utf8).write(to: good)
    #expect(try SourceText(contentsOf: good, named: "good").lines == ["a", "b"])
  }

  @Test func randomBytesNeverTrap() throws {
    for _ in 0..<2000 {
      var bytes = (0..<Int.random(in: 0..<40)).map { _ in UInt8.random(in: 0...255) }
      bytes.insert(contentsOf: [[], [0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf]].randomElement() ?? [], at: 0)
      _ = try? SourceText(Data(bytes), named: "a")
    }
  }

  @Test func megabytesAreReadInSeconds() throws {
    let text = String(repeating: "a line of words\r\n", count: 500_000)
    var count = 0
    #expect(try processorTime { count = try lines(text).count } < .seconds(20))
    #expect(count == 500_000)
  }
}

@Suite struct DiagnosticTests {
  @Test func isOneLineThatIsSafeOnATerminal() {
    let diagnostic = Diagnostic(
      .warning, in: "a\n\u{1b}[31m.txt", at: TextPosition(line: 3, column: 7), "has '\u{7}' in it", hint: "take it\nout"
    )
    #expect(
      diagnostic.description == "a\\u{a}\\u{1b}[31m.txt:3:7: warning: has '\\u{7}' in it; take it\\u{a}out")
    #expect(Diagnostic(.error, in: "a", "is empty").description == "a: error: is empty")
    #expect(Diagnostic(.error, in: "a", String(repeating: "x", count: 9000)).description.count < 700)
  }

  @Test func positionsAreInReadingOrder() {
    let positions = [(2, 1), (1, 9), (1, 2)].map { TextPosition(line: $0.0, column: $0.1) }
    #expect(positions.sorted().map(\.column) == [2, 9, 1])
  }

  @Test func aListKeepsReadingOrderAndCountsWhatItLeavesOut() throws {
    var list = try DiagnosticList(SourceText(Data([0x61, 0xe9]), named: "a"))
    list.warning(at: TextPosition(line: 2, column: 1), "second")
    list.warning(at: TextPosition(line: 1, column: 1), "first")
    #expect(list.all.map(\.sentence) == ["is not UTF-8 and was read as Windows-1252", "first", "second"])
    #expect(!list.hasErrors)
    for _ in 0..<1000 { list.warning("more") }
    list.error("an error")
    #expect(list.all.count == DiagnosticList.limit + 1)
    #expect(list.all.last?.description == "a: error: 904 more places in it are wrong or doubtful")
    #expect(list.hasErrors)
  }
}
