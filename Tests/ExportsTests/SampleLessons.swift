import Captions
import Documents
import Exports
import Foundation
import Lesson
import Timeline

/// Lessons made by hand, for the exports' tests and, with media that a script adds, for tests in a browser.
enum SampleLessons {
  static let all: [(name: String, contents: LessonContents)] = [
    ("energy", energy), ("portrait", portrait), ("sound", sound), ("arabic", arabic), ("hostile", hostile),
  ]

  struct Chapter {
    var id: String
    var title: String
    var summary = ""
    /// In milliseconds.
    var length: Int
    var captions: [(language: String, lines: [String])] = []
    var quiz: [Question] = []
    /// Left out of the lesson after this chapter, in milliseconds.
    var skipped = 0
  }

  static func lesson(
    _ title: String, id: String, language: String = "en", width: Int? = 1280, height: Int? = 720, chapters: [Chapter],
    closing: [Question] = [], details: (inout Manifest) -> Void = { _ in }
  ) -> LessonContents {
    let length = chapters.map { $0.length + $0.skipped }.reduce(0, +)
    var manifest = Manifest(
      fingerprint: sha("f"), generator: "chop 0.1.0", id: id, title: title, language: language, duration: length.ms)
    manifest.sources = [.init(name: "lecture.mp4", bytes: 1000, sha256: sha("a"), duration: Seconds(length.ms))]
    details(&manifest)
    var captions: [[CaptionTrack]] = []
    var start = 0
    for (index, chapter) in chapters.enumerated() {
      let range = TimeRange(at(start), at(start + chapter.length))
      let folder = chapter.id
      let media = Manifest.Media(
        file: file(
          "\(folder)/\(width == nil ? "audio.m4a" : "video.mp4")",
          width == nil ? "audio/mp4; codecs=\"mp4a.40.2\"" : "video/mp4; codecs=\"avc1.640028, mp4a.40.2\""),
        duration: chapter.length.ms, width: width, height: height)
      let tracks = chapter.captions.map { track in
        CaptionTrack(
          language: track.language, file: "captions.\(track.language).vtt",
          cues: cues(track.lines, length: chapter.length))
      }
      captions.append(tracks)
      manifest.chapters.append(
        .init(
          id: folder, number: index + 1, title: chapter.title, summary: chapter.summary, source: .init(range: range),
          boundary: index == 0
            ? Boundary(.start, evidence: "the recording starts")
            : Boundary(.pause, evidence: "a pause of 1.8 s, 34 dB below speech"),
          cut: .init(method: .copy, requested: range.start, actual: range.start),
          video: width == nil ? nil : media, audio: width == nil ? media : nil,
          poster: file("\(folder)/poster.jpg", "image/jpeg"),
          captions: tracks.map {
            .init(file: file("\(folder)/captions.\($0.language.lowercased()).vtt", "text/vtt"), language: $0.language)
          },
          quiz: chapter.quiz.isEmpty
            ? nil : .init(file: file("\(folder)/quiz.json", "application/json"), questions: chapter.quiz.count)))
      start += chapter.length
      if chapter.skipped > 0 {
        manifest.omitted.append(
          .init(
            range: TimeRange(at(start), at(start + chapter.skipped)),
            requested: TimeRange(at(start), at(start + chapter.skipped)), reason: "skip"))
        start += chapter.skipped
      }
    }
    if !closing.isEmpty {
      manifest.quiz = .init(file: file("closing-quiz.json", "application/json"), questions: closing.count)
    }
    return LessonContents(
      manifest: manifest, captions: captions,
      quizzes: chapters.map { $0.quiz.isEmpty ? nil : Quiz(questions: $0.quiz) },
      closingQuiz: closing.isEmpty ? nil : Quiz(questions: closing))
  }

  static func at(_ milliseconds: Int) -> Instant {
    (try? Instant(ticks: Int64(milliseconds), in: .milliseconds)) ?? .zero
  }
  static func span(_ start: Int, _ end: Int) -> TimeRange { TimeRange(at(start), at(end)) }
  static func sha(_ digit: Character) -> String { String(repeating: digit, count: 64) }

  private static func file(_ path: String, _ type: String) -> Manifest.File {
    .init(path: path, type: type, bytes: 1000, sha256: sha("0"))
  }

  /// One cue after the other, with a breath in between; `Name: text` is said by Name.
  private static func cues(_ lines: [String], length: Int) -> [Cue] {
    lines.enumerated().map { index, line in
      let step = length / max(lines.count, 1)
      let parts = line.split(separator: "|", maxSplits: 1).map(String.init)
      return Cue(
        range: span(index * step + 100, (index + 1) * step - 100), lines: [parts.last ?? ""],
        speaker: parts.count == 2 ? parts[0] : nil)
    }
  }

  /// All of a lesson's folder but media and posters.
  static func write(_ contents: LessonContents, to folder: URL) throws {
    func write(_ data: Data, _ path: String) throws {
      let url = folder.appending(path: path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: url)
    }
    for name in ["page", "chapters-vtt"] {
      for file in try builtInExport(named: name)?.export(contents).files ?? [] {
        if let data = file.data { try write(data, file.path) }
      }
    }
    let manifest = contents.manifest
    for (index, chapter) in manifest.chapters.enumerated() {
      for (track, file) in zip(contents.captions[index], chapter.captions) {
        try write(Data(webVTT(track.cues, speakers: true).utf8), file.path)
      }
      if let quiz = contents.quizzes[index], let file = chapter.quiz {
        try write(encodeOrderedJSON(quiz, pretty: true), file.path)
      }
    }
    if let quiz = contents.closingQuiz, let file = manifest.quiz {
      try write(encodeOrderedJSON(quiz, pretty: true), file.path)
    }
    try write(ManifestFile.data(manifest), ManifestFile.path)
  }
}
