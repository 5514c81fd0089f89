import Digests
import Exports
import Foundation
import Lesson
import Synchronization
import TestSupport
import Timeline
import Verification

/// A copy of a lesson that chop made, for a test to damage.
struct TestLesson {
  let folder: URL
  let source: URL
  var manifest: Manifest

  /// - Parameter list: the chapter list; the lesson of equal arguments is made once and copied.
  init(_ recording: TestRecording = standard, list: String = chapters, options: [String] = []) throws {
    let companions = [
      "chapters.txt": list, "en.vtt": "WEBVTT\n\n00:00.500 --> 00:07.500\nAll the time\n",
      "quiz.gift": "// [tag:at=0:01]\nIs it so? {T}\n\n// [tag:closing]\nWas it so? {F}\n",
    ]
    let made = try Self.made.withLock { made in
      let key = "\(recording) \(list) \(options)"
      if let known = made[key] { return known }
      let place = try RecordingFolder(recording, companions: companions)
      let lesson = (try place.makeLesson(options), place.recording)
      made[key] = lesson
      return lesson
    }
    source = made.1
    folder = temporaryFile("copied.lesson")
    try FileManager.default.copyItem(at: made.0, to: folder)
    manifest = try ManifestFile.read(Data(contentsOf: folder.appending(path: "manifest.json")), named: "manifest.json")
  }

  private static let made = Mutex<[String: (URL, URL)]>([:])

  /// Nothing is encoded again: what lies before a chapter's start is hidden.
  static let hiding = ["--set", "place-cuts.cuts=edit-list"]

  /// Two chapters of 2.4 s, of which the second doesn't begin at a keyframe, and one of 3.2 s.
  static let standard = TestRecording(seconds: 8)
  static let chapters = "0:00.0 One\n0:02.4 Two\n0:04.8 Three\n"

  func video(_ index: Int) -> URL { folder.appending(path: manifest.chapters[index].video?.path ?? "") }

  /// Says of every file in the manifest what it is now, as somebody who covers his tracks would.
  mutating func refresh() throws {
    func refresh(_ path: String, _ bytes: inout Int64, _ hash: inout String) throws {
      guard let now = try? sha256(ofFileAt: folder.appending(path: path)) else { return }
      (hash, bytes) = (now.hash, now.bytes)
    }
    for index in manifest.chapters.indices {
      if var video = manifest.chapters[index].video {
        try refresh(video.path, &video.bytes, &video.sha256)
        manifest.chapters[index].video = video
      }
      if var audio = manifest.chapters[index].audio {
        try refresh(audio.path, &audio.bytes, &audio.sha256)
        manifest.chapters[index].audio = audio
      }
      for track in manifest.chapters[index].captions.indices {
        var captions = manifest.chapters[index].captions[track]
        try refresh(captions.path, &captions.bytes, &captions.sha256)
        manifest.chapters[index].captions[track] = captions
      }
      if var poster = manifest.chapters[index].poster {
        try refresh(poster.path, &poster.bytes, &poster.sha256)
        manifest.chapters[index].poster = poster
      }
      if var quiz = manifest.chapters[index].quiz {
        try refresh(quiz.path, &quiz.bytes, &quiz.sha256)
        manifest.chapters[index].quiz = quiz
      }
    }
    for index in manifest.files.indices {
      var file = manifest.files[index]
      try refresh(file.path, &file.bytes, &file.sha256)
      manifest.files[index] = file
    }
    try write(manifest)
  }

  func write(_ manifest: Manifest) throws {
    try ManifestFile.data(manifest).write(to: folder.appending(path: "manifest.json"))
  }

  /// Replaces text in `manifest.json`.
  func replace(_ old: String, with new: String) throws {
    let place = folder.appending(path: "manifest.json")
    let text = try String(contentsOf: place, encoding: .utf8)
    guard text.contains(old) else { throw ToolError(description: "the manifest has no '\(old)'") }
    try Data(text.replacing(old, with: new, maxReplacements: 1).utf8).write(to: place)
  }

  func report(source: URL?, _ depth: VerificationDepth = .standard) async throws -> VerificationReport {
    try await verifyLesson(
      in: folder, sources: source.map { [VerifiedSource($0, named: $0.lastPathComponent)] } ?? [], depth: depth)
  }

  /// The faults that are found, the source at hand: `path: sentence`, a line each.
  func faults(_ depth: VerificationDepth = .standard) async throws -> String {
    try await report(source: source, depth).faults.map { "\($0.path): \($0.sentence)" }.joined(separator: "\n")
  }
}
