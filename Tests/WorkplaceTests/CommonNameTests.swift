import Testing

@testable import Workplace

@Suite struct CommonNameTests {
  @Test(arguments: [
    (["lecture-1.mp4", "lecture-2.mkv"], "lecture"), (["lecture.mp4", "lecture (2).mp4"], "lecture"),
    (["Week 3 part 1.mp4", "Week 3 Part 2.mp4"], "Week 3"), (["zoom_0.mp4", "zoom_1.mp4"], "zoom"),
    (
      ["GMT20260102-101500_Recording_1920x1080.mp4", "GMT20260102-101500_Recording_2_1920x1080.mp4"],
      "GMT20260102-101500_Recording"
    ),
    (["a.mp4", "b.mp4"], nil), (["1.mp4", "2.mp4"], nil), (["day-2025.mp4", "day-2026.mp4"], nil),
    (["one-1.mp4"], nil),
  ])
  func isWhatPartsShareWithoutTheirNumbers(parts: [String], name: String?) {
    #expect(RecordingFile.commonName(of: parts, beside: parts) == name)
  }

  @Test func isNotTheNameOfAnotherRecording() {
    let parts = ["lecture-1.mp4", "lecture-2.mp4"]
    #expect(RecordingFile.commonName(of: parts, beside: parts + ["lecture.mov"]) == nil)
    #expect(RecordingFile.commonName(of: parts, beside: parts + ["lecture.quiz.gift"]) == "lecture")
  }
}
