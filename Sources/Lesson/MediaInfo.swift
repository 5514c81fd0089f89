public import Timeline

/// What a recording is, as its container and its packets say.
///
/// All instants count from time 0, the first shown frame or sample of the main picture and the main sound; `origin` leads back to the file's own clock.
public struct MediaInfo: Hashable, Sendable, Codable {
  /// The demuxer's first name in FFmpeg: `mov`, `matroska`, `mp3`, `wav`.
  public var container: String
  /// In bytes.
  public var size: Int64
  /// The instant on the file's own clock, as libavformat reports it after edit lists, that is time 0 here.
  public var origin: Instant
  /// From time 0 to the end of the last shown frame or sample, whichever is later.
  public var duration: TimeSpan
  /// The main picture; nil for sound only. A cover picture is none.
  public var video: VideoInfo?
  /// The main sound; nil where there is none.
  public var sound: SoundInfo?
  /// Further pictures, in the container's order: the camera beside the screen.
  public var morePictures: [VideoInfo] = []
  /// Further sound tracks, in the container's order: another language, the room's microphone.
  public var moreSounds: [SoundInfo] = []
  /// Subtitle tracks that are text.
  public var subtitles: [SubtitleInfo] = []
  /// Chapters that the container holds, in order of time.
  public var chapters: [ChapterMark] = []
  /// Index of the stream that holds a cover picture (`attached_pic`).
  public var cover: Int?
  /// Streams that don't reach the chapters, in the container's order.
  public var leftOut: [LeftOutStream]
  /// The container's own title, untouched: hostile until shown safely.
  public var title: String?
  /// The language of the sound as the container says it, a BCP 47 or ISO 639 code such as `en`; nil for `und`.
  public var language: String?
  /// What will be hard about it, or is worth saying, most serious first.
  public var findings: [Finding]

  public init(
    container: String, size: Int64, origin: Instant, duration: TimeSpan, video: VideoInfo?, sound: SoundInfo?,
    cover: Int?,
    leftOut: [LeftOutStream], title: String?, language: String?, findings: [Finding]
  ) {
    self.container = container
    self.size = size
    self.origin = origin
    self.duration = duration
    self.video = video
    self.sound = sound
    self.cover = cover
    self.leftOut = leftOut
    self.title = title
    self.language = language
    self.findings = findings
  }
}

/// A picture of a recording.
public struct VideoInfo: Hashable, Sendable, Codable {
  /// Index of the stream in the container.
  public var stream: Int
  /// FFmpeg's name: `h264`, `hevc`, `vp9`.
  public var codec: String
  /// FFmpeg's name of the codec that chapters carry in its place, all of it encoded again; nil where packets are copied wherever they can be.
  public var encodedAs: String?
  /// RFC 6381, such as `avc1.640028`; nil where chop doesn't know how to say it.
  public var codecString: String?
  /// FFmpeg's name of the pixel format, such as `yuv420p`.
  public var pixelFormat: String
  public var codedWidth: Int
  public var codedHeight: Int
  /// As displayed, in pixels: after rotation and with square pixels.
  public var width: Int
  public var height: Int
  /// Clockwise turn needed for display, in degrees: 0, 90, 180, 270.
  public var rotation: Int
  public var timeBase: TimeBase
  /// The first and the last frame's times: `start` of the first shown frame to the end of the last.
  public var range: TimeRange
  public var frames: Int
  /// Average, frames per second, for people only.
  public var frameRate: Double
  /// Instants of keyframes, in order, at most two in any second (all that planning needs of an all-intra recording).
  public var keyframes: [Instant]

