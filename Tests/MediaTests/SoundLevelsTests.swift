import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

@testable import Media

@Suite struct SoundLevelsTests {
  private func levels(_ recording: TestRecording, window: TimeSpan = 10.ms) throws -> SoundLevels {
    let file = try recording.file()
    return try soundLevels(of: file, named: "lecture", info: survey(file, named: "lecture"), window: window)
  }

  /// Mean level of the windows from `start` to `end` seconds, in the power domain.
  private func level(_ levels: SoundLevels, _ start: Double, _ end: Double) -> Double {
    let origin = levels.start.approximateSeconds
    let width = levels.window.approximateSeconds
    let part = levels.levels[Int((start - origin) / width)..<Int((end - origin) / width)]
    return 10 * log10(part.reduce(0) { $0 + pow(10, Double($1) / 10) } / Double(part.count))
  }

  @Test(arguments: TestRecording.Container.allCases)
  func speechAndRoomAreMeasuredInEveryContainer(_ container: TestRecording.Container) throws {
    let script = SpeechScript([(1, 3), (4, 5.5)], noise: -55, speech: -20)
    let measured = try levels(TestRecording(seconds: 6, container) { $0.sound?.content = .speech(script) })
    #expect((599...604).contains(measured.levels.count))
    for (start, end, expected) in [(1.1, 2.9, -20.0), (4.1, 5.4, -20), (0.2, 0.8, -55), (3.1, 3.8, -55)] {
      #expect(abs(level(measured, start, end) - expected) < 1.5, "\(container) \(start)")
    }
    // Speech starts within two windows of its time: nothing is shifted by priming or by the container.
    let onset = try #require(measured.levels.firstIndex { $0 > -38 })
    #expect(abs(Double(onset) * 0.01 + measured.start.approximateSeconds - 1) < (container == .mkv ? 0.05 : 0.025))
  }

  @Test func theLoudestChannelCounts() throws {
    let script = SpeechScript([(1, 3)], noise: -60, speech: -20, channel: 1)
    let measured = try levels(
      TestRecording(seconds: 4, .wav) {
        $0.sound?.content = .speech(script)
        $0.sound?.channels = 2
      })
    #expect(abs(level(measured, 1.1, 2.9) - -20) < 1)
    #expect(abs(level(measured, 3.2, 3.9) - -60) < 1.5)
  }

  @Test func digitalSilenceIsAtTheFloor() throws {
    let measured = try levels(TestRecording(seconds: 2) { $0.sound?.content = .digitalSilence })
    #expect(measured.levels.allSatisfy { $0 == SoundLevels.floor })
  }

  @Test func mainsHumIsNoSound() throws {
    let url = temporaryFile("hum.wav")
    try run("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "sine=50:r=48000:d=3,volume=-6dB", url.path])
    let info = try survey(url, named: "hum.wav")
    let measured = try soundLevels(of: url, named: "hum.wav", info: info)
    // -27 dBFS as recorded (ffmpeg's sine has an amplitude of 1/8, halved).
    #expect(level(measured, 1, 2.9) < -36)
  }

  @Test func oddRatesAndWindowsKeepTime() throws {
    let measured = try levels(
      TestRecording(seconds: 3, .wav) {
        $0.sound?.sampleRate = 11025
        $0.sound?.content = .speech(SpeechScript([(2, 3)], noise: -70, speech: -20))
      }, window: 7.ms)
    #expect(measured.levels.count == 429)
    let onset = try #require(measured.levels.firstIndex { $0 > -40 })
    #expect(abs(Double(onset) * 0.007 - 2) < 0.015)
    #expect(try measured.range(of: 2) == TimeRange(.zero + 14.ms, .zero + 21.ms))
  }

  @Test func lateSoundStartsWhereItStarts() throws {
    let script = SpeechScript([(1, 2)], noise: -60, speech: -20)
    let measured = try levels(
      TestRecording(seconds: 3) {
        $0.sound?.start = 0.8
        $0.sound?.content = .speech(script)
      })
    #expect(abs(measured.start.approximateSeconds - 0.8) < 0.03)
    let onset = try #require(measured.levels.firstIndex { $0 > -38 })
    #expect(abs(measured.start.approximateSeconds + Double(onset) * 0.01 - 1.8) < 0.03)
  }

  @Test func gapsKeepTheTimeOfWhatFollows() throws {
    let script = SpeechScript([(0, 1.5), (6, 7)], noise: -60, speech: -20)
    let source = try TestRecording(seconds: 8) { $0.sound?.content = .speech(script) }.file()
    let url = temporaryFile("gap.mp4")
    try run(
      "ffmpeg",
      ["-v", "error", "-i", source.path, "-c", "copy", "-bsf:a", "noise=drop='between(n,100,150)':amount=0", url.path])
    let measured = try soundLevels(of: url, named: "gap.mp4", info: survey(url, named: "gap.mp4"))
    #expect(measured.levels[220..<300].allSatisfy { $0 == SoundLevels.floor })
    let onset = try #require(measured.levels[300...].firstIndex { $0 > -38 })
    #expect(abs(Double(onset) * 0.01 - 6) < 0.03)
  }

  @Test func soundThatCannotBeDecodedYetIsSaid() throws {
    let file = try TestRecording(seconds: 1, .mkv) { $0.sound?.codec = "wmav2" }.file()
    let info = try survey(file, named: "wma.mkv")
    let error = #expect(throws: MediaError.self) { _ = try soundLevels(of: file, named: "wma.mkv", info: info) }
    #expect(error?.description == "wma.mkv: is coded as wmav2, which chop does not decode yet")
  }
}
