internal import Foundation
internal import Lesson
internal import Timeline
internal import Wording

extension Survey {
  /// What the owner of the recording should know, most serious first.
  func findings(_ info: MediaInfo, _ demuxer: borrowing Demuxer, acceptTruncated: Bool) -> [Finding] {
    let all =
      endFindings(info, demuxer, acceptTruncated: acceptTruncated) + kindFindings(info) + timeFindings(info)
      + tagFindings(demuxer.metadataNames)
    return Finding.Severity.allCases.flatMap { severity in all.filter { $0.severity == severity } }
  }

  /// A file that ends before it should.
  private func endFindings(_ info: MediaInfo, _ demuxer: borrowing Demuxer, acceptTruncated: Bool) -> [Finding] {
    let end = Instant.zero.after(info.duration).shortClock
    if demuxer.isTruncated {
      let sentence =
        "is only part of a recording: its index points beyond the end of the file, what is there ends at \(end)"
      return [
        acceptTruncated
          ? Finding(.warning, "truncated", sentence)
          : Finding(
            .error, "truncated", sentence,
            remedy: "copy it again, or use --accept-truncated to make a lesson of what is there")
      ]
    }
    let claimedEnd = claimedLength(info, demuxer).flatMap { try? Instant(ticks: $0, in: .microseconds) }
    if demuxer.endedEarly || claimedEnd.map({ $0.approximateSeconds - info.duration.approximateSeconds > 1 }) == true {
      let later = claimedEnd.flatMap { $0.approximateSeconds > info.duration.approximateSeconds ? $0 : nil }
      let should = later.map { ", though it should last \($0.shortClock)" } ?? ""
      return [
        Finding(
          .warning, "ends-early", "ends early, at \(end)\(should)", remedy: "the lesson is made of what is there")
      ]
    }
    if info.container == "matroska", !demuxer.claimsDuration || demuxer.claimedDuration == nil {
      return [
        Finding(
          .warning, "not-closed",
          "was not closed by the program that recorded it, as after a crash: what is there ends at \(end)",
          remedy: "the lesson is made of what is there")
      ]
    }
    return []
  }

  /// How long picture and sound should last by what the container says, in microseconds from their start; nil where it doesn't say.
  private func claimedLength(_ info: MediaInfo, _ demuxer: borrowing Demuxer) -> Int64? {
    guard demuxer.claimsDuration, var end = demuxer.claimedDuration else { return nil }
    // These two count from 0, whenever the first frame or sample comes.
    guard ["mov", "matroska"].contains(info.container) else { return end }
    if demuxer.streams.contains(where: { $0.kind == .subtitle }) {
      // What the container says as a whole reaches to the end of the last subtitle.
      if let told = demuxer.claimedEnd(of: main.pictures + main.sounds) {
        end = min(end, told)
      } else if let subtitleEnd, subtitleEnd > end - 1_000_000 {
        return nil
      }
    }
    let start = (try? info.origin.ticks(in: .microseconds, rounding: .down)) ?? 0
    return end - min(max(0, start), end)
  }

  /// What kind of recording it is.
  private func kindFindings(_ info: MediaInfo) -> [Finding] {
    var result: [Finding] = []
    if let reason = main.notYet(in: info.container) {
      result.append(
        Finding(
          .error, "not-yet", reason,
          remedy: "chop handles \(SupportedFormats.summary)"))
    }
    if pictures.contains(where: \.changesConfiguration) || sounds.contains(where: \.changesConfiguration)
      || changedConfigurations > 0 || parameters.contains(where: \.hasChanged)
    {
      result.append(
        Finding(.error, "not-yet", "its codec's configuration changes in mid-file, which is not handled yet"))
    }
    if main.picture != nil, info.video == nil {
      result.append(Finding(.error, "no-frames", "its picture track has no frame with a time"))
    }
    switch (info.video, info.sound) {
    case (_, nil):
      result.append(
        Finding(
          .warning, "no-sound", "has no sound: there are no pauses to cut in",
          remedy: "chapters are cut by length, at keyframes, unless a chapter list says where"))
    case (nil, _): result.append(Finding(.note, "sound-only", "has no picture: its chapters are sound only"))
    default: break
    }
    if info.chapters.contains(where: { $0.start > .zero }) {
      result.append(
        Finding(
          .note, "chapters", "carries \(counted(info.chapters.count, "chapter"))",
          remedy:
            "they are followed where no chapter list is given; --set read-chapter-list.embedded=no leaves them out"))
    }
    for stream in main.sounds where SoundCodec(stream.codec) == .encodedAgain {
      result.append(
        Finding(
          .warning, "sound-encoded-again",
          "its sound is coded as \(stream.codec), which can't be cut without a loss",
          remedy: "chapters carry it encoded again"
        ))
    }
    for sentence in info.notPlayedEverywhere {
      result.append(
        Finding(.note, "not-everywhere", sentence, remedy: "--for web makes chapters that every browser plays"))
    }
    if !info.leftOut.isEmpty {
      let tracks = info.leftOut.map { "stream \($0.stream) (\($0.codec)) \($0.reason)" }
      result.append(
        Finding(.warning, "left-out", "not all of it reaches the chapters: \(listed(tracks))"))
    }
    if damaged > 0 {
      result.append(
        Finding(.warning, "damaged", "is damaged in \(counted(damaged, "place")): picture or sound may fail there"))
    }
    return result
  }