  public init(
    stream: Int, codec: String, encodedAs: String? = nil, codecString: String?, pixelFormat: String, codedWidth: Int,
    codedHeight: Int,
    width: Int,
    height: Int, rotation: Int, timeBase: TimeBase, range: TimeRange, frames: Int, frameRate: Double,
    keyframes: [Instant]
  ) {
    self.stream = stream
    self.codec = codec
    self.encodedAs = encodedAs
    self.codecString = codecString
    self.pixelFormat = pixelFormat
    self.codedWidth = codedWidth
    self.codedHeight = codedHeight
    self.width = width
    self.height = height
    self.rotation = rotation
    self.timeBase = timeBase
    self.range = range
    self.frames = frames
    self.frameRate = frameRate
    self.keyframes = keyframes
  }
}

/// A sound track of a recording.
public struct SoundInfo: Hashable, Sendable, Codable {
  public var stream: Int
  /// FFmpeg's name: `aac`, `mp3`, `pcm_s16le`.
  public var codec: String
  /// FFmpeg's name of the codec that chapters carry in its place, all of it encoded again; nil where packets are copied.
  public var encodedAs: String?
  /// As chapters say it, by RFC 6381, such as `mp4a.40.2`; nil where chop doesn't know how to.
  public var codecString: String?
  /// In hertz.
  public var sampleRate: Int
  public var channels: Int
  public var timeBase: TimeBase
  public var range: TimeRange

  public init(
    stream: Int, codec: String, encodedAs: String? = nil, codecString: String?, sampleRate: Int, channels: Int,
    timeBase: TimeBase, range: TimeRange
  ) {
    self.stream = stream
    self.codec = codec
    self.encodedAs = encodedAs
    self.codecString = codecString
    self.sampleRate = sampleRate
    self.channels = channels
    self.timeBase = timeBase
    self.range = range
  }
}

/// A subtitle track inside the recording.
public struct SubtitleInfo: Hashable, Sendable, Codable {
  public var stream: Int
  /// FFmpeg's name: `subrip`, `ass`, `mov_text`, `webvtt`.
  public var codec: String
  /// As in ``MediaInfo/language``.
  public var language: String?

  public init(stream: Int, codec: String, language: String?) {
    self.stream = stream
    self.codec = codec
    self.language = language
  }
}

/// A stream that doesn't reach the chapters.
public struct LeftOutStream: Hashable, Sendable, Codable {
  public var stream: Int
  /// `video`, `audio`, `subtitle`, `data`, `attachment`.
  public var kind: String
  public var codec: String
  /// Why, as the end of a sentence: "is a second sound track".
  public var reason: String

  public init(stream: Int, kind: String, codec: String, reason: String) {
    self.stream = stream
    self.kind = kind
    self.codec = codec
    self.reason = reason
  }
}

/// Something about a recording that its owner should know.
public struct Finding: Hashable, Sendable, Codable {
  public enum Severity: String, Hashable, Sendable, Codable, CaseIterable {
    /// chop can't make a lesson of it, or would need to be told to.
    case error
    case warning
    case note
  }
  public var severity: Severity
  /// A stable name for programs: `no-sound`, `truncated`, `variable-frame-rate`.
  public var kind: String
  /// What is the matter, in one sentence.
  public var sentence: String
  /// What chop does about it, or what the owner can.
  public var remedy: String?

  public init(_ severity: Severity, _ kind: String, _ sentence: String, remedy: String? = nil) {
    self.severity = severity
    self.kind = kind
    self.sentence = sentence
    self.remedy = remedy
  }
}

extension MediaInfo {
  /// All pictures that chapters carry, the main one first.
  public var pictures: [VideoInfo] { (video.map { [$0] } ?? []) + morePictures }

  /// All sound that chapters carry, the main one first.
  public var sounds: [SoundInfo] { (sound.map { [$0] } ?? []) + moreSounds }

  /// The container's language where it is a language tag by its form (BCP 47, RFC 5646 §2.1); nil for anything else that may stand there.
  public var languageTag: String? { Self.languageTag(language) }

  /// `language` where it is a language tag by its form.
  public static func languageTag(_ language: String?) -> String? {
    language.flatMap { $0.wholeMatch(of: /[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*/) == nil ? nil : $0 }
  }
}
