internal import Lesson

/// Which streams of a recording make the lesson: the first picture, the first sound, the first cover. All others are left out, each with its reason.
struct MainStreams {
  var picture: StreamInfo?
  var sound: StreamInfo?
  var cover: StreamInfo?
  var leftOut: [LeftOutStream] = []

  init(_ streams: [StreamInfo]) {
    for stream in streams {
      switch stream.kind {
      case .video where stream.isCover && cover == nil: cover = stream
      case .video where stream.isCover: leave(stream, "is a second cover picture")
      case .video where picture == nil: picture = stream
      case .video: leave(stream, "is a second picture track")
      case .audio where sound == nil: sound = stream
      case .audio: leave(stream, "is a second sound track")
      case .subtitle: leave(stream, "is a subtitle track; captions are read from files beside the recording")
      case .data: leave(stream, "is a data track")
      case .attachment: leave(stream, "is an attached file")
      case .unknown: leave(stream, "is of an unknown kind")
      }
    }
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
      guard container == "mov" || container == "matroska" else {
        return "a picture in this container (\(container)) is not handled yet"
      }
      guard picture.picture != nil else { return "its picture track doesn't say how large it is" }
    }
    guard let sound else { return nil }
    let handled: Bool =
      switch container {
      case "mp3": sound.codec == "mp3"
      case "wav": sound.codec.hasPrefix("pcm_")
      default: sound.codec == "aac"
      }
    guard handled else { return "its sound is coded as \(sound.codec), which is not handled yet in this container" }
    return sound.sound == nil ? "its sound track doesn't say its sample rate" : nil
  }
}
