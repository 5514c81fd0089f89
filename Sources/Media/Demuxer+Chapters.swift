internal import CFFmpeg
internal import Lesson
internal import Timeline

extension Demuxer {
  /// All streams but QuickTime's chapter track: a text track, which libavformat has made chapters of.
  var streamsBesideChapters: [StreamInfo] {
    guard container == "mov", context.pointee.nb_chapters > 0 else { return streams }
    return streams.filter { stream in
      let text: UInt32 = 0x7478_6574
      return stream.kind != .data || native(stream.index)?.pointee.codecpar.pointee.codec_tag != text
    }
  }

  /// The chapters that the container holds (`AVChapter`: MP4's `chpl` and chapter tracks, Matroska's `Chapters`, ID3v2's `CHAP`), by their start.
  ///
  /// Times that can't be are passed over; ten thousand chapters at most, titles of a thousand characters.
  func chapterMarks(from origin: Instant) -> [ChapterMark] {
    let count = min(Int(context.pointee.nb_chapters), 10_000)
    let marks = (0..<count).compactMap { index -> ChapterMark? in
      guard let chapter = context.pointee.chapters?[index]?.pointee, let start = timestamp(chapter.start),
        let base = TimeBase(chapter.time_base.num, chapter.time_base.den),
        let instant = try? Instant(ticks: start, in: base), let span = try? instant - origin,
        let fromOrigin = try? Instant.zero + span
      else { return nil }
      return ChapterMark(start: fromOrigin, title: String((tag("title", in: chapter.metadata) ?? "").prefix(1000)))
    }
    return marks.enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }.map(\.element)
  }
}
