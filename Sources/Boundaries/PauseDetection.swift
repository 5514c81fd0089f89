public import Lesson
public import Timeline

/// Finds where nobody speaks, from levels of all of a recording's sound, one for each `window`, as ``QuietPlaces`` wants them, the first from `start` on.
///
/// The noise floor and the level of speech are measured from the levels themselves. A pause lasts `atLeast` or longer.
/// Throws ``BoundaryError`` for a window that is not between 1 ms and 100 ms, and `TimeOverflow`.
///
/// - Parameter group: as in ``PauseProbes/init(windows:window:group:atLeast:)``.
public func findPauses(
  levels: [Float], window: TimeSpan, group: Int = 1, start: Instant = .zero, atLeast: TimeSpan = 700.ms
) throws -> PauseMap {
  let probes = try PauseProbes(windows: levels.count, window: window, group: group, atLeast: atLeast)
  let quiet = QuietPlaces(probes, measured: probes.ranges.flatMap { levels[$0] })
  return try quiet.pauses(measured: quiet.ranges.flatMap { levels[$0] }, start: start)
}
