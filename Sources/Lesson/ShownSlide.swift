public import Timeline

/// A slide for as long as it is shown, its build steps included.
public struct ShownSlide: Hashable, Sendable {
  public var range: TimeRange
  /// Where to look at it: at a keyframe, which is one frame to decode, or at its start where it has none.
  public var still: Instant
  /// When it was shown before; nil where it is new.
  public var firstShown: Instant?
}

extension SlideMap {
  /// The slides of a picture in order of time: the one that it begins with, and each that follows a change to another slide.
  public func slides(of video: VideoInfo) -> [ShownSlide] {
    let turns = changes.filter { $0.kind == .slide && video.range.contains($0.time) }.sorted { $0.time < $1.time }
    let starts = [video.range.start] + turns.map(\.time)
    let ends = turns.map(\.earliest) + [video.range.end]
    let known = [nil] + turns.map(\.firstShown)
    let keyframes = video.keyframes.sorted()
    var next = 0
    var slides: [ShownSlide] = []
    for (index, start) in starts.enumerated() {
      let range = TimeRange(start, ends[index])
      while next < keyframes.count, keyframes[next] < start { next += 1 }
      guard !range.isEmpty else { continue }
      var last = next
      while last < keyframes.count, keyframes[last] < range.end { last += 1 }
      // From the middle: what is built up shows some of it there, and nothing fades.
      let still = next < last ? keyframes[(next + last) / 2] : start
      slides.append(ShownSlide(range: range, still: still, firstShown: known[index]))
      next = last
    }
    return slides
  }
}
