internal import Boundaries
internal import Foundation
internal import Lesson
internal import Media
internal import StageGraph
internal import Timeline

/// Finds where the picture turns to another slide.
///
/// Keyframes some seconds apart are decoded and compared; what moves all the time (a face in a corner, a video on a slide), a pointer and a cursor don't
/// count, and what is only added to a slide counts as a build step. Where within the group of frames between two keyframes a slide changed, the sizes
/// of its frames say, or else the frames themselves.
struct DetectSlides: Stage {
  static let about = About(
    "finds where the picture turns to another slide", example: "detect-slides: { exact: true }", opensMedia: true)

  @Option("decode the frames around each change to find the first that shows it") var exact = false

  @Needs var recording: Recording
  @Needs var info: MediaInfo

  func run(in workshop: Workshop) async throws -> SlideMap {
    guard let video = info.video else { return SlideMap(changes: []) }
    let (url, name, info) = (try workshop.place(of: recording.name), recording.name, info)
    let readers = ToolShelf { try GridReader(url, named: name, info: info) }
    let keyframes = try Self.apart(video.keyframes)
    var (finder, known, doubts) = (SlideSteps(), KnownSlides(), Doubts())
    var changes: [SlideChange] = []
    var budget = max(Self.leastFrames, video.frames / 10)
    for first in stride(from: 0, to: keyframes.count, by: Self.atOnce) {
      let last = min(first + Self.atOnce, keyframes.count)
      let grids = try await sideBySide(
        Self.shares(keyframes[first..<last]),
        progress: { workshop.progress(Double(first) + $0, of: Double(keyframes.count), "keyframes") },
        tools: readers
      ) { reader, share, report in
        try share.enumerated().map { count, keyframe in
          report(Double(count + 1))
          return (time: keyframe, grid: try reader.grid(at: keyframe))
        }
      }
      var found: [SlideStep] = []
      for case (let time, let grid?) in grids.joined() { found += finder.add(grid, at: time) }
      if last == keyframes.count { found += finder.finish() }
      let steps = try readers.withTool { try doubts.settled(found, &$0) }
      let looks = try steps.map { step in
        let frames = try Self.frames(in: step.range, at: video.frameRate)
        defer { if exact, frames <= budget { budget -= frames } }
        return Look(step: step, isClose: exact && frames <= budget)
      }
      changes += try await sideBySide(looks, tools: readers) { reader, look, _ in try reader.change(look) }
      for (index, step) in zip(changes.count - steps.count..<changes.count, steps) {
        changes[index].firstShown = known.firstShown(step, at: changes[index].time)
      }
    }
    return SlideMap(changes: changes)
  }

  /// Nearer keyframes tell nothing more: a slide that is shown for a shorter time doesn't matter.
  private static let apart = 5.s
  /// So many pictures are in memory at a time.
  private static let atOnce = 512
  private static let inOneShare = 64
  /// So many frames are decoded to find exact places, or a tenth of the recording's.
  private static let leastFrames = 3000

  private static func apart(_ keyframes: [Instant]) throws -> [Instant] {
    var kept: [Instant] = []
    for keyframe in keyframes {
      if let last = kept.last, keyframe < (try last + apart) { continue }
      kept.append(keyframe)
    }
    return kept
  }

  private static func frames(in range: TimeRange, at rate: Double) throws -> Int {
    Int(exactly: (try range.length().approximateSeconds * rate).rounded(.up)) ?? .max
  }

  private static func shares(_ keyframes: ArraySlice<Instant>) -> [[Instant]] {
    stride(from: keyframes.startIndex, to: keyframes.endIndex, by: inOneShare).map {
      Array(keyframes[$0..<min($0 + inOneShare, keyframes.endIndex)])
    }
  }
}

/// Looks at frames next to each other where pictures far apart leave a doubt, for as long as that is of use.
private struct Doubts {
  /// Doubtful steps, one after the other, that were none.
  private var vain = 0
  /// In a recording of a room everything is doubtful.
  private static let limit = 12

  mutating func settled(_ steps: [SlideStep], _ reader: inout GridReader) throws -> [SlideStep] {
    try steps.compactMap { step in
      guard step.isDoubtful else { return step }
      guard vain < Self.limit else { return nil }
      let settled = try step.settled(
        stirring: [step.range.start, step.range.end].map { start in
          var stirring = Stirring()
          // Where no other frame follows at once, nothing moved.
          _ = try reader.firstFrame(in: TimeRange(start, start + 1.s), from: start) { stirring.add($0) }
          return stirring
        })
      vain = settled == nil ? vain + 1 : 0
      return settled
    }
  }
}

/// How a step is to be looked at.
private struct Look: Sendable {
  var step: SlideStep
  /// Frame by frame.
  var isClose: Bool
}

extension GridReader {
  /// When the step's slide changed, as far as it is worth finding out.
  fileprivate mutating func change(_ look: Look) throws -> SlideChange {
    let (step, range) = (look.step, look.step.range)
    var change = SlideChange(step.kind, time: range.end, earliest: range.start, area: step.area)
    let sizes = try sizes(in: range)
    let spike = sizeSpike(in: sizes.map(\.bytes))
    if look.isClose {
      let turning = TurningPoint(of: step)
      var found: Instant?
      if let spike {
        // Shortly before the frame that stands out, since frames that are shown before may be coded after it.
        let near = sizes[max(0, spike - 8)...spike].map(\.time).min() ?? range.start
        var seen = 0
        found = try firstFrame(in: range, from: near) { grid in
          seen += 1
          return turning.isPast(in: grid)
        }
        if seen == 1 { found = nil }
      }
      change.time = try found ?? firstFrame(in: range, from: range.start, where: turning.isPast) ?? range.end
      change.earliest = change.time
    } else if let spike {
      change.time = sizes[spike].time
      change.earliest = sizes[..<spike].map(\.time).max() ?? range.start
    }
    return change
  }
}
