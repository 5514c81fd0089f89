internal import Lesson
internal import Media
internal import Timeline

/// A picture of a recording, and how its stretch of a chapter is made.
struct PictureCut {
  let video: VideoInfo
  let method: Cut.Method
  let head: Cut.Head?
  /// What the chapter plays.
  let range: TimeRange
}

extension ChapterCut {
  /// How each of the recording's pictures is cut.
  func pictures(of info: MediaInfo) -> [PictureCut] {
    let parts = [Cut.Further(method: cut.method, head: cut.head)] + cut.more
    return zip(info.pictures, parts).map {
      PictureCut(video: $0, method: $1.method, head: $1.head, range: cut.range)
    }
  }
}

/// A picture's track in a chapter: what is encoded of it, then what is copied.
struct ChapterPicture {
  let cut: PictureCut
  var copied: PictureTrack?
  var head: HeadTrack?
  /// The file's track; known when it is added.
  private(set) var target = 0

  /// nil where the chapter has nothing of the picture.
  init?(_ cut: PictureCut, _ source: inout OpenRecording) throws {
    let copied = try PictureTrack(cut, &source)
    let head = try HeadTrack(cut, &source, before: copied)
    guard copied != nil || head != nil else { return nil }
    (self.cut, self.copied, self.head) = (cut, copied, head)
  }

  mutating func add(to muxer: inout Muxer, of demuxer: borrowing Demuxer) throws {
    target =
      try head?.encoder.addStream(to: &muxer, of: demuxer) ?? muxer.addStream(like: cut.video.stream, of: demuxer)
  }

  /// The first frame that is needed of the recording, on the file's own clock.
  func first() throws -> Instant? {
    try head?.firstShown() ?? copied.map { try Instant(ticks: $0.stretch.keyframe, in: $0.base) }
  }

  /// How long it plays, from the chapter's start.
  func length() throws -> TimeSpan { try min(cut.range.end, cut.video.range.end) - cut.range.start }
}
