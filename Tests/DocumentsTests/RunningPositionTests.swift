import Testing

@testable import Documents

@Suite struct RunningPositionTests {
  @Test func linesAndColumnsAreCountedInCharacters() {
    let bytes = Array("a\u{e9}b\n\n\u{1f469}\u{200d}\u{1f3eb}x".utf8)
    var positions = RunningPosition()
    let places = [0, 1, 3, 4, 5, 6, bytes.count - 1, bytes.count]
    let found = places.map { positions.position(of: $0, in: bytes) }
    #expect(found.map(\.line) == [1, 1, 1, 1, 2, 3, 3, 3])
    #expect(found.map(\.column) == [1, 2, 3, 4, 1, 1, 2, 3])
    #expect(positions.position(of: 3, in: bytes) == TextPosition(line: 1, column: 3))
  }

  /// Each place is counted from the one before.
  @Test func filesOfOneLineAreReadInOrder() throws {
    let count = 50_000
    let xml = try readXML(SourceText("<a>" + String(repeating: "<b/>", count: count) + "</a>", named: "a.xml")).root
    #expect(xml.children.last?.position == TextPosition(line: 1, column: 4 * count))
    let json = try readJSON(SourceText("[" + String(repeating: "1,", count: count) + "2]", named: "a.json"))
    #expect(json.elements?.last?.position == TextPosition(line: 1, column: 2 * count + 2))
  }
}
