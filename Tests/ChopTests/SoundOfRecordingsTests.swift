import Foundation
import TestSupport
import Testing

/// What recordings of real rooms have: dead air, a microphone on the second track, a hissing channel.
@Suite struct SoundOfRecordingsTests {
  private let desk: Desk

  init() throws { desk = try Desk() }

  private func plan(_ recording: TestRecording, _ more: String...) throws -> ChopRun {
    try desk.add(recording, as: "a.m4a")
    return try RunningChop(["plan", "a.m4a"] + more, in: desk.url).finished()
  }

  private func speech(_ stretches: [(Double, Double)], seconds: Double = 40, noise: Double = -60) -> TestRecording {
    TestRecording(seconds: seconds, .m4a) {
      $0.picture = nil
      $0.sound?.content = .speech(SpeechScript(stretches, noise: noise))
    }
  }

  @Test func deadAirIsOfferedAndTheOfferCanBeTaken() throws {
    let recording = speech([(14, 17), (18.5, 21), (22.5, 26)])
    let plan = try plan(recording)
    let lines = plan.out.split(separator: "\n").map(String.init)
    #expect(lines.count == 3, "\(plan.out)")
    #expect(lines[0] == "00:00:00.000 Chapter 1")
    let offers = lines[2].matches(of: /'(\d\d:\d\d:\d\d\.\d+)( - skip| TITLE)'/)
    let times = offers.map { String($0.1) }
    #expect(times.count == 3 && times[0] == "00:00:00.000", "\(plan.out)")
    #expect(times[1] > "00:00:13.5" && times[1] < "00:00:14.0", "\(plan.out)")
    #expect(times[2] > "00:00:26.0" && times[2] < "00:00:26.6", "\(plan.out)")
    try desk.add("\(times[0]) - skip\n\(times[1]) All\n\(times[2]) - skip\n", as: "a.chapters.txt")
    #expect(try desk.chop("a.m4a").code == 0)
    let manifest = try desk.manifest("a.lesson")
    #expect(manifest.chapters.map(\.title) == ["All"])
    #expect(manifest.omitted.count == 2)
    let after = try RunningChop(["plan", "a.m4a"], in: desk.url).finished()
    #expect(!after.out.contains("nobody speaks"))
  }

  @Test func deadAirIsToldToPrograms() throws {
    struct Plan: Decodable {
      struct DeadAir: Decodable { var recording: Int, start: Double, end: Double }
      var deadAir: [DeadAir]
    }
    let run = try plan(speech([(14, 17), (18.5, 21), (22.5, 38)]), "--json")
    let air = try JSONDecoder().decode(Plan.self, from: Data(run.out.utf8)).deadAir
    #expect(air.count == 1 && air[0].start == 0 && (13.5..<14).contains(air[0].end), "\(run.out)")
  }

  @Test(arguments: [(-60.0, false), (-35, false), (-25, true)])
  func aLoudRoomIsTold(noise: Double, isTold: Bool) throws {
    let run = try plan(speech([(1, 6), (7.5, 13), (14.5, 20), (21.5, 27), (28.5, 34), (35.5, 39)], noise: noise))
    #expect(run.error.contains("its room is loud, only") == isTold, "\(run.error)")
  }

  /// Screen recorders put the computer's sound on the first track.
  @Test func aVoiceOnTheSecondTrackIsHeard() throws {
    let talk = try speech([(0.5, 9), (10.5, 19), (20.5, 29), (30.5, 39)]).file()
    let file = desk.url.appending(path: "b.m4a")
    _ = try run(
      "ffmpeg",
      ["-v", "error", "-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono", "-i", talk.path, "-t", "40"]
        + ["-map", "0:a", "-map", "1:a", "-c:a", "aac", file.path])
    let plan = try RunningChop(["plan", "b.m4a", "--target", "10s"], in: desk.url).finished()
    #expect(plan.error.contains("nobody speaks in its first sound track"), "\(plan.error)")
    #expect(plan.out.split(separator: "\n").count { $0.contains("a pause of") } >= 2, "\(plan.out)")
    #expect(!plan.error.contains("may lie within speech"), "\(plan.error)")
  }

  /// An open input of a mixer beside the lecturer's microphone.
  @Test func aHissingChannelHidesNoPauses() throws {
    let talk = try speech([(0.5, 9), (10.5, 19), (20.5, 29), (30.5, 39)]).file()
    let file = desk.url.appending(path: "c.wav")
    let hiss = "anoisesrc=c=pink:r=48000:a=1:s=7:d=40"
    let graph = "[1]volume=-8dB[n];[0]pan=mono|c0=c0[v];[n][v]join=inputs=2:channel_layout=stereo"
    _ = try run(
      "ffmpeg",
      ["-v", "error", "-i", talk.path, "-f", "lavfi", "-i", hiss, "-filter_complex", graph, file.path])
    let plan = try RunningChop(["plan", "c.wav", "--target", "10s"], in: desk.url).finished()
    let starts = plan.out.matches(of: /\n00:00:(\d\d\.\d+)/).compactMap { Double($0.1) }
    #expect(starts.count >= 2, "\(plan.out)")
    for start in starts {
      #expect([9..<10.5, 19..<20.5, 29..<30.5].contains { $0.contains(start) }, "\(plan.out)")
    }
  }
}
