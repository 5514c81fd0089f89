import Testing

@testable import Batch

@Suite struct ZoomNameTests {
  @Test func ofSeveralViewsTheScreenWithTheSpeakerIsTaken() {
    let meetings = Meetings(of: [
      "GMT20260102-101500_Recording.m4a", "GMT20260102-101500_Recording_1920x1080.mp4",
      "GMT20260102-101500_Recording_avo_640x360.mp4", "GMT20260102-101500_Recording_gallery_1920x1080.mp4",
      "GMT20260102-101500_Recording_gvo_1280x720.mp4", "lecture.mp4",
    ])
    #expect(meetings.groups.map(\.recordings) == [["GMT20260102-101500_Recording_1920x1080.mp4"], ["lecture.mp4"]])
    #expect(meetings.groups.map(\.name) == [nil, nil])
    #expect(meetings.otherViews.count == 4)
    #expect(meetings.otherViews.allSatisfy { $0.taken == "GMT20260102-101500_Recording_1920x1080.mp4" })
  }
}
