import Testing

@testable import Preview

@Suite struct RequestedBytesTests {
  @Test(arguments: [
    ("bytes=0-0", 0..<1), ("bytes=0-9", 0..<10), ("bytes=2-5", 2..<6), ("bytes=9-", 9..<10), ("bytes=0-", 0..<10),
    ("bytes=5-99", 5..<10), ("bytes=-3", 7..<10), ("bytes=-10", 0..<10), ("bytes=-11", 0..<10),
    ("BYTES= 1-2", 1..<3), ("bytes=1-99999999999999999999999", 1..<10), ("bytes=-99999999999999999999999", 0..<10),
    ("bytes=0-9223372036854775807", 0..<10), ("bytes=0-9223372036854775806", 0..<10),
  ])
  func grantsOneRange(field: String, bytes: Range<Int>) {
    #expect(RequestedBytes([field], of: 10) == .part(bytes))
  }

  @Test(arguments: ["bytes=10-", "bytes=10-11", "bytes=99999999999999999999999-", "bytes=-0"])
  func findsNothingBeyondTheEnd(field: String) {
    #expect(RequestedBytes([field], of: 10) == .beyondTheEnd)
  }

  @Test(arguments: [
    "", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=1-2-3", "bytes=+1-2", "bytes=1", "bytes=--1",
    "bytes=0-1,3-4", "items=0-1", "bytes =0-1", "bytes=１-２",
  ])
  func passesOverWhatIsNoSingleRange(field: String) {
    #expect(RequestedBytes([field], of: 10) == .whole)
  }

  @Test func passesOverSeveralFields() {
    #expect(RequestedBytes(["bytes=0-1", "bytes=2-3"], of: 10) == .whole)
    #expect(RequestedBytes([], of: 10) == .whole)
  }

  @Test func hasNoRangeInAnEmptyFile() {
    #expect(RequestedBytes(["bytes=0-"], of: 0) == .beyondTheEnd)
    #expect(RequestedBytes(["bytes=-5"], of: 0) == .whole)
  }
}
