import Exports
import Foundation
import Lesson
import Testing
import Timeline

/// What holds for every export in the registry.
@Suite struct BuiltInExportsTests {
  @Test func namesAreUniqueAndTypeable() {
    let names = builtInExports.flatMap { [$0.name] + $0.otherNames }
    #expect(Set(names).count == names.count)
    #expect(builtInExports.allSatisfy { $0.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } })
    #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || "-.".contains($0) } })
    #expect(builtInExports.allSatisfy { !$0.summary.isEmpty && !$0.summary.hasSuffix(".") })
    #expect(builtInExports.allSatisfy { builtInExport(named: $0.name)?.name == $0.name })
  }

  @Test(arguments: builtInExports.indices) func sameContentsGiveTheSameSafeFiles(_ index: Int) throws {
    let export = builtInExports[index]
    for (name, lesson) in SampleLessons.all {
      var contents = lesson
      contents.baseURL = export.needs.contains(.baseURL) ? BaseURL("https://example.org/lessons/") : nil
      let exported = try export.export(contents)
      #expect(try export.export(contents) == exported, "\(name)")
      #expect(Set(exported.files.map(\.path)).count == exported.files.count)
      #expect(exported.files.allSatisfy { ManifestFile.isInside($0.path) && !$0.type.isEmpty })
      #expect(export.form != .file || exported.files.count == 1)
      if export.form == .package {
        let paths = exported.files.map(\.path)
        #expect(paths.first == "imsmanifest.xml")
        #expect(paths.dropFirst() == paths.dropFirst().sorted()[...])
      }
      for file in exported.files {
        guard case .copied(let path) = file.content else { continue }
        #expect(contents.manifest.allFiles.contains { $0.path == path })
      }
    }
  }

  /// Else the next `chop lecture.mp4` would take it for the recording's captions or chapters.
  @Test(arguments: builtInExports.indices) func noExportIsCalledAsACompanion(_ index: Int) throws {
    let export = builtInExports[index]
    let name = export.fileName(of: "lecture", try export.export(SampleLessons.energy))
    #expect(name.hasPrefix("lecture.\(export.name)"))
    let parts = name.dropFirst("lecture.".count).split(separator: ".").map(String.init)
    #expect(!["chapters", "quiz", "lesson", "transcript"].contains(parts[0]) || parts.count < 2)
    #expect(parts != ["gift"])
    let isLanguage = parts[0].wholeMatch(of: /[a-z]{2,3}(-[a-z0-9]{2,8})*/) != nil
    #expect(!isLanguage || !["vtt", "srt"].contains(parts.last))
  }

  /// Frames and samples seldom begin at a decimal.
  @Test(arguments: ["matroska", "ffmetadata"]) func timesThatPrintAlikeAreNoLoss(_ name: String) throws {
    var contents = SampleLessons.portrait
    for rate: Int32 in [30, 44_100, 22_050] {
      let start = try Instant(ticks: Int64(rate) * 6 + 4, in: #require(TimeBase(perSecond: rate)))
      contents.manifest.chapters[0].source = .init(range: TimeRange(.zero, start))
      contents.manifest.chapters[1].source = .init(range: TimeRange(start, SampleLessons.at(11_000)))
      #expect(try builtInExport(named: name)?.export(contents).remarks == [], "\(rate)")
    }
  }

  @Test func aCUESheetNamesTheRecording() throws {
    func sheet(_ contents: LessonContents) throws -> String {
      let exported = try #require(builtInExport(named: "cue")).export(contents)
      return String(decoding: try #require(exported.files.first?.data), as: UTF8.self)
    }
    var contents = SampleLessons.sound
    #expect(try sheet(contents).hasPrefix("FILE \"lecture.mp4\" WAVE\n"))
    contents.manifest.sources[0].name = "a \"b\"\n.wav"
    #expect(try sheet(contents).hasPrefix("FILE \"a 'b' .wav\" WAVE\n"))
    // What they play as one is no file yet.
    contents.manifest.sources.append(contents.manifest.sources[0])
    #expect(try sheet(contents).hasPrefix("FILE \"recording.wav\" WAVE\n"))
  }

  @Test func youTubeIsToldWhatItForbidsAndWhatIsLost() throws {
    let export = try #require(builtInExport(named: "youtube"))
    let exported = try export.export(SampleLessons.energy)
    #expect(
      String(decoding: try #require(exported.files.first?.data), as: UTF8.self)
        == "0:00 What is energy?\n0:12 Work: force along a path\n0:22 skip\n0:52 Kinetic energy\n")
    #expect(
      exported.remarks == [
        ExportRemark(.forbidden, "chapter 3 'Kinetic energy'", "lasts 8 seconds, and YouTube wants 10 at least")
      ])
    var contents = SampleLessons.portrait
    contents.manifest.chapters[1].source = .init(range: SampleLessons.span(6_400, 11_000))
    #expect(
      try export.export(contents).remarks.map(\.sentence).contains(
        "begins at 00:00:06.400, and 00:00:06.000 is what the list can say"))
    contents.manifest.chapters[0].title = "1 < 2"
    #expect(
      try export.export(contents).remarks.map(\.sentence).contains(
        "has < or > in its title, and YouTube takes no description with one"))
  }
}
