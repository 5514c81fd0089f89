internal import Foundation
internal import Lesson
internal import Media
internal import Timeline

extension SourceCheck {
  /// The file plays as long as its stretch of the recording, within a frame.
  func checkDuration(
    _ media: Manifest.Media, _ range: TimeRange, claimed played: Int64, _ report: inout VerificationReport
  ) {
    let expected = (try? Seconds(range.length()).microseconds) ?? 0
    if abs(played - expected) > 50_000 {
      report.fault(
        media.path,
        "plays \(Double(played) / 1_000_000) s, its stretch of the recording is \(Double(expected) / 1_000_000) s long")
    }
  }

  /// Sound that goes on behind the chapter's end stops there within a sample, so that none is lost or doubled at the join.
  func checkEnd(
    of lengths: [(kind: StreamInfo.Kind, length: Int64?)], _ media: Manifest.Media, _ range: TimeRange,
    of chapter: Manifest.Chapter, _ source: Source, _ report: inout VerificationReport
  ) {
    let omitted = manifest.omitted.filter { $0.recording == chapter.source.recording }.compactMap(\.range)
    guard let sound = source.info.sound, sound.range.start <= range.start, sound.range.end > range.end,
      !omitted.contains(where: { $0.start == range.end }),
      let found = lengths.first(where: { $0.kind == .audio })?.length, let length = try? range.length()
    else { return }
    let late = found - Seconds(length).microseconds
    // Two samples: both ends are rounded to one.
    guard abs(late) < 1_000_000, abs(late) * Int64(sound.sampleRate) > 2_000_000 else { return }
    report.fault(
      media.path,
      "ends its sound \(abs(late)) µs too \(late > 0 ? "late" : "early"): samples are \(late > 0 ? "doubled" : "lost") at the join"
    )
  }
}
