import Documents
import Foundation
import Lesson
import StageGraph
import TestSupport
import Testing
import Timeline

@testable import Stages

@Suite struct ReadCaptionsTests {
  private static let hello = "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Eva>Hello\n"

  /// What the stage makes of these files, named by their language (or none).
  private func read(
    _ files: [(name: String, language: String?, text: String)], details language: String? = nil,
    container: String? = nil, _ change: (inout ReadCaptions) -> Void = { _ in }
  ) async throws -> (made: GivenCaptions, warned: [String]) {
    var stage = ReadCaptions()
    stage.companions = Companions(
      files: files.map { Companion(name: $0.name, role: .captions, language: $0.language, sha256: "") })
    stage.info = MediaInfo(
      container: "mov", size: 1, origin: .zero, duration: 9.s, video: nil, sound: nil, cover: nil, leftOut: [],
      title: nil, language: container, findings: [])
    var details = GivenDetails()
    details.details.language = language
    stage.details = details
    change(&stage)
    let places = try files.map { ($0.name, try temporaryFile("captions", Data($0.text.utf8))) }
    let workshop = Workshop(places: Places(files: Dictionary(uniqueKeysWithValues: places)))
    return (try await stage.run(in: workshop), workshop.warnings)
  }

  /// The file's name knows best, then the teacher, then the container; nobody guesses.
  @Test(
    arguments: [
      ("fr", "de", "en", "fr"), (nil, "de", "en", "de"), (nil, nil, "en", "en"), (nil, nil, nil, "und"),
    ] as [(String?, String?, String?, String)])
  func theLanguageIsWhatSomebodySaid(name: String?, details: String?, container: String?, found: String) async throws {
    let given = try await read([("a.vtt", name, Self.hello)], details: details, container: container)
    #expect(given.made.tracks.map(\.language) == [found])
  }

  @Test func ofTwoFilesInOneLanguageTheFirstIsTaken() async throws {
    let given = try await read(
      [("a.en.vtt", "en", Self.hello), ("a.vtt", nil, Self.hello), ("a.de.vtt", "de", Self.hello)], details: "EN")
    #expect(given.made.tracks.map(\.file) == ["a.en.vtt", "a.de.vtt"])
    #expect(given.made.warnings == given.warned)
    #expect(given.warned.count == 1)
    #expect(given.warned.first?.contains("a.vtt is not used") == true)
    #expect(given.warned.first?.contains("a.en.vtt") == true)
  }

  @Test func aDoubtfulCueIsSkippedOrRefused() async throws {
    let text = Self.hello + "\n00:02.000 --> 00:01.500\nBackwards\n"
    let given = try await read([("a.vtt", nil, text)])
    #expect(given.made.tracks.first?.cues.map(\.text) == ["Hello"])
    #expect(given.warned.first?.hasPrefix("a.vtt:6:") == true)
    let error = await #expect(throws: DocumentError.self) {
      try await read([("a.vtt", nil, text)]) { $0.strict = true }
    }
    #expect(error?.diagnostics.first?.severity == .error)
    #expect(error?.description.contains("a.vtt:6:") == true)
  }

  /// The recording lasts 9 s.
  @Test func cuesPastTheEndAreToldOfOrRefused() async throws {
    let other = Self.hello + "\n01:01.000 --> 01:02.000\nLost\n\n02:00.000 --> 02:01.000\nLost\n"
    let sentence = "2 of 3 cues lie past the recording's end (0:09); is this another recording's file?"
    let given = try await read([("a.vtt", nil, other)])
    #expect(given.warned == ["a.vtt: warning: \(sentence)"])
    #expect(given.made.warnings == given.warned)
    let error = await #expect(throws: DocumentError.self) {
      try await read([("a.vtt", nil, other)]) { $0.strict = true }
    }
    #expect(error?.description == "a.vtt: error: \(sentence)")
    #expect(try await read([("a.vtt", nil, other)]) { $0.late = 2.min }.warned == [])
  }

  @Test func aCueThatReachesPastTheEndIsNoMatter() async throws {
    let text = Self.hello + "\n00:08.000 --> 00:14.000\nLong\n\n00:09.500 --> 00:10.900\nBye\n"
    #expect(try await read([("a.vtt", nil, text)]) { $0.strict = true }.warned == [])
  }

  @Test func speakersCanBeDropped() async throws {
    #expect(try await read([("a.vtt", nil, Self.hello)]).made.tracks[0].cues.map(\.speaker) == ["Eva"])
    let without = try await read([("a.vtt", nil, Self.hello)]) { $0.speakers = false }
    #expect(without.made.tracks[0].cues.map(\.speaker) == [nil])
    #expect(without.made.tracks[0].cues.map(\.text) == ["Hello"])
  }
}

@Suite struct SplitCaptionsTests {
  private func names(_ languages: [String]) -> [String] {
    SplitCaptions.fileNames(for: languages.map { CaptionTrack(language: $0, file: "", cues: []) })
  }

  @Test func aFileIsNamedByItsLanguage() {
    #expect(names(["en", "de", "zh-Hant"]) == ["captions.en.vtt", "captions.de.vtt", "captions.zh-hant.vtt"])
  }

  /// Whatever a language is, its file lies in the chapter's folder and no two are one.
  @Test(
    arguments: [
      ["../../etc/passwd", "en/../x", "", ".", "-"], ["en", "EN", "En"], ["x-2", "日本"], ["en\u{0}", "e n", "en\n"],
      ["en-2", "en", "en"], ["\u{212a}o", "ko"], [String(repeating: "a", count: 4000), "<script>"],
      [String(repeating: "a-", count: 400) + "a"],
      ["en-1", "en", "EN", "en-3", "en-3"],
    ])
  func hostileLanguagesGiveHarmlessNames(languages: [String]) {
    let names = names(languages)
    for name in names { #expect(name.wholeMatch(of: /captions\.[a-z0-9]+(-[a-z0-9]+)*\.vtt/) != nil, "\(name)") }
    #expect(names.allSatisfy { $0.utf8.count < 200 })
    #expect(Set(names).count == names.count, "\(names)")
  }
}
