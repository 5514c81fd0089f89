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
  /// What is encoded again has a codec string that only the file tells.
  private let isEncodedAgain: Bool

  /// - Parameter info: the recording as its chapters carry it.
  public init(for info: MediaInfo) {
    let codecs = [info.video?.codecString, info.sound?.codecString].compactMap(\.self).joined(separator: ", ")
    let isUncompressed = info.sounds.contains { SoundCodec($0.codec) == .uncompressed && $0.encodedAs == nil }
    isEncodedAgain = info.pictures.contains { $0.encodedAs != nil } || info.sounds.contains { $0.encodedAs != nil }
    let isApples = info.pictures.contains { $0.codec == "prores" && $0.encodedAs == nil }
    if info.video != nil, isUncompressed || isApples {
      // MP4 holds uncompressed sound only in ways that nothing plays (ISO/IEC 23003-5), and ProRes not at all. Of codecs in QuickTime's files no player asks.
      (fileName, type, muxer, hasEditList) = ("video.mov", "video/quicktime", "mov", true)
    } else if info.video != nil {
      (fileName, type, muxer, hasEditList) = ("video.mp4", "video/mp4; codecs=\"\(codecs)\"", "mp4", true)
    } else if isUncompressed, info.sounds.count > 1 || info.sound?.codecString == nil {
      (fileName, type, muxer, hasEditList) = ("audio.mov", "audio/quicktime", "mov", true)
    } else if isUncompressed {
      (fileName, type, muxer, hasEditList) = ("audio.wav", "audio/wav; codecs=\"\(codecs)\"", "wav", false)
    } else {
      (fileName, type, muxer, hasEditList) = ("audio.m4a", "audio/mp4; codecs=\"\(codecs)\"", "mp4", true)
    }
  }

  /// The type of a chapter that was made: where something was encoded as a whole, its codecs may be others than the recording's.
  public func type(of file: URL, cut: Cut) throws -> String {
    guard muxer == "mp4", isEncodedAgain || cut.method == .transcode,
      let codecs = try codecStrings(of: file, named: file.lastPathComponent)
    else {
      return type
    }
    return "\(type.prefix { $0 != ";" }); codecs=\"\(codecs)\""
  }
}

extension ChapterFormat {
  /// `video-2.mp4` for the second picture of a recording, where each is a file of its own.
  public func fileName(ofPicture number: Int) -> String {
    guard number > 1, let dot = fileName.lastIndex(of: ".") else { return fileName }
    return "\(fileName[..<dot])-\(number)\(fileName[dot...])"
  }
}

extension MediaInfo {
  /// The recording as if it had only one of its pictures, counted from 1; all sound stays.
  public func alone(picture number: Int) -> MediaInfo {
    var info = self
    info.video = pictures.indices.contains(number - 1) ? pictures[number - 1] : nil
    info.morePictures = []
    return info
  }
}

extension Cut {
  /// How the picture of this number, counted from 1, is cut.
  fileprivate func alone(picture number: Int) -> Cut {
    var cut = self
    if number > 1, more.indices.contains(number - 2) {
      (cut.method, cut.head) = (more[number - 2].method, more[number - 2].head)
    }
    cut.more = []
    return cut
  }
}

/// One chapter's cut, with what its neighbourhood asks for.
public struct ChapterCut: Hashable, Sendable {
  public let cut: Cut
  /// A stretch that is left out lies before it: nothing of that may be in the file, not even hidden.
  let isStartStrict: Bool
  /// The same behind it.
  let isEndStrict: Bool

  /// - Parameter picture: where each picture is a file of its own, which one, from 1.
  public init(_ cut: Cut, omitted: [Omission], alone picture: Int? = nil) {
    self.cut = picture.map(cut.alone) ?? cut
    isStartStrict = omitted.contains { $0.range.end == cut.range.start }
    isEndStrict = omitted.contains { $0.range.start == cut.range.end }
  }

  /// All that decides the bytes of the file, beside the recording itself, as one line.
  public var recipe: String {
    func text(_ instant: Instant) -> String { "\(instant.fraction.numerator)/\(instant.fraction.denominator)" }
    func text(_ head: Cut.Head?) -> String {
      head.map { " head \($0.frames) \(text($0.end)) \($0.encoder)" } ?? ""
    }
    return "\(cut.method.rawValue) \(text(cut.range.start)) \(text(cut.range.end))" + text(cut.head)
      + cut.more.map { " and \($0.method.rawValue)" + text($0.head) }.joined()
      + (isStartStrict ? " strict-start" : "") + (isEndStrict ? " strict-end" : "")
  }
}
