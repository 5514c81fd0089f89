import Foundation
import Lesson
import Testing
import Timeline

@Suite struct SecondsTests {
  @Test(arguments: [("361.24", "361.24"), ("2890", "2890"), ("0.1", "0.1"), ("32399.999999", "32399.999999")])
  func areWrittenAsPeopleWriteThem(clock: String, json: String) throws {
    let instant = try #require(Instant(clock: clock))
    #expect(String(decoding: try JSONEncoder().encode([Seconds(instant)]), as: UTF8.self) == "[\(json)]")
    #expect(try JSONDecoder().decode([Seconds].self, from: Data("[\(json)]".utf8)) == [Seconds(instant)])
  }

  @Test func refuseNumbersThatAreNoTimes() {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Seconds].self, from: Data("[1e300]".utf8)) }
  }
}
