import Foundation
import TestSupport
import Testing

/// `chop verify`, and how closely it looks.
@Suite struct VerifyDepthTests {
  private struct Report: Decodable {
    var faults: [String]
    var checked: [String]
    var notChecked: [String]
  }

  @Test func eachDepthSaysWhatItLookedAt() throws {
    let desk = try Desk()
    try desk.add(.short, as: "lecture.mp4")
    #expect(try desk.chop("lecture.mp4").code == 0)
    let quick = try desk.chop("verify", "lecture.lesson", "--quick")
    #expect(quick.code == 0, "\(quick.error)")
    #expect(quick.out.contains("not checked: picture and sound, for which a quick check has no time\n"))
    #expect(!quick.out.contains("copied packets"))
    let usual = try desk.chop("verify", "lecture.lesson")
    #expect(usual.out.contains("copied packets against 'lecture.mp4'") && !usual.out.contains("decoded"))
    let deep = try desk.chop("verify", "lecture.lesson", "--deep", "--json")
    #expect(deep.code == 0, "\(deep.error)")
    let report = try JSONDecoder().decode(Report.self, from: Data(deep.out.utf8))
    #expect(report.faults == [] && report.notChecked == [])
    #expect(report.checked.contains { $0.contains("frames the same as the source's to the bit") })
    // Only the recording is needed for what is held against it.
    try FileManager.default.removeItem(at: desk["lecture.mp4"])
    let alone = try desk.chop("verify", "lecture.lesson", "--deep")
    #expect(alone.code == 0)
    #expect(alone.out.contains("of sound decoded\n") && alone.out.contains("not checked: the chapters of"))
  }

  @Test(arguments: [["--quick", "--deep"], ["--quick", "--source", "lecture.mp4"]])
  func refusesWhatContradictsItself(options: [String]) throws {
    let desk = try Desk()
    let run = try RunningChop(["verify", "lecture.lesson"] + options, in: desk.url).finished()
    #expect(run.code == 64, "\(run.error)")
  }
}
