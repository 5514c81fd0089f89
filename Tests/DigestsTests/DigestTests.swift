import Digests
import Foundation
import TestSupport
import Testing

@Suite struct DigestTests {
  @Test func agreesWithPublishedVectors() throws {
    // FIPS 180-4 example, and RFC 9562's name-based UUID of the URL namespace checked against Python's uuid.uuid5.
    #expect(sha256(of: Data("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(lessonID(ofSources: ["abc"]) == "9a1ec133-5b07-5ba7-b093-da0ddb9131e8")
  }

  @Test func readsAFileInPieces() throws {
    let data = Data(repeating: 7, count: 3 << 20 | 5)
    let file = try temporaryFile("digest", data)
    let result = try sha256(ofFileAt: file)
    #expect(result.hash == sha256(of: data))
    #expect(result.bytes == Int64(data.count))
  }
}