  /// What its timestamps say.
  private func timeFindings(_ info: MediaInfo) -> [Finding] {
    var result: [Finding] = []
    let withoutTimes = (picture?.withoutTimes ?? 0) + (sound?.withoutTimes ?? 0)
    if withoutTimes > 0 {
      let isMost = withoutTimes > (picture?.frames ?? 0) + (sound?.packets ?? 0)
      result.append(
        Finding(
          isMost ? .error : .warning, "missing-times", "lacks the times of \(counted(withoutTimes, "packet"))"))
    }
    if let picture, picture.undecodable > 0 {
      result.append(
        Finding(
          .warning, "no-first-keyframe",
          "begins with \(counted(picture.undecodable, "frame")) that can't be decoded: they come before the first keyframe",
          remedy: "the lesson's picture starts at that keyframe"))
    }
    for (stream, picture) in zip(main.pictures, pictures) where picture.backwards > 0 {
      let base = stream.timeBase ?? .microseconds
      let place = picture.firstBackward.flatMap { try? Instant(ticks: $0, in: base) - info.origin }
      result.append(
        Finding(
          .error, "times-go-back",
          "the times of its pictures go back at \(counted(picture.backwards, "place")), first at \(place.map { Instant.zero.after($0).shortClock } ?? "0:00")",
          remedy: "it may be several recordings in one file: divide it there, or convert it anew"))
    }
    let backwards = sounds.reduce(0) { $0 + $1.backwards }
    if backwards > 0 {
      result.append(
        Finding(.warning, "times-go-back", "the times of its sound go back at \(counted(backwards, "place"))"))
    }
    if let sound, sound.gaps > 0 {
      let first = sound.firstGap.flatMap { try? Instant(ticks: $0, in: soundBase) }
      let place = first.flatMap { first in (try? first - info.origin).map { Instant.zero.after($0).shortClock } }
      let places =
        sound.gaps == 1 ? "at \(place ?? "one place")" : "at \(sound.gaps) places, first at \(place ?? "0:00")"
      result.append(Finding(.warning, "gaps", "its sound has gaps \(places)"))
    }
    guard let picture, let video = info.video else { return result }
    if picture.intervals.unsteadyShare(tolerance: rescaled(2, .milliseconds, pictureBase) ?? 1) > 0.01 {
      result.append(Finding(.note, "variable-frame-rate", "has a variable frame rate"))
    }
    if let group = try? TimeSpan(ticks: picture.longestGroup, in: pictureBase), group > 12.s {
      result.append(
        Finding(
          .note, "sparse-keyframes", "its keyframes are up to \(Int(group.approximateSeconds)) seconds apart",
          remedy: "for a cut between two of them, the frames up to the next one are encoded again"))
    }
    if let sound = info.sound {
      let late = sound.range.start.approximateSeconds - video.range.start.approximateSeconds
      if abs(late) > 0.25 {
        let (later, earlier) = late > 0 ? ("sound", "picture") : ("picture", "sound")
        result.append(
          Finding(
            .note, "late-start",
            "its \(later) starts \(Int((abs(late) * 1000).rounded())) ms after its \(earlier)"))
      }
    }
    return result
  }

  /// Tags that tell where, with what and by whom it was recorded.
  private func tagFindings(_ names: [String]) -> [Finding] {
    let told = personalTags.filter { tag in
      names.contains { name in tag.names.contains { name.lowercased() == $0 || name.lowercased().hasPrefix($0 + "-") } }
    }.map(\.kind)
    guard !told.isEmpty else { return [] }
    return [
      Finding(
        .note, "personal-tags", "says \(listed(told)); that is not carried into the chapters")
    ]
  }
}

private let personalTags: [(kind: String, names: [String])] = [
  ("where it was recorded", ["location", "com.apple.quicktime.location.iso6709", "com.apple.quicktime.location.name"]),
  (
    "with which device",
    [
      "make", "model", "com.apple.quicktime.make", "com.apple.quicktime.model", "com.android.model",
      "com.android.manufacturer", "com.apple.quicktime.camera.identifier",
    ]
  ),
  (
    "by whom",
    [
      "artist", "author", "album_artist", "copyright", "owner", "com.apple.quicktime.author",
      "com.apple.quicktime.artist",
    ]
  ),
]

extension Instant {
  /// This instant and a length; this instant where that is too far.
  fileprivate func after(_ length: TimeSpan) -> Instant { (try? self + length) ?? self }
}
