import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

@testable import Media

/// Files whose bytes were changed: any answer is right but a trap, a hang or a result that contradicts itself.
@Suite struct HostileRecordingTests {
  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, sides)
    }
  }

  @Test(arguments: [TestRecording.Container.mp4, .mov, .mkv, .mp3, .wav, .m4a])
  func changedBytesNeverTrap(_ container: TestRecording.Container) throws {
    let whole = try Data(
      contentsOf: TestRecording(seconds: 1, container) {
        $0.arguments = container == .mp4 ? ["-movflags", "+faststart"] : []
        $0.hasCover = container == .mp3
      }.file())
    // Headers are where numbers live: at the start, but for a MOV's index, which stands at the end.
    let start = container == .mov || container == .m4a ? whole.count - min(whole.count, 2500) : 0
    var dice = Dice(state: UInt64(container.rawValue.utf8.reduce(7) { $0 * 31 + Int($1) }))
    let url = temporaryFile("hostile.\(container.rawValue)")
    for _ in 0..<50 {
      var bytes = whole
      for _ in 0..<1 + dice.roll(6) {
        let place = start + dice.roll(min(2500, whole.count - start))
        let values: [UInt8] = [0, 0xff, 0x7f, 0x80, 1, UInt8(dice.roll(256))]
        for offset in 0..<(dice.roll(3) == 0 ? 4 : 1) where place + offset < bytes.count {
          bytes[place + offset] = values[dice.roll(values.count)]
        }
      }
      try bytes.write(to: url)
      try useAll(url)
    }
  }

  /// Surveys, measures and makes a poster, as the whole job would.
  private func useAll(_ url: URL) throws {
    do {
      let info = try survey(url, named: "hostile", acceptTruncated: true)
      #expect(info.duration >= .zero)
      if let video = info.video { #expect(video.width > 0 && video.height > 0 && video.frames > 0) }
      let whole = TimeRange(.zero, try .zero + info.duration)
      let isShort = whole.end.approximateSeconds < 3600
      if info.video != nil, isShort {
        _ = try? poster(of: url, named: "hostile", info: info, in: whole)
      }
      _ = try? cover(of: url, named: "hostile", info: info)
      if info.sound != nil, isShort { _ = try? soundLevels(of: url, named: "hostile", info: info) }
    } catch let error as MediaError {
      #expect(!error.description.contains("\n"))
    }
  }

  @Test func cutOffAnywhereNeverTraps() throws {
    let whole = try Data(contentsOf: TestRecording(seconds: 1) { $0.arguments = ["-movflags", "+faststart"] }.file())
    let url = temporaryFile("cut.mp4")
    for size in stride(from: 1, to: whole.count, by: whole.count / 30) {
      try whole.prefix(size).write(to: url)
      try useAll(url)
    }
  }

  @Test(arguments: [Int64.max, Int64.min, Int64.min + 1, Int64.max - 1, -1, 0, 1 << 62])
  func extremeTicksAreRescaledOrRefused(_ ticks: Int64) throws {
    for (from, to) in [
      (TimeBase(1, 1), TimeBase(1, .max)), (TimeBase(.max, 1), TimeBase(1, .max)),
      (TimeBase(1, .max), TimeBase(.max, 1)),
    ] {
      let result = rescaled(ticks, try #require(from), try #require(to))
      if ticks == 0 { #expect(result == 0) }
      if let result { #expect((result < 0) == (ticks < 0) || result == 0) }
    }
    #expect(rescaled(ticks, .milliseconds, .milliseconds) == (ticks == .min ? nil : ticks))
  }
}
