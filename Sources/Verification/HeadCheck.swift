internal import Foundation
internal import Lesson
internal import Media
internal import Timeline
internal import Wording

/// What is checked of a chapter's frames that packets alone can't tell: those that were encoded again, and those at its end that are decoded with frames behind it.
struct HeadCheck {
  /// When the first copied packet is shown, in microseconds from the chapter's start; 0 where nothing was encoded again.
  let join: Int64
  private let frames: Int

  /// A frame that was encoded again differs from the source's by less than this, as a mean over its thumbnail.
  static let likeness = 6.0
  private static let tolerance: Int64 = 1500

  /// - Parameter picture: Which of the recording's pictures, from 0.
  init(_ chapter: Manifest.Chapter, picture: Int = 0) {
    let further = chapter.cut.more ?? []
    let told = picture == 0 ? chapter.cut.encoded : further.dropFirst(picture - 1).first?.encoded
    guard let encoded = told, encoded.frames > 0, let range = encoded.range, !range.isEmpty,
      let length = try? range.length()
    else {
      (join, frames) = (0, 0)
      return
    }
    (join, frames) = (Seconds(length).microseconds, encoded.frames)
  }

  /// Whether a packet belongs to what was copied.
  func isCopied(_ packet: PacketRecord) -> Bool { frames == 0 || packet.time >= join - Self.tolerance }

  /// As many frames as the source has there, at their times.
  func faults(source: [PacketRecord], chapter: [PacketRecord]) -> [String] {
    guard frames > 0 else { return [] }
    let wanted = source.filter { $0.isShown && $0.time >= -Self.tolerance && !isCopied($0) }.map(\.time).sorted()
    let found = chapter.filter { $0.isShown && !isCopied($0) }.map(\.time).sorted()
    guard wanted.count == found.count else {
      return [
        "has \(counted(found.count, "frame")) that \(found.count == 1 ? "was" : "were") encoded again, the source has \(wanted.count) there"
      ]
    }
    guard wanted.count == frames else {
      return [
        "has \(counted(found.count, "frame")) that \(found.count == 1 ? "was" : "were") encoded again, the manifest says \(frames)"
      ]
    }
    let late = zip(wanted, found).first { abs($0 - $1) > Self.tolerance }
    return late.map { ["shows a frame at \($1) µs that the source has at \($0) µs"] } ?? []
  }

  /// Decodes the first frame where it was encoded again, and the last where frames behind the end are needed for it. `theirs` are the recording's, opened by the first chapter
  /// that needs them.
  func decodedFaults(
    _ track: SourceCheck.Track, hidden: Int, range: TimeRange, _ source: SourceCheck.Source,
    _ theirs: inout ShownFrames?
  ) throws -> [String] {
    let chapter = (track.packets ?? []).filter(\.isShown).map(\.time)
    guard frames > 0 || hidden > 0, let first = chapter.min(), let last = chapter.max(),
      var ours = try ShownFrames(track.file, named: track.path, picture: track.number)
    else { return [] }
    if theirs?.stream != track.stream {
      theirs = try ShownFrames(source.url, named: source.name, stream: track.stream)
    }
    let origin = try source.info.origin - Instant.zero
    func check(_ time: Int64, _ most: Double, _ what: String) throws -> [String] {
      let place = try TimeSpan(ticks: time, in: .microseconds)
      guard let shown = try ours.thumbnail(at: .zero + place),
        let wanted = try theirs?.thumbnail(at: range.start + origin + place)
      else { return ["has no \(what) frame that can be decoded"] }
      // Where the recording is damaged, what a decoder shows depends on all that it was given before.
      return difference(shown, wanted) <= most || theirs?.damage.isEmpty == false
        ? [] : ["shows another \(what) frame than the source"]
    }
    return try (frames > 0 ? check(first, Self.likeness, "first") : [])
      + (hidden > 0 ? check(last, last < join ? Self.likeness : 0, "last") : [])
  }
}
