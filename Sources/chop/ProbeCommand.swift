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

  @Argument(help: "The recording.") var recording: String
  @Flag(name: .long, help: "JSON for programs; times are exact fractions of seconds.") var json = false

  func run() async throws {
    let command = self
    try await Failure.reported {
      try await Interruption.cancelling {
        let file = try RecordingFile(path: command.recording)
        let info = try survey(file.url, named: file.recording.name, acceptTruncated: true) { _, _ in }
        if command.json {
          Console.out(String(decoding: try encodeOrderedJSON(info, pretty: true, forHTML: false), as: UTF8.self))
        } else {
          Console.out(describe(file.recording.name, info))
        }
      }
    }
  }
}

private func describe(_ name: String, _ info: MediaInfo) -> String {
  var lines = ["\(Console.bold(shown(name))): \(info.container), \(info.duration.shortClock), \(megabytes(info.size))"]
  if let video = info.video {
    let turn = video.rotation == 0 ? "" : ", turned by \(video.rotation)°"
    lines.append(
      "  picture: \(video.codec) \(video.width)x\(video.height)\(turn), \(rate(video.frameRate)) frames/s, "
        + "\(counted(video.keyframes.count, "keyframe")), a keyframe every \(gap(video))")
  }
  if let sound = info.sound {
    lines.append("  sound: \(sound.codec), \(sound.sampleRate) Hz, \(counted(sound.channels, "channel"))")
  }
  if info.cover != nil { lines.append("  a cover picture") }
  for stream in info.leftOut {
    lines.append("  left out: stream \(stream.stream) (\(stream.kind), \(shown(stream.codec))), which \(stream.reason)")
  }
  for finding in info.findings {
    lines.append(
      "  \(finding.severity.rawValue): "
        + [finding.sentence, finding.remedy].compactMap(\.self).joined(separator: "; "))
  }
  return lines.joined(separator: "\n")
}

private func megabytes(_ bytes: Int64) -> String { "\((Double(bytes) / 1e5).rounded() / 10) MB" }

private func rate(_ rate: Double) -> String { "\((rate * 100).rounded() / 100)" }

private func gap(_ video: VideoInfo) -> String {
  let seconds =
    (video.range.end.approximateSeconds - video.range.start.approximateSeconds) / Double(max(1, video.keyframes.count))
  return "\((seconds * 10).rounded() / 10) s"
}
