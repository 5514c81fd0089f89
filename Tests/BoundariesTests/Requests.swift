import Boundaries
import Lesson
import Timeline

/// For tests: milliseconds as an instant.
func at(_ milliseconds: Int64) throws -> Instant { try Instant(ticks: milliseconds, in: .milliseconds) }

/// A pause in milliseconds, safe up to 300 ms before its end.
func pause(_ start: Int64, _ end: Int64, depth: Double = 30) throws -> Pause {
  Pause(
    range: TimeRange(try at(start), try at(end)),
    safe: TimeRange(try at(start + (end - start) / 4), try at(max(end - 300, start + (end - start) / 2))), depth: depth)
}

func request(_ duration: TimeSpan, _ pauses: [Pause], sound: PauseMap.SoundVerdict = .speech) -> PlanRequest {
  PlanRequest(
    duration: duration, pauses: PauseMap(pauses: pauses, noiseFloor: -60, speechLevel: -20, sound: sound))
}

/// A lecture's pauses: one in a few seconds, most of them short.
func randomPauses(seconds: Int64, using random: inout Seeded) throws -> [Pause] {
  var pauses: [Pause] = []
  var time = Int64.random(in: 500...8000, using: &random)
  while time < seconds * 1000 - 6000 {
    let length = Int64.random(in: 0...3, using: &random) == 0 ? Int64.random(in: 700...4000, using: &random) : 750
    pauses.append(try pause(time, time + length, depth: Double.random(in: 8...40, using: &random)))
    time += length + Int64.random(in: 1000...40_000, using: &random)
  }
  return pauses
}

extension ChapterPlan {
  var starts: [Instant] { chapters.map(\.range.start) }
}
