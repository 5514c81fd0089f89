import Cutting
import Foundation
import Lesson
import Media
import TestSupport
import Testing
import Timeline

/// Whatever a recording comes in: its frames and samples are all in its chapters, once and in order.
@Suite struct ContainerTests {
  @Test(arguments: ContainerSource.all) func losesAndDoublesNothing(_ source: ContainerSource) throws {
    let cut = try CutRecording(file: source.made(), at: ["2.2037", "4.1"])
    #expect(cut.files.count == 3)
    #expect(cut.files.map(\.pathExtension) == Array(repeating: (source.file as NSString).pathExtension, count: 3))
    // The manifest's schema allows no other.
    #expect(ChapterFormat(for: cut.info).type.hasPrefix(source.recording.picture == nil ? "audio/" : "video/"))
    if source.recording.picture != nil {
      #expect(try cut.files.flatMap(frameNumbers) == source.recording.sourceFrames)
    }
    let rate = try Int(#require(probe(cut.files[0]).first("audio")?.sampleRate)) ?? 0
    let whole = try samples(of: cut.source, rate: rate)
    let sound = try #require(cut.info.sound)
    for (file, place) in zip(cut.files, cut.cuts.cuts) {
      let heard = try samples(of: file)
      let start = try count(to: max(place.range.start, sound.range.start), sound.range.start, rate)
      let end = try count(to: min(place.range.end, sound.range.end), sound.range.start, rate)
      // FFmpeg plays the last packet out behind the edit list's end; a player stops there.
      #expect(heard.count >= min(end, whole.count) - start - 1)
      #expect(heard.count < end - start + 4700)
      // What is encoded again is silent up to where the sound starts.
      let lead =
        try sound.encodedAs == nil
        ? 0 : count(to: max(place.range.start, sound.range.start), place.range.start, rate)
      // Its last packet may hold less than the recording's, so the very end is left to the chapter behind.
      for offset in [0, (end - start) / 2, end - start - 2100] {
        try #require(lead + offset + 900 <= heard.count)
        let (shift, likeness) = bestShift(
          of: Array(heard[lead + offset..<lead + offset + 900]), in: whole, around: start + offset)
        let isExact = sound.encodedAs == nil
        #expect(abs(shift) <= (isExact ? 0 : 1), "off by \(shift) samples at \(offset) of \(end - start)")
        #expect(likeness > source.likeness, "like by \(likeness) at \(offset) of \(end - start)")
      }
    }
  }

  /// A frame may begin in the very middle of a sample.
  private func count(to instant: Instant, _ start: Instant, _ rate: Int) throws -> Int {
    let clock = try #require(Int32(exactly: rate).flatMap { TimeBase(perSecond: $0) })
    return try Int((instant - start).ticks(in: clock, rounding: .nearest))
  }
}
