import Cutting
import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

/// Sound goes on across a boundary without a sample lost or doubled.
@Suite struct SoundCutTests {
  /// Chapters, one behind the other, are the source's samples: held against its decode at the joins.
  @Test(arguments: [TestRecording.Container.m4a, .mp3, .wav, .mp4, .mkv])
  func isTheSourcesSoundAtTheJoins(container: TestRecording.Container) throws {
    let recording = TestRecording(seconds: 9, container)
    let cut = try CutRecording(recording, at: ["2.5037", "6.1"])
    let source = try heard(cut.source)
    let rate = 48000.0
    for (file, place) in zip(cut.files, cut.cuts.cuts) {
      let chapter = try heard(file)
      let start = Int((place.range.start.approximateSeconds * rate).rounded())
      let length = Int((try place.range.length().approximateSeconds * rate).rounded())
      // FFmpeg plays the last packet out behind the edit list's end; a player stops there.
      #expect(chapter.count >= length - 1)
      #expect(chapter.count < length + 2048)
      for offset in [0, length / 2, length - 1600] {
        let ours = Array(chapter[offset..<offset + 1600])
        let (best, likeness) = bestShift(of: ours, in: source, around: start + offset)
        #expect(best == 0, "\(container) off by \(best) samples at \(offset)")
        #expect(likeness > 0.95, "\(container) \(likeness)")
      }
    }
  }

  /// The sound that comes before the first frame is in the first chapter.
  @Test(arguments: [TestRecording.Container.mp4, .mov, .mkv])
  func beginsBeforeALatePicture(container: TestRecording.Container) throws {
    let cut = try CutRecording(TestRecording(seconds: 6, container) { $0.picture?.start = 1.6 }, at: ["4"])
    let source = try packets(of: cut.source, stream: "a:0").filter { ($0.pts ?? 0) >= 0 }.map(\.dataHash)
    let chapter = try packets(of: cut.files[0], stream: "a:0").filter { ($0.pts ?? 0) >= 0 }.map(\.dataHash)
    #expect(chapter.prefix(70).elementsEqual(source.prefix(70)))
  }

  @Test func cutsUncompressedSoundAtTheSampleBitForBit() throws {
    let recording = TestRecording(seconds: 5, .wav)
    let cut = try CutRecording(recording, at: ["1.23457"])
    let whole = try heard(cut.source)
    let parts = try cut.files.flatMap(heard)
    #expect(whole == parts)
  }

  private func heard(_ file: URL) throws -> [Float] { try samples(of: file) }
}

/// How many samples later in `source` than expected `part` fits best, and how well (the correlation, at most 1).
func bestShift(of part: [Float], in source: [Float], around place: Int) -> (shift: Int, likeness: Double) {
  var best = (shift: Int.max, likeness: -1.0)
  for shift in -50...50 where place + shift >= 0 && place + shift + part.count <= source.count {
    var (product, ours, theirs) = (0.0, 0.0, 0.0)
    for index in part.indices {
      let (a, b) = (Double(part[index]), Double(source[place + shift + index]))
      product += a * b
      ours += a * a
      theirs += b * b
    }
    let likeness = product / max(1e-12, (ours * theirs).squareRoot())
    if likeness > best.likeness + 1e-9 { best = (shift, likeness) }
  }
  return best
}
