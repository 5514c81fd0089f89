import Foundation
import Lesson
import Synchronization
import TestSupport
import Timeline

/// A recording and how it is divided: a source that a lesson has to get right.
struct ProofSource: Hashable, Sendable, CustomStringConvertible {
  var description: String
  var recording: TestRecording
  var options: [String] = []
  /// The chapter list; nil where pauses decide.
  var list: String?

  init(_ description: String, _ recording: TestRecording, list: String?, options: [String] = []) {
    self.description = description
    self.recording = recording
    self.options = options
    self.list = list
  }

  /// The clock of the frame of this number, in seconds from the first shown frame or sample: by how the recording was made, not by what a demuxer says.
  func time(ofFrame number: Int) -> Double {
    let picture = recording.picture ?? .init()
    let parts = picture.rate.split(separator: "/").compactMap { Double($0) }
    // AAC's priming is part of the sound in Matroska files by FFmpeg.
    let priming = recording.container == .mkv && recording.sound != nil ? 0.021 : 0
    let origin = min(picture.start + priming, recording.sound?.start ?? .infinity)
    return picture.start + priming - origin + Double(number) * (parts.count == 2 ? parts[1] / parts[0] : 1 / parts[0])
  }

  var frameLength: Double { time(ofFrame: 1) - time(ofFrame: 0) }

  /// The frames that are shown from `start` until before `end`. Matroska rounds times to a millisecond.
  func frames(from start: Instant, to end: Instant) -> [Int] {
    let range = (start.approximateSeconds - 0.0006)..<(end.approximateSeconds - 0.0006)
    return recording.sourceFrames.filter { range.contains(time(ofFrame: $0)) }
  }

  /// In each second a cue of 1.2 s: every boundary cuts one.
  var cues: [(start: Double, end: Double, text: String)] {
    (0..<Int(recording.seconds) - 1).map { (Double($0) + 0.25, Double($0) + 1.45, "said in second \($0)") }
  }

  private var captions: String {
    "WEBVTT\n\n"
      + cues.map { "00:0\(Int($0.start)).250 --> 00:0\(Int($0.end)).450\n\($0.text)\n" }.joined(separator: "\n")
  }

  /// A question to half of each second.
  var questions: [(id: String, start: Double, end: Double)] {
    (0..<Int(recording.seconds) - 1).map { ("q\($0)", Double($0) + 0.5, Double($0) + 1) }
  }

  private var quiz: String {
    questions.map { "// [id:\($0.id)] [tag:at=0:0\(Int($0.start)).5-0:0\(Int($0.end)).0]\nWas it \($0.id)? {T}\n" }
      .joined(separator: "\n")
  }

  var companions: [String: String] {
    var files = ["en.vtt": captions, "quiz.gift": quiz]
    files["chapters.txt"] = list
    return files
  }

  /// The lesson; made at the first call.
  func lesson() throws -> ProofLesson {
    try Self.made.withLock { made in
      if let lesson = made[self] { return lesson }
      let folder = try RecordingFolder(recording, companions: companions).makeLesson(options)
      let lesson = try ProofLesson(folder: folder, source: self)
      made[self] = lesson
      return lesson
    }
  }

  private static let made = Mutex<[ProofSource: ProofLesson]>([:])
}

/// A lesson that the built program made.
struct ProofLesson: Sendable {
  let folder: URL
  let manifest: Manifest
  let source: ProofSource

  init(folder: URL, source: ProofSource) throws {
    self.folder = folder
    self.source = source
    manifest = try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: folder.appending(path: "manifest.json")))
  }

  struct Chapter {
    var entry: Manifest.Chapter
    var start: Instant
    var end: Instant
    /// What the picture has to show, by the manifest's exact times.
    var frames: [Int]
    var video: Manifest.Media
    var videoFile: URL
  }

  /// Throws where a chapter has no video or no exact stretch.
  func chapters() throws -> [Chapter] {
    try manifest.chapters.map { entry in
      guard let video = entry.video, entry.source.exact.count == 2 else {
        throw ToolError(description: "chapter \(entry.number) of \(source) is not whole")
      }
      let (start, end) = (entry.source.exact[0], entry.source.exact[1])
      return Chapter(
        entry: entry, start: start, end: end, frames: source.frames(from: start, to: end), video: video,
        videoFile: folder.appending(path: video.path))
    }
  }

  func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }
}

/// Boundaries that are no keyframes of a picture with one in two seconds, with decimals: they are followed to the frame.
private let decimals = "0:00.0 Beginning\n0:02.21 Middle\n0:05.03 End\n"

private func speaking(_ recording: TestRecording) -> TestRecording {
  var recording = recording
  recording.sound?.content = .speech(SpeechScript([(0.2, 2.3), (3.2, 5.4), (6.4, recording.seconds - 0.2)]))
  return recording
}

/// Sources whose frames are looked at, one by one.
let proofSources: [ProofSource] = [
  ProofSource("no B-frames", TestRecording(seconds: 8) { $0.picture?.bFrames = 0 }, list: decimals),
  ProofSource("many B-frames", TestRecording(seconds: 8) { $0.picture?.bFrames = 4 }, list: decimals),
  ProofSource("one GOP", TestRecording(seconds: 8) { $0.picture?.gop = 250 }, list: decimals),
  ProofSource("at keyframes", TestRecording(seconds: 8), list: "0:00.0 A\n0:02.0 B\n0:06.0 C\n"),
  ProofSource("29.97 frames/s", TestRecording(seconds: 8) { $0.picture?.rate = "30000/1001" }, list: decimals),
  ProofSource("variable rate", TestRecording(seconds: 8) { $0.picture?.isVariable = true }, list: decimals),
  ProofSource("MOV", TestRecording(seconds: 8, .mov), list: decimals),
  ProofSource("Matroska", TestRecording(seconds: 8, .mkv), list: decimals),
  ProofSource("picture starts late", TestRecording(seconds: 8) { $0.picture?.start = 0.48 }, list: decimals),
  ProofSource("sound starts late", TestRecording(seconds: 8) { $0.sound?.start = 0.7 }, list: decimals),
  ProofSource("turned by 90°", .turned(90), list: decimals),
  ProofSource("turned by 180°", .turned(180), list: decimals),
  ProofSource("turned by 270°", .turned(270), list: decimals),
  ProofSource("no sound", TestRecording(seconds: 8) { $0.sound = nil }, list: decimals),
  ProofSource(
    "whole seconds near pauses", speaking(TestRecording(seconds: 8) { $0.picture?.gop = 250 }),
    list: "0:00 A\n0:02 B\n0:06 C\n", options: ["--snap", "1s"]),
  ProofSource(
    "planned", speaking(TestRecording(seconds: 9) { $0.picture?.gop = 250 }), list: nil,
    options: ["--target", "10s", "--min", "1s", "--max", "4s"]),
]

extension TestRecording {
  /// A portrait phone video, or one held upside down.
  fileprivate static func turned(_ degrees: Int) -> TestRecording {
    TestRecording(seconds: 8) {
      $0.picture?.rotation = degrees
      if degrees == 180 { return }
      $0.picture?.width = 180
      $0.picture?.height = 320
    }
  }
}
