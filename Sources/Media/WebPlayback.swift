public import Lesson
internal import Wording

extension MediaInfo {
  /// The recording as its chapters for `audience` carry it: for the web, what not every browser plays is encoded again, as H.264 and AAC.
  public func carried(for audience: Audience?) -> MediaInfo {
    guard audience == .web else { return self }
    var info = self
    info.video = video.map(\.forTheWeb)
    info.morePictures = morePictures.map(\.forTheWeb)
    let isAlone = video == nil && moreSounds.isEmpty
    info.sound = sound?.forTheWeb(isAlone: isAlone)
    info.moreSounds = moreSounds.map { $0.forTheWeb(isAlone: false) }
    return info
  }

  /// What some browsers don't play of these tracks as chapters carry them, and where it plays: a sentence each.
  public var notPlayedEverywhere: [String] {
    let places =
      pictures.compactMap { video in video.whereItPlays.map { "its picture (\(video.codec)) \($0)" } }
      + sounds.compactMap { sound in
        sound.whereItPlays(besidePicture: video != nil).map { "its sound (\(sound.codec)) \($0)" }
      }
    return places.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// What ``carried(for:)`` makes of these tracks that would otherwise be copied, as sentences.
  public func saidOfEncoding(for audience: Audience?) -> [String] {
    let other = carried(for: audience)
    func codecs(_ all: [(codec: String, before: String?, after: String?)]) -> [String] {
      all.filter { $0.before != $0.after }.reduce(into: []) { if !$0.contains($1.codec) { $0.append($1.codec) } }
    }
    let pictures = codecs(zip(pictures, other.pictures).map { ($0.description, $0.encodedAs, $1.encodedAs) })
    let sounds = codecs(zip(sounds, other.sounds).map { ($0.codec, $0.encodedAs, $1.encodedAs) })
    return [("picture", pictures, "H.264"), ("sound", sounds, "AAC")].filter { !$0.1.isEmpty }.map {
      "the \($0.0) is encoded again as a whole, as \($0.2), since not every browser plays \(listed($0.1))"
    }
  }
}

/// What every browser plays, and where the rest does. Those in use are Safari on Apple's systems, Chromium with its relatives, and Firefox.
extension VideoInfo {
  /// H.264 of 8 bits whose chroma is halved both ways, of the profiles that all decoders know.
  fileprivate var playsEverywhere: Bool {
    guard codec == "h264", ["yuv420p", "yuvj420p"].contains(pixelFormat) else { return false }
    // `profile_idc`, the two digits behind the dot: Baseline, Main, High (Rec. ITU-T H.264, A.2).
    guard let codecString, codecString.hasPrefix("avc1.") else { return true }
    return ["42", "4d", "64"].contains(codecString.dropFirst(5).prefix(2).lowercased())
  }

  fileprivate var forTheWeb: VideoInfo {
    guard !playsEverywhere else { return self }
    var video = self
    (video.encodedAs, video.codecString) = ("h264", nil)
    return video
  }

  fileprivate var description: String { codec == "h264" ? "\(codec) (\(pixelFormat))" : codec }

  /// nil where it plays everywhere, or is encoded again.
  fileprivate var whereItPlays: String? {
    guard !playsEverywhere, encodedAs == nil else { return nil }
    return switch codec {
    case "h264": "has the pixel format \(pixelFormat) and plays in some browsers only"
    case "hevc": "plays in Safari, and in Chrome and Edge where the computer decodes it in hardware"
    case "vp9": "plays in Chrome, Edge and Firefox, but not in every Safari"
    case "av1": "plays in Chrome, Edge and Firefox, but in Safari only where the device decodes it in hardware"
    case "prores": "plays in Safari only"
    case "mpeg4", "mpeg2video", "vp8": nil
    default: "plays in no browser"
    }
  }
}

extension SoundInfo {
  /// AAC of Low Complexity, with or without band replication (ISO/IEC 14496-3, table 1.17: 2, 5, 29), and uncompressed sound alone, which is a WAV file.
  private func playsEverywhere(isAlone: Bool) -> Bool {
    if codec == "aac" { return codecString.map { ["mp4a.40.2", "mp4a.40.5", "mp4a.40.29"].contains($0) } ?? true }
    return isAlone && ["pcm_s16le", "pcm_s24le", "pcm_u8"].contains(codec)
  }

  fileprivate func forTheWeb(isAlone: Bool) -> SoundInfo {
    guard !playsEverywhere(isAlone: isAlone) else { return self }
    var sound = self
    (sound.encodedAs, sound.codecString) = ("aac", "mp4a.40.2")
    return sound
  }

  /// nil where it plays in all of today's browsers, or is encoded again.
  fileprivate func whereItPlays(besidePicture: Bool) -> String? {
    guard encodedAs == nil else { return nil }
    return switch codec {
    case "ac3", "eac3": "plays in Safari and Edge only"
    case "alac": "plays in Safari only"
    case "mp2": "plays in no browser"
    case _ where codec.hasPrefix("pcm_") && besidePicture:
      "is not compressed, and not every browser plays such a MOV file"
    default: nil
    }
  }
}
