import Foundation
import TestSupport
import Testing

/// The generator and its readers must be right before anything else is measured with them.
@Suite struct TestRecordingTests {
  @Test(arguments: TestRecording.Container.allCases)
  func everyContainerHoldsWhatWasAsked(_ container: TestRecording.Container) throws {
    let recording = TestRecording(seconds: 3, container)
    let file = try recording.file()
    #expect(try recording.file() == file)
    if recording.picture != nil { #expect(try frameNumbers(of: file) == Array(0..<75)) }
    let heard = try samples(of: file)
    #expect(abs(Double(heard.count) / 48000 - 3) < 0.1)
  }

  @Test(arguments: [0, 90, 180, 270])
  func rotationIsUndoneForDisplayOnly(_ rotation: Int) throws {
    let file = try TestRecording(seconds: 1) {
      $0.picture?.rotation = rotation
      $0.picture?.height = 240
    }.file()
    #expect(try frameNumbers(of: file) == Array(0..<25))
    #expect(try stamps(of: file, autorotate: false).allSatisfy { $0?.quarterTurns == rotation / 90 })
    let video = try #require(probe(file).first("video"))
    #expect((video.width, video.height) == (rotation % 180 == 0 ? (320, 240) : (240, 320)))
  }

  @Test func startsLateWhereAsked() throws {
    let latePicture = try TestRecording(seconds: 2) { $0.picture?.start = 0.6 }.file()
    let lateSound = try TestRecording(seconds: 2, .mkv) { $0.sound?.start = 0.4 }.file()
    #expect(try probe(latePicture).first("video")?.startTime == "0.600000")
    #expect(try probe(lateSound).first("audio")?.startTime.flatMap(Double.init).map { abs($0 - 0.4) < 0.03 } == true)
    #expect(try frameNumbers(of: latePicture) == Array(0..<50))
  }

  @Test func variableRateLeavesFramesOut() throws {
    let recording = TestRecording(seconds: 6) { $0.picture?.isVariable = true }
    let numbers = try frameNumbers(of: recording.file())
    #expect(numbers == recording.sourceFrames)
    #expect(try frameTimes(of: recording.file()) == numbers.map { Double($0) / 25 })
  }

  @Test func stampsCarryTheRecordingAndSurviveOtherRates() throws {
    let file = try TestRecording(seconds: 2) {
      $0.picture?.rate = "30000/1001"
      $0.picture?.recording = 37
      $0.picture?.bFrames = 0
    }.file()
    let seen = try stamps(of: file)
    #expect(seen == (0..<60).map { FrameStamp(number: $0, recording: 37) })
  }

  @Test func aCoverIsNoVideo() throws {
    for container in [TestRecording.Container.mp4, .mkv, .m4a, .mp3] {
      let file = try TestRecording(seconds: 1, container) { $0.hasCover = true }.file()
      let pictures = try probe(file).streams.filter { $0.disposition?["attached_pic"] == 1 }
      #expect(pictures.count == 1, "\(container)")
    }
  }

  @Test func speechIsAsLoudAsAsked() throws {
    let script = SpeechScript([(1, 3)], noise: -55, speech: -20, noiseRise: 12)
    let file = try TestRecording(seconds: 6, .wav) { $0.sound?.content = .speech(script) }.file()
    let heard = try samples(of: file)
    func level(_ start: Double, _ end: Double) -> Double {
      let part = heard[Int(start * 48000)..<Int(end * 48000)]
      return 10 * log10(Double(part.reduce(0) { $0 + $1 * $1 }) / Double(part.count))
    }
    #expect(abs(level(0.1, 0.9) - -55) < 0.5)
    #expect(abs(level(1, 3) - -20) < 0.5)
    #expect(abs(level(4, 5.9) - -43) < 0.5)
  }
}
