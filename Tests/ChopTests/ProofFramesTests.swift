import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

/// What the pictures of a lesson show, read from the pictures, is what its manifest says: by ffmpeg.
@Suite struct ProofFramesTests {
  /// The frames that ffmpeg shows of each chapter are those of its exact stretch, all of them, in order, upright.
  @Test(arguments: proofSources)
  func showTheirStretchToTheFrame(source: ProofSource) throws {
    let lesson = try source.lesson()
    for chapter in try lesson.chapters() {
      #expect(!chapter.frames.isEmpty)
      #expect(try frameNumbers(of: chapter.videoFile) == chapter.frames, "chapter \(chapter.entry.number)")
    }
  }

  @Test(arguments: proofSources)
  func showEachFrameOfTheSourceInExactlyOneChapter(source: ProofSource) throws {
    let chapters = try source.lesson().chapters()
    #expect(chapters.count >= 3)
    #expect(chapters.first?.start == .zero)
    for (chapter, next) in zip(chapters, chapters.dropFirst()) { #expect(chapter.end == next.start) }
    #expect(try chapters.flatMap { try frameNumbers(of: $0.videoFile) } == source.recording.sourceFrames)
  }

  /// ffprobe's duration is the manifest's, within a frame; the size is as displayed.
  @Test(arguments: proofSources)
  func lastAndMeasureAsTheManifestSays(source: ProofSource) throws {
    let picture = try #require(source.recording.picture)
    for chapter in try source.lesson().chapters() {
      let length = try (chapter.end - chapter.start).approximateSeconds
      #expect(abs(Double(chapter.video.duration.microseconds) / 1e6 - length) < 1e-6)
      #expect(abs(try probe(chapter.videoFile).duration - length) < source.frameLength)
      #expect(chapter.video.width == picture.width)
      #expect(chapter.video.height == picture.height)
    }
  }

  /// A list's time with decimals is followed to the first frame at or after it; where that is no keyframe, the manifest says so.
  @Test(arguments: proofSources.filter { $0.list?.contains(".") == true })
  func startAtTheFrameThatTheListAsksFor(source: ProofSource) throws {
    let chapters = try source.lesson().chapters()
    let asked = try #require(source.list).split(separator: "\n").compactMap {
      Instant(clock: $0.split(separator: " ")[0])
    }
    #expect(chapters.map { Seconds($0.start) } == chapters.map(\.entry.cut.actual))
    #expect(chapters.map(\.entry.cut.requested) == asked.map { Seconds($0) })
    for (chapter, asked) in zip(chapters, asked).dropFirst() {
      let before = source.recording.sourceFrames.last { $0 < chapter.frames.first ?? 0 }
      #expect(chapter.start >= asked)
      #expect(source.time(ofFrame: before ?? 0) < asked.approximateSeconds)
      // The encoder numbers the frames that are left; only then is each `gop`th a keyframe.
      if let first = chapter.frames.first, source.recording.picture?.isVariable == false {
        let isKeyframe = first % (source.recording.picture?.gop ?? 1) == 0
        #expect(chapter.entry.cut.method == (isKeyframe ? .copy : .exact))
      }
    }
  }

  /// No more is in a file than what is shown, and the few frames behind its end that others refer to.
  @Test(arguments: proofSources)
  func holdNoMoreThanIsNeeded(source: ProofSource) throws {
    for chapter in try source.lesson().chapters() {
      let all = try packets(of: chapter.videoFile, stream: "v:0").count
      #expect(all <= chapter.frames.count + 2, "chapter \(chapter.entry.number)")
    }
  }

  @Test func whatIsAskedForAndWhatIsCutCanDiffer() throws {
    let cuts = try #require(proofSources.first { $0.description == "one GOP" }).lesson().manifest.chapters.map(\.cut)
    #expect(cuts.map(\.method) == [.copy, .exact, .exact])
    #expect(cuts.dropFirst().allSatisfy { $0.requested != $0.actual })
  }

  /// Whole seconds move to the pauses nearby, and planned boundaries lie in pauses.
  @Test(arguments: proofSources.filter { $0.list?.contains(".") != true })
  func startInPausesWhereTheyMay(source: ProofSource) throws {
    guard case .speech(let script) = source.recording.sound?.content else {
      Issue.record("\(source) has no speech")
      return
    }
    let chapters = try source.lesson().chapters()
    #expect(chapters.count == 3)
    for chapter in chapters.dropFirst() {
      let start = chapter.start.approximateSeconds
      #expect(!script.stretches.contains { $0.start <= start && start < $0.end }, "\(start)")
      #expect(chapter.entry.cut.method == .exact)
      #expect(chapter.entry.boundary.kind == (source.list == nil ? .pause : .list))
    }
  }

  /// A poster is a picture of its chapter, as displayed: its stamp is read without turning it.
  @Test(arguments: proofSources)
  func havePostersFromWithinThemUpright(source: ProofSource) throws {
    let lesson = try source.lesson()
    for chapter in try lesson.chapters() {
      let poster = lesson.folder.appending(path: try #require(chapter.entry.poster).path)
      let stamp = try #require(try stamps(of: poster).first ?? nil)
      #expect(stamp.quarterTurns == 0)
      #expect(chapter.frames.contains(stamp.number))
      let picture = try #require(try probe(poster).first("video"))
      #expect(picture.codecName == "mjpeg")
      #expect(picture.width == chapter.video.width)
      #expect(picture.height == chapter.video.height)
    }
  }
}
