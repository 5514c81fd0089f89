public import Foundation
public import Lesson
internal import Media
internal import Timeline

/// The container of chapters: what kind of file holds this recording's codecs.
public struct ChapterFormat: Hashable, Sendable {
  /// `video.mp4`, `audio.m4a`, `audio.wav`.
  public let fileName: String
  /// With codecs (RFC 6381), as players ask for it.
  public let type: String
  /// FFmpeg's name of the muxer.
  let muxer: String
  /// Edit lists say where presentation starts and ends; else the packets themselves are cut.
  let hasEditList: Bool

  public init(for info: MediaInfo) {
    let codecs = [info.video?.codecString, info.sound?.codecString].compactMap(\.self).joined(separator: ", ")
    let isUncompressed = info.sounds.contains { SoundCodec($0.codec) == .uncompressed }
    if info.video != nil, isUncompressed {
      // MP4 holds uncompressed sound only in ways that nothing plays (ISO/IEC 23003-5).
      (fileName, type, muxer, hasEditList) = ("video.mov", "video/quicktime", "mov", true)
    } else if info.video != nil {
      (fileName, type, muxer, hasEditList) = ("video.mp4", "video/mp4; codecs=\"\(codecs)\"", "mp4", true)
    } else if isUncompressed, info.sounds.count > 1 || info.sound?.codecString == nil {
      (fileName, type, muxer, hasEditList) = ("audio.mov", "video/quicktime", "mov", true)
    } else if isUncompressed {
      (fileName, type, muxer, hasEditList) = ("audio.wav", "audio/wav; codecs=\"1\"", "wav", false)
    } else {
      (fileName, type, muxer, hasEditList) = ("audio.m4a", "audio/mp4; codecs=\"\(codecs)\"", "mp4", true)
    }
  }

  /// The type of a chapter that was made: where its picture was encoded as a whole, its codecs may be others than the recording's.
  public func type(of file: URL, cut: Cut) throws -> String {
    guard muxer == "mp4", cut.method == .transcode,
      let codecs = try codecStrings(of: file, named: file.lastPathComponent)
    else {
      return type
    }
    return "video/mp4; codecs=\"\(codecs)\""
  }
}

/// One chapter's cut, with what its neighbourhood asks for.
public struct ChapterCut: Hashable, Sendable {
  public let cut: Cut
  /// A stretch that is left out lies before it: nothing of that may be in the file, not even hidden.
  let isStartStrict: Bool
  /// The same behind it.
  let isEndStrict: Bool

  public init(_ cut: Cut, omitted: [Omission]) {
    self.cut = cut
    isStartStrict = omitted.contains { $0.range.end == cut.range.start }
    isEndStrict = omitted.contains { $0.range.start == cut.range.end }
  }

  /// All that decides the bytes of the file, beside the recording itself, as one line.
  public var recipe: String {
    func text(_ instant: Instant) -> String { "\(instant.fraction.numerator)/\(instant.fraction.denominator)" }
    return "\(cut.method.rawValue) \(text(cut.range.start)) \(text(cut.range.end))"
      + (cut.head.map { " head \($0.frames) \(text($0.end)) \($0.encoder)" } ?? "")
      + (isStartStrict ? " strict-start" : "") + (isEndStrict ? " strict-end" : "")
  }
}
