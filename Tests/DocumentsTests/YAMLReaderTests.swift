import Documents
import TestSupport
import Testing

@Suite struct YAMLReaderTests {
  private func read(_ text: String) throws -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
    try readYAML(SourceText(text, named: "a.yaml"))
  }

  /// The tree in one line, each scalar and key with its place.
  private func outline(_ node: YAMLNode?) -> String {
    switch node?.content {
    case nil: "-"
    case .scalar(let text, _): "\(text)@\(at(node?.position))"
    case .list(let nodes): "[\(nodes.map(outline).joined(separator: ", "))]"
    case .mapping(let entries):
      "{\(entries.map { "\($0.key)@\(at($0.position)): \(outline($0.value))" }.joined(separator: ", "))}"
    }
  }
  private func at(_ position: TextPosition?) -> String { position.map { "\($0.line):\($0.column)" } ?? "?" }

  @Test func everyScalarAndKeyHasItsPlace() throws {
    let text = """
      title: "Energy and work"   # a comment
      at: 12:30
      list: [no, 'yes']
      deep:
        - a: 1
          b: |
            two * lines
            & more
      """
    #expect(
      try outline(read(text).root)
        == "{title@1:1: Energy and work@1:8, at@2:1: 12:30@2:5, list@3:1: [no@3:8, yes@3:12], deep@4:1: [{a@5:5: 1@5:8, b@6:5: two * lines\n& more\n@6:8}]}"
    )
  }

  @Test func columnsAreCharacters() throws {
    #expect(try outline(read("{ \"👩‍👩‍👧é*e\": x, y: z }").root) == "{👩‍👩‍👧é*e@1:3: x@1:11, y@1:14: z@1:17}")
  }

  @Test func lineEndsThatOnlyYAMLKnowsAreText() throws {
    #expect(try outline(read("a: \"x\u{2028}y\u{85}z\"\nb: 1").root) == "{a@1:1: x\u{2028}y\u{85}z@1:4, b@2:1: 1@2:4}")
  }

  @Test(arguments: ["", "# nothing\n", "\n\n"]) func aFileWithoutContentIsNil(_ text: String) throws {
    #expect(try read(text).root == nil)
  }

  @Test func nothingIsNull() throws {
    let root = try read("a:\nb: ~\nc: null\nd: 'null'\ne: ''").root
    #expect(["a", "b", "c", "d", "e"].map { root?[$0]?.isNull } == [true, true, true, false, false])
    #expect(root?["d"]?.text == "null")
    #expect(root?["a"]?.text == nil)
  }

  @Test func allKeysThatStandTwiceAreFound() throws {
    let text = """
      b: { x: 1, y: 2, "x": 3, x: 4 }
      a: 1
      c:
        d: |
          a: b
        d: 5
      "a": 2
      a: 3
      """
    let (root, diagnostics) = try read(text)
    #expect(
      diagnostics.map(\.description) == [
        "a.yaml:1:18: error: 'x' stands here a second time; the first is in line 1",
        "a.yaml:1:26: error: 'x' stands here a second time; the first is in line 1",
        "a.yaml:6:3: error: 'd' stands here a second time; the first is in line 4",
        "a.yaml:7:1: error: 'a' stands here a second time; the first is in line 2",
        "a.yaml:8:1: error: 'a' stands here a second time; the first is in line 2",
      ])
    #expect(outline(root) == "{b@1:1: {x@1:6: 1@1:9, y@1:12: 2@1:15}, a@2:1: 1@2:4, c@3:1: {d@4:3: a: b\n@4:6}}")
  }

  @Test func anAliasIsNeverFollowed() throws {
    var bomb = "a0: &a0 [x, x]\n"
    for level in 1...40 { bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n" }
    bomb += "? *a40\n: 1\n? [*a40]\n: 2\n"
    let diagnostics = try read(bomb).diagnostics
    #expect(diagnostics.count == 41 + 120 + 3)
    #expect(
      diagnostics[0].description
        == "a.yaml:1:5: error: an anchor, '&a0', is not taken here; a text that starts with '&' has to be in quotes")
    #expect(
      diagnostics[2].description
        == "a.yaml:2:10: error: an alias, '*a0', is not taken here; a text that starts with '*' has to be in quotes")
  }

  @Test(arguments: [
    ("a: 1\n\tb: 2", "a.yaml:2:1: error: a tab indents this line; YAML takes only spaces"),
    ("a:\n\tb: 2", "a.yaml:2:1: error: a tab indents this line; YAML takes only spaces"),
    ("a: @b", "a.yaml:1:4: error: a text can't start with '@'; put it in quotes"),
    (
      "a: b: c",
      "a.yaml:1:5: error: a ':' can't stand here; a text with ': ' in it has to be in quotes, or the line is not indented rightly"
    ),
    ("a: \"b\nc: 1", "a.yaml:1:4: error: a quote is opened and never closed"),
    ("a: 1\nb\nc: 1", "a.yaml:2:1: error: a name needs a ':' after it"),
    ("  a: 1\n b: 2", "a.yaml:2:2: error: this line does not fit the lines above; are they indented alike?"),
    ("a: { b: 1", "a.yaml:1:10: error: a ',' or '}' is missing"),
    ("a: [b", "a.yaml:1:6: error: a ',' or ']' is missing"),
    ("a: \"\\d\"", "a.yaml:1:5: error: '\\' means something else in double quotes; single quotes take it as it is"),
    ("a: 1\n---\nb: 2", "a.yaml:2:1: error: a second document starts here; take the line '---' out"),
    ("a: \u{1b}[2J", "a.yaml:1:4: error: a control character, U+1B, can't stand in YAML"),
    ("a: !x!y z", "a.yaml:1:4: error: is not YAML: found undefined tag handle"),
  ])
  func saysWhatIsNotYAML(_ text: String, _ sentence: String) throws {
    let error = #expect(throws: DocumentError.self) { try read(text) }
    #expect(error?.description == sentence)
  }

  @Test func aKeyHasToBeAText() throws {
    #expect(
      try read("[a]: 1\n{b: c}: 2\nd: 3").diagnostics.map(\.description) == [
        "a.yaml:1:1: error: a list can't be a key", "a.yaml:2:1: error: a mapping can't be a key",
      ])
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "a:"]) func nestingIsBounded(_ opener: String) {
    let text =
      opener == "a:"
      ? (0..<1000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
      : String(repeating: opener, count: 1_000_000 / opener.utf8.count)
    let error = #expect(throws: DocumentError.self) { try read(text) }
    #expect(error?.description.hasSuffix("it is nested too deeply") == true)
  }

  @Test func sizeIsBounded() {
    let error = #expect(throws: DocumentError.self) { try read(String(repeating: "a", count: (1 << 20) + 1)) }
    #expect(error?.description == "a.yaml: error: is larger than 1 MB, too large for a YAML file")
  }

  @Test func manyKeysThatStandTwiceAreAnError() {
    #expect(throws: DocumentError.self) { try read((0..<300).map { "a\($0 / 2): 1\n" }.joined()) }
  }

  @Test func aLargeFileTakesNoTime() throws {
    let text = (0..<60_000).map { "k\($0): *x\n" }.joined()
    var count = 0
    #expect(try processorTime { count = try read(text).diagnostics.count } < .seconds(10))
    #expect(count == 60_000)
  }
}
