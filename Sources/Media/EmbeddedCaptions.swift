internal import CFFmpeg
public import Foundation
public import Lesson
internal import Timeline

/// A subtitle track inside a recording, as the text of a SubRip file: numbered cues with times that count from the recording's start, markup as it stands there.
public struct EmbeddedCaptions: Hashable, Sendable, Codable {
  public var track: SubtitleInfo
  public var text: String

  /// FFmpeg's names of what can be read.
  static let codecs: Set = ["subrip", "srt", "ass", "ssa", "mov_text", "webvtt", "text"]
  /// Of one track, in bytes; what lies beyond is left out.
  private static let limit = 16 << 20

  /// Reads all text subtitles of a recording in one pass; empty where `info` names none.
  ///
  /// Throws ``MediaError``, and `CancellationError`.
  public static func all(of url: URL, named name: String, info: MediaInfo) throws -> [EmbeddedCaptions] {
    guard !info.subtitles.isEmpty else { return [] }
    return try cancellable { () throws(MediaError) in
      var demuxer = try Demuxer(url, named: name)
      demuxer.read(only: info.subtitles.map(\.stream))
      var tracks = info.subtitles.map { EmbeddedCaptions(track: $0, text: "") }
      var counts = tracks.map { _ in 0 }
      var packet = try Packet()
      var damaged = 0
      while try demuxer.next(into: &packet, countingDamage: &damaged) {
        guard let place = tracks.firstIndex(where: { $0.track.stream == packet.stream }),
          tracks[place].text.utf8.count < limit, packet.duration > 0, let pts = packet.pts,
          let base = demuxer.streams.first(where: { $0.index == packet.stream })?.timeBase,
          let start = milliseconds(pts, base, info.origin), start >= 0,
          let length = rescaled(packet.duration, base, .milliseconds), length > 0, length < 86_400_000
        else { continue }
        let lines = packet.withBytes { text(of: $0, tracks[place].track.codec) }
        guard !lines.isEmpty else { continue }
        counts[place] += 1
        tracks[place].text += "\(counts[place])\n\(clock(start)) --> \(clock(start + length))\n\(lines)\n\n"
      }
      return tracks
    }
  }

  private static func milliseconds(_ pts: Int64, _ base: TimeBase, _ origin: Instant) -> Int64? {
    guard let time = try? Instant(ticks: pts, in: base) - origin else { return nil }
    return (try? time.ticks(in: .milliseconds, rounding: .nearest)).flatMap { $0 < 1 << 40 ? $0 : nil }
  }

  /// `01:02:03,456`
  private static func clock(_ milliseconds: Int64) -> String {
    func padded(_ number: Int64, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let seconds = milliseconds / 1000
    return
      "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2)),\(padded(milliseconds % 1000, 3))"
  }

  /// The packet's lines without empty ones, which would end the cue.
  private static func text(of bytes: Span<UInt8>, _ codec: String) -> String {
    var range = 0..<bytes.count
    if codec == "mov_text" {
      // Two bytes of length before the text, boxes of style behind it (3GPP TS 26.245, 5.17).
      guard bytes.count >= 2 else { return "" }
      range = 2..<min(bytes.count, 2 + (Int(bytes[0]) << 8 | Int(bytes[1])))
    }
    var text = String(decoding: range.map { bytes[$0] }, as: UTF8.self)
    if codec == "ass" || codec == "ssa" { text = plain(dialogue: text) }
    return text.split(whereSeparator: \.isNewline).map { $0.replacing("-->", with: "->") }
      .filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
  }

  /// The text of an Advanced SubStation event as Matroska holds it: behind eight commas, with overrides in braces, `\N` for a new line.
  private static func plain(dialogue: String) -> String {
    let fields = dialogue.split(separator: ",", maxSplits: 8, omittingEmptySubsequences: false)
    guard fields.count == 9 else { return "" }
    return String(fields[8]).replacing(#/\{[^}]*\}/#, with: "").replacing("\\N", with: "\n").replacing(
      "\\n", with: "\n"
    )
    .replacing("\\h", with: " ")
  }
}
