import Documents
import Foundation
import Testing

@Suite struct XMLReaderTests {
  private func read(_ text: String) throws -> (root: XMLElement, diagnostics: [String]) {
    let (root, diagnostics) = try readXML(SourceText(text, named: "a.xml"))
    return (root, diagnostics.map(\.description))
  }

  private func refusal(_ text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch { return "\(error)" }
  }

  @Test func readsElementsAttributesTextAndPlaces() throws {
    let (root, diagnostics) = try read(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- a -- comment -->
      <q:quiz a='1&lt;"2"' b="ü"
        c="">
        <t>1 &amp; 2 &#x3c;&#60;<![CDATA[<b>&amp;</b>]]]]><![CDATA[>]]></t><e/>
        <t>x<e>y</e>z</t>
      </q:quiz>
      """)
    #expect(root.name == "q:quiz")
    #expect(root.attributes.map { "\($0.name)=\($0.value)" } == [#"a=1<"2""#, "b=ü", "c="])
    #expect(root.all("t").map(\.text) == ["1 & 2 <<<b>&amp;</b>]]>", "xz"])
    #expect(root.children.map(\.name) == ["t", "e", "t"])
    #expect(root.all("t")[1]["e"]?.position == TextPosition(line: 6, column: 7))
    #expect(root["e"]?.position == TextPosition(line: 5, column: 70))
    #expect(diagnostics == [])
  }

  @Test func takesWhatIsSloppyWithAWarning() throws {
    let (root, diagnostics) = try read("<a>R&D&nbsp;&eacute; & co</a>")
    #expect(root.text == "R&D\u{a0}é & co")
    #expect(
      diagnostics == [
        "a.xml:1:5: warning: a lone '&' is written &amp; in XML; other programs refuse the file",
        "a.xml:1:7: warning: &nbsp; is HTML and no XML; other programs refuse the file",
        "a.xml:1:13: warning: &eacute; is HTML and no XML; other programs refuse the file",
        "a.xml:1:22: warning: a lone '&' is written &amp; in XML; other programs refuse the file",
      ])
  }

  @Test(arguments: [
    "<!DOCTYPE a>", "<!DOCTYPE a SYSTEM \"a>b.dtd\">",
    "<!-- x -->\n<!DOCTYPE a\n PUBLIC '-//x' 'file:///etc/passwd'>\n",
  ])
  func aDocumentTypeIsPassedOver(_ declaration: String) throws {
    let (root, diagnostics) = try read("<?xml version=\"1.0\"?>\(declaration)<a>x</a>")
    #expect(root.text == "x")
    #expect(diagnostics == [])
    #expect(try read("\(declaration)<a>&b;</a>").root.text == "&b;")
  }

  @Test(arguments: [
    ("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "1:1: error: a document type declaration is not taken"),
    ("<?xml version=\"1.0\"?>\n<!DOCTYPE a SYSTEM \"a.dtd\" [<!ENTITY x \"y\">]><a/>", "2:1: error: a document type"),
    ("<a/><!DOCTYPE a>", "1:5: error: a document type"),
    ("<!DOCTYPE a SYSTEM \"a.dtd><a/>", "1:1: error: a document type"),
    ("<!ELEMENT a ANY><a/>", "1:1: error: a document type"),
    ("<a><b></a>", "1:7: error: </a> closes no element that is open"), ("<a>", "1:1: error: <a> is never closed"),
    ("<a/><b/>", "1:5: error: a second root element"), ("<a/>x", "1:5: error: text outside the root element"),
    ("x<a/>", "1:1: error: text outside"), ("<a b=c/>", "1:6: error: an attribute's value has to be in quotes"),
    ("<a b=\"c/>", "error: a quote is opened and never closed"),
    ("<a b=\"1\" b=\"2\"/>", "the attribute b stands twice"),
    ("<a><!-- x</a>", "1:4: error: a comment is opened and never closed"),
    ("<a><![CDATA[x</a>", "a CDATA section is opened"),
    ("<a>1 < 2</a>", "1:7: error: expected a name"), ("", "holds no XML element"), ("<1/>", "expected a name"),
    (String(repeating: "<a>", count: 200), "it is nested too deeply"),
  ])
  func refusesWhatIsNotXML(_ text: String, _ sentence: String) {
    #expect(refusal(text)?.contains(sentence) == true, "\(refusal(text) ?? "taken")")
  }
}

@Suite struct DelimitedTextTests {
  private func rows(_ text: String) throws -> [[String]] {
    try DelimitedText(SourceText(text, named: "a.csv")).rows.map { $0.map(\.text) }
  }

  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a;b,c;d\n1;2,5;3", [["a", "b,c", "d"], ["1", "2,5", "3"]]),
    ("a\tb\n\n1\t\n", [["a", "b"], ["1", ""]]),
    ("\"a\"\"b\",\"c\nd, e\"\r\nx, y ", [["a\"b", "c\nd, e"], ["x", "y"]]),
    ("a,b\"c\n", [["a", "b\"c"]]), ("a| b\n", [["a", "b"]]), ("", []),
  ])
  func readsWhatSpreadsheetsSave(_ text: String, _ expected: [[String]]) throws {
    #expect(try rows(text) == expected)
  }

  @Test func cellsHaveTheirPlace() throws {
    let cells = try DelimitedText(SourceText("a,b\n\"x\ny\",z\n1,2", named: "a.csv")).rows
    #expect(cells[1][1].position == TextPosition(line: 3, column: 4))
    #expect(cells[2][0].position == TextPosition(line: 4, column: 1))
  }

  @Test func aQuoteWithoutEndIsRefusedWhereItStarts() {
    #expect(throws: DocumentError.self) { try rows("a,b\n1,\"x\n2,3\n") }
  }

  @Test(arguments: ["=1+1", "-x", "+a", "@b", "'c", "a,b", "a\"b", "x\ny", "-3.5", "", "''"])
  func whatIsWrittenReadsBackAndIsNoFormula(_ text: String) throws {
    let written = DelimitedText.written(text)
    let first = written.first { $0 != "\"" }
    #expect(Double(text) != nil || first.map { !"=+-@".contains($0) } ?? true)
    let read = try rows("head,x\n\(written),y\n")
    #expect(DelimitedText.unguarded(read[1][0]) == text)
  }
}
