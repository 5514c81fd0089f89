import Foundation
import TestSupport
import Testing

/// A recording in a container, or with a sound, of its own kind; made from a test recording by one more run of ffmpeg.
struct ContainerSource: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// What the file's name ends with.
  let ending: String
  /// How ffmpeg makes the file from the recording; none leaves it as it is.
  let arguments: [String]
  let recording: TestRecording
  /// What chapters' files are called.
  let file: String
  /// Sound that is compressed anew has other samples.
  let likeness: Double

  init(
    _ name: String, _ ending: String, _ arguments: [String], of recording: TestRecording = Self.both,
    makes file: String = "video.mp4", likeness: Double = 0.98
  ) {
    testDescription = name
    self.ending = ending
    self.arguments = arguments
    self.recording = recording
    self.file = file
    self.likeness = likeness
  }

  /// Small, with B-frames, one group of pictures of two seconds after another.
  static let both = TestRecording(seconds: 6) {
    $0.picture?.width = 128
    $0.picture?.height = 128
    $0.sound?.codec = "aac"
  }
  /// An index before all pictures can't say that they are shown later than decoded: with B-frames ffmpeg leaves a gap in the sound instead.
  static let withoutReordering: TestRecording = {
    var recording = both
    recording.picture?.bFrames = 0
    return recording
  }()
  /// Samples as they are, for what encodes them.
  static let raw = TestRecording(seconds: 6, .mov) {
    $0.picture?.width = 128
    $0.picture?.height = 128
    $0.sound?.codec = "pcm_s16le"
  }
  static let sound = TestRecording(seconds: 6, .wav) { $0.sound?.sampleRate = 44100 }

  static func raw(rate: Int) -> TestRecording {
    var recording = raw
    recording.sound?.sampleRate = rate
    return recording
  }

  static func picture(
    _ codec: String, _ arguments: [String] = [], in container: TestRecording.Container = .mp4, sound: String = "aac"
  ) -> TestRecording {
    TestRecording(seconds: 6, container) {
      $0.picture?.width = 128
      $0.picture?.height = 128
      $0.picture?.codec = codec
      $0.picture?.arguments = arguments
      $0.sound?.codec = sound
    }
  }

  func made() throws -> URL {
    let source = try recording.file()
    guard !arguments.isEmpty else { return source }
    let url = temporaryFile("source.\(ending)")
    try run(
      "ffmpeg",
      ["-v", "error", "-nostdin", "-y", "-i", source.path] + arguments
        + ["-fflags", "+bitexact", "-flags:a", "+bitexact", url.path])
    return url
  }

  private static let copy = ["-c", "copy"]
  private static func encode(_ codec: String, _ more: String...) -> [String] { ["-c:v", "copy", "-c:a", codec] + more }

  static let all = [
    // Containers
    Self("fragmented MP4", "mp4", copy + ["-movflags", "frag_keyframe+empty_moov"], of: withoutReordering),
    Self("fragmented MP4, late index", "mp4", copy + ["-movflags", "frag_keyframe+delay_moov"]),
    Self("Matroska as if live", "mkv", copy + ["-live", "1"]),
    Self("MPEG-TS", "ts", copy),
    Self("MPEG-TS across the wrap of its clock", "ts", copy + ["-output_ts_offset", "95441", "-muxdelay", "0"]),
    Self(
      "FLV", "flv", copy,
      of: TestRecording(seconds: 6) {
        $0.picture?.width = 128; $0.sound?.sampleRate = 44100
      }),
    Self("AVI", "avi", encode("libmp3lame"), of: raw(rate: 44100)),
    Self("AVI, uncompressed sound", "avi", copy, of: raw(rate: 44100), makes: "video.mov"),
    // Other pictures
    Self(
      "MPEG-TS, HEVC", "ts", copy,
      of: picture("libx265", ["-preset", "ultrafast", "-x265-params", "log-level=none:pools=none"])),
    Self("MPEG-TS, MPEG-2", "ts", copy, of: picture("mpeg2video", in: .mkv)),
    Self("AVI, MPEG-4", "avi", encode("libmp3lame"), of: picture("mpeg4")),
    Self(
      "WebM, VP8 and Vorbis", "webm", encode("libvorbis"),
      of: picture("libvpx", ["-deadline", "realtime"], in: .mkv, sound: "pcm_s16le"),
      likeness: 0.95),
    Self(
      "MOV, ProRes", "mov", copy,
      of: TestRecording(seconds: 6, .mov) {
        $0.picture?.width = 128
        $0.picture?.height = 128
        $0.picture?.codec = "prores_ks"
        $0.picture?.pixelFormat = "yuv422p10le"
      }, makes: "video.mov"),
    // Sound beside a picture
    Self("MOV, PCM", "mov", [], of: raw, makes: "video.mov"),
    Self("Matroska, PCM of 24 bits", "mkv", encode("pcm_s24le"), of: raw, makes: "video.mov"),
    Self("Matroska, Opus", "mkv", encode("libopus"), of: raw),
    Self("MP4, Opus", "mp4", encode("libopus"), of: raw),
    Self("Matroska, MP3", "mkv", encode("libmp3lame"), of: raw(rate: 44100)),
    Self("MP4, MP3", "mp4", encode("libmp3lame"), of: raw(rate: 44100)),
    Self("Matroska, FLAC", "mkv", encode("flac"), of: raw(rate: 44100)),
    Self("MP4, AC-3", "mp4", encode("ac3"), of: raw),
    Self("Matroska, E-AC-3", "mkv", encode("eac3"), of: raw),
    Self("MPEG-TS, AC-3", "ts", encode("ac3"), of: raw),
    Self("MPEG-TS, MP2", "ts", encode("mp2"), of: raw),
    Self("Matroska, AAC at 44.1 kHz", "mkv", encode("aac"), of: raw(rate: 44100)),
    Self("Matroska, Vorbis", "mkv", encode("libvorbis"), of: raw, likeness: 0.95),
    Self("Matroska, Vorbis at 44.1 kHz", "mkv", encode("libvorbis"), of: raw(rate: 44100), likeness: 0.95),
    // Sound alone
    Self("Ogg, Opus", "ogg", ["-c:a", "libopus"], of: sound, makes: "audio.m4a"),
    Self("Ogg, Vorbis", "ogg", ["-c:a", "libvorbis"], of: sound, makes: "audio.m4a", likeness: 0.95),
    Self("Ogg, FLAC", "ogg", ["-c:a", "flac"], of: sound, makes: "audio.m4a"),
    Self("FLAC", "flac", ["-c:a", "flac"], of: sound, makes: "audio.m4a"),
    Self("AAC without a container", "aac", ["-c:a", "aac"], of: sound, makes: "audio.m4a"),
    Self("Apple Lossless", "m4a", ["-c:a", "alac"], of: sound, makes: "audio.m4a"),
    Self("WebM, Opus", "webm", ["-c:a", "libopus"], of: sound, makes: "audio.m4a"),
    Self("Matroska, AC-3", "mka", ["-c:a", "ac3"], of: sound, makes: "audio.m4a"),
    Self("WAV of 24 bits", "wav", ["-c:a", "pcm_s24le"], of: sound, makes: "audio.wav"),
    Self("WAV of floats", "wav", ["-c:a", "pcm_f32le"], of: sound, makes: "audio.wav"),
    Self("MOV, PCM alone", "mov", ["-c:a", "pcm_s16be"], of: sound, makes: "audio.mov"),
  ]
}
