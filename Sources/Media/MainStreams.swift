internal import Lesson

/// Which streams of a recording make the lesson: all pictures and all sound that can be cut, subtitles that are text, the first cover. All others are left out, each with its reason.
struct MainStreams {
  /// The first one is what chapters begin and end with.
  var pictures: [StreamInfo] = []
  var picture: StreamInfo? { pictures.first }
  /// The first one is what pauses are looked for in.
  var sounds: [StreamInfo] = []
  var sound: StreamInfo? { sounds.first }
  /// Subtitles that are text.
  var subtitles: [StreamInfo] = []
  var cover: StreamInfo?
  var leftOut: [LeftOutStream] = []

  init(_ streams: [StreamInfo]) {
    for stream in streams {
      switch stream.kind {
      case .video where stream.isCover && cover == nil: cover = stream
      case .video where stream.isCover: leave(stream, "is a second cover picture")
      case .video where pictures.isEmpty || Self.canBeFurther(stream): pictures.append(stream)
      case .video: leave(stream, "is a further picture track of a kind that is not handled yet")
      case .audio where sounds.isEmpty || (stream.sound != nil && SoundCodec(stream.codec) != nil):
        sounds.append(stream)
      case .audio: leave(stream, "is a sound track of a kind that is not handled yet")
      case .subtitle where EmbeddedCaptions.codecs.contains(stream.codec) && stream.timeBase != nil:
        subtitles.append(stream)
      case .subtitle: leave(stream, "is a subtitle track of pictures, or of a kind that is not handled yet")
      case .data: leave(stream, "is a data track")
      case .attachment: leave(stream, "is an attached file")
      case .unknown: leave(stream, "is of an unknown kind")
      }
    }
  }

  private static func canBeFurther(_ stream: StreamInfo) -> Bool {
    SupportedFormats.pictures.contains(stream.codec) && stream.picture != nil && stream.timeBase != nil
  }

  private mutating func leave(_ stream: StreamInfo, _ reason: String) {
    leftOut.append(LeftOutStream(stream: stream.index, kind: stream.kind.rawValue, codec: stream.codec, reason: reason))
  }

  /// Why chop can't make a lesson of this yet, as the end of "its … "; nil where it can.
  func notYet(in container: String) -> String? {
    guard SupportedFormats.handled.contains(container) else { return "its container (\(container)) is not handled yet" }
    if let picture {
      guard SupportedFormats.pictures.contains(picture.codec) else {
        return "its picture is coded as \(picture.codec), which is not handled yet"
      }
      guard ["mov", "matroska", "mpegts", "avi", "flv"].contains(container) else {
        return "a picture in this container (\(container)) is not handled yet"
      }
      guard picture.picture != nil else { return "its picture track doesn't say how large it is" }
    }
    guard let sound else { return nil }
    guard SoundCodec(sound.codec) != nil else {
      return "its sound is coded as \(sound.codec), which is not handled yet"
    }
    return sound.sound == nil ? "its sound track doesn't say its sample rate" : nil
  }
}
