import ArgumentParser
import Documents
import Foundation
import Lesson
import Media
import Timeline
import Wording
import Workplace

struct ProbeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Says what a recording is, and what will be hard about it.",
    discussion: "EXAMPLES\n  chop probe lecture.mp4\n  chop probe lecture.mp4 --json")

  @Argument(help: "The recording.", completion: .recordings) var recording: String
  @Flag(name: .long, help: "JSON for programs; times are exact fractions of seconds.") var json = false

  func run() async throws {
    let command = self
    try await Failure.reported {
      try checkIsNamed(command.recording, "the recording", "chop probe lecture.mp4")
      try await Interruption.cancelling {
        let file = try RecordingFile(path: command.recording)
        let info = try survey(file.url, named: file.path, acceptTruncated: false) { _, _ in }
        if command.json {
          try Console.out(json: info)
        } else {
          Console.out(describe(file.path, info))
        }
      }
    }
  }
}

private func describe(_ path: String, _ info: MediaInfo) -> String {
  let container = containers[info.container] ?? info.container
  var lines = ["\(Console.bold(shown(path))): \(container), \(info.duration.shortClock), \(megabytes(info.size))"]
  if let title = info.title { lines.append("  title: \(shown(title, limit: 100))") }
  if let video = info.video {
    let turn = video.rotation == 0 ? "" : ", turned by \(video.rotation)°"
    lines.append(
      "  picture: \(codecs[video.codec] ?? video.codec), \(video.width)x\(video.height)\(turn), "
        + "\(decimal(video.frameRate, 100)) frames/s, \(keyframes(video))")
  }
  for video in info.morePictures {
    lines.append(
      "  more picture: \(codecs[video.codec] ?? video.codec), \(video.width)x\(video.height), \(keyframes(video))")
  }
  if let sound = info.sound {
    let language = info.language.map { ", language \(shown($0, limit: 40))" } ?? ""
    lines.append(
      "  sound: \(codecs[sound.codec] ?? sound.codec), \(decimal(Double(sound.sampleRate) / 1000, 100)) kHz, "
        + "\(counted(sound.channels, "channel"))\(language)")
  }
  for sound in info.moreSounds {
    lines.append(
      "  more sound: \(codecs[sound.codec] ?? sound.codec), \(decimal(Double(sound.sampleRate) / 1000, 100)) kHz, "
        + counted(sound.channels, "channel"))
  }
  for subtitles in info.subtitles {
    lines.append("  subtitles: \(shown(subtitles.language ?? "in a language that it doesn't name", limit: 40))")
  }
  if info.cover != nil { lines.append("  cover: a picture that is shown as poster") }
  for stream in info.leftOut {
    lines.append("  left out: stream \(stream.stream) (\(stream.kind), \(shown(stream.codec))), which \(stream.reason)")
  }
  for finding in info.findings {
    let sentence = [finding.sentence, finding.remedy].compactMap(\.self).joined(separator: "; ")
    lines.append("  \(finding.severity.rawValue): \(shown(sentence, limit: 600))")
  }
  return lines.joined(separator: "\n")
}

/// FFmpeg's names as people know them.
private let containers = [
  "mov": "MP4 or MOV", "matroska": "Matroska or WebM", "mp3": "MP3", "wav": "WAV", "mpegts": "MPEG-TS", "avi": "AVI",
  "flv": "FLV", "ogg": "Ogg", "flac": "FLAC", "aac": "AAC",
]
private let codecs = [
  "h264": "H.264", "hevc": "H.265", "vp8": "VP8", "vp9": "VP9", "av1": "AV1", "prores": "ProRes", "aac": "AAC",
  "mp3": "MP3",
  "opus": "Opus",
  "vorbis": "Vorbis", "mp2": "MP2", "ac3": "AC-3", "eac3": "E-AC-3", "flac": "FLAC", "alac": "Apple Lossless",
  "pcm_s16le": "PCM, 16 bits", "pcm_s24le": "PCM, 24 bits",
]

private func megabytes(_ bytes: Int64) -> String { "\(decimal(Double(bytes) / 1e6, 10)) MB" }

private func keyframes(_ video: VideoInfo) -> String {
  guard video.keyframes.count > 1 else { return counted(video.keyframes.count, "keyframe") }
  let seconds = video.range.end.approximateSeconds - video.range.start.approximateSeconds
  return
    "\(video.keyframes.count) keyframes, one every \(decimal(seconds / Double(video.keyframes.count), 10)) s on average"
}

/// Rounded to a `part`th: `25`, `29.97`.
private func decimal(_ value: Double, _ part: Double) -> String {
  let rounded = (value * part).rounded() / part
  return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int64(rounded))" : "\(rounded)"
}
