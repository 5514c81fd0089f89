import Lesson
import Timeline

/// Lengths of chapters in whole microseconds.
struct ChapterLimits {
  /// Of what is divided, in the recording; `duration` counts from here.
  var start: Int64 = 0
  var duration: Int64
  var target: Int64
  var minimum: Int64
  var maximum: Int64
  /// No chapter is shorter than this; below ``minimum`` where that can't be kept.
  var floor: Int64

  /// More chapters than anybody wants: the lengths were meant otherwise.
  private static let mostChapters: Int64 = 10_000
  /// Far from where microseconds leave 64 bits.
  private static let longest = 10_000.h

  init(_ request: PlanRequest) throws {
    guard request.minimum <= request.maximum else {
      throw BoundaryError("the minimum of a chapter, \(request.minimum), is above its maximum, \(request.maximum)")
    }
    guard request.minimum >= .zero, request.maximum > .zero, request.target > .zero else {
      throw BoundaryError("the lengths of chapters must be above 0s")
    }
    guard request.duration < Self.longest else {
      throw BoundaryError("a recording of \(request.duration) is longer than any can be")
    }
    func bounded(_ span: TimeSpan) throws -> Int64 {
      try min(span, Self.longest).ticks(in: .microseconds, rounding: .up)
    }
    duration = try bounded(request.duration)
    minimum = try bounded(request.minimum)
    maximum = try bounded(request.maximum)
    target = try bounded(min(max(request.target, request.minimum), request.maximum))
    floor = minimum
    guard duration / maximum < Self.mostChapters else {
      throw BoundaryError(
        "chapters of at most \(request.maximum) would be more than \(Self.mostChapters) in a recording of \(request.duration.shortClock)"
      )
    }
  }

  /// As many as the maximum demands.
  var fewestChapters: Int64 { max(1, duration / maximum + (duration % maximum == 0 ? 0 : 1)) }
}
