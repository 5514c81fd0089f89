import Documents
import Foundation
import Testing

@Suite struct OrderedJSONTests {
  private struct Sample: Codable, Equatable {
    var zebra = "a/b"
    var apple = [1, -2]
    var middle: Inner? = Inner()
    var missing: String?
    var empty: [String] = []
    struct Inner: Codable, Equatable {
      var ratio = 361.24
      var whole = 12.0
      var isTrue = true
    }
  }

  private func text(_ value: some Encodable, pretty: Bool = false, forHTML: Bool = false) throws -> String {
    String(decoding: try encodeOrderedJSON(value, pretty: pretty, forHTML: forHTML), as: UTF8.self)
  }

  @Test func keepsTheOrderOfProperties() throws {
    #expect(
      try text(Sample())
        == #"{"zebra":"a/b","apple":[1,-2],"middle":{"ratio":361.24,"whole":12,"isTrue":true},"empty":[]}"#)
  }

  @Test func breaksLinesForPeople() throws {
    #expect(try text(["a": [1, 2]], pretty: true) == "{\n  \"a\": [\n    1,\n    2\n  ]\n}\n")
    #expect(try text([String](), pretty: true) == "[]\n")
  }

  @Test(arguments: [
    (0.1, "0.1"), (1e22, "1e+22"), (-0.0, "-0"), (32399.999999, "32399.999999"), (2.5e-308, "2.5e-308"), (100, "100"),
  ])
  func writesTheShortestNumberThatReadsBack(number: Double, expected: String) throws {
    #expect(try text(number) == expected)
    #expect(try JSONDecoder().decode(Double.self, from: encodeOrderedJSON(number, pretty: false)) == number)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func refusesWhatIsNoNumber(number: Double) {
    #expect(throws: EncodingError.self) { try encodeOrderedJSON([number], pretty: false) }
  }

  @Test func keepsLettersAndEscapesControls() throws {
    #expect(try text("é 日 😀 \" \\ \n\u{1b}\u{2028}/<") == #""é 日 😀 \" \\ \n\u001b\u2028/<""#)
  }

  @Test(arguments: ["</script><!--<script>", "a && b", "😀\u{202e}\u{0}\r\n", "\u{2029}e\u{301}"])
  func standsInAScriptElementAndReadsBack(hostile: String) throws {
    let data = try encodeOrderedJSON([hostile: hostile], pretty: false, forHTML: true)
    #expect(!data.contains { "<>&".utf8.contains($0) })
    #expect(try JSONDecoder().decode([String: String].self, from: data) == [hostile: hostile])
  }

  @Test func readsBackAsItWas() throws {
    let data = try encodeOrderedJSON(Sample(), pretty: true)
    #expect(try JSONDecoder().decode(Sample.self, from: data) == Sample())
  }

  @Test func writesNestedContainersAndSuperEncoders() throws {
    struct Odd: Encodable {
      enum Key: CodingKey { case list, inner }
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        var list = container.nestedUnkeyedContainer(forKey: .list)
        try list.encode("x")
        try list.encodeNil()
        var deep = list.nestedContainer(keyedBy: Key.self)
        try deep.encode(UInt64.max, forKey: .inner)
        try 7.encode(to: container.superEncoder(forKey: .inner))
      }
    }
    #expect(try text(Odd()) == #"{"list":["x",null,{"inner":18446744073709551615}],"inner":7}"#)
  }
}
