import Lesson
public import Timeline

/// The slides that were shown so far, to tell one that is shown again. Holds the last few hundred.
public struct KnownSlides {
  private var slides: [(grid: PictureGrid, moving: CellSet, since: Instant)] = []
  /// Index of what is shown.
  private var shown = 0

  public init() {}

  private static let limit = 400
  /// Of the cells that can be compared, in thousandths: less than a word.
  private static let likeness = 3

  /// What `step`, which happened at `time`, leads to was shown before, from when on; nil where it is new. Steps come in order; what the first one ends was
  /// shown from the start.
  public mutating func firstShown(_ step: SlideStep, at time: Instant) -> Instant? {
    if slides.isEmpty { slides.append((step.old, step.moving, .zero)) }
    let known = slides.indices.first { index in
      guard index != shown else { return false }
      let hidden = CellSet { slides[index].moving[$0] || step.moving[$0] }
      let compared = PictureGrid.count - hidden.count
      let changes = step.new.changes(since: slides[index].grid).without(hidden)
      return compared * 2 > PictureGrid.count && changes.count * 1000 <= compared * Self.likeness
    }
    if let known {
      shown = known
      return slides[known].since
    }
    if slides.count == Self.limit { slides.removeFirst() }
    slides.append((step.new, step.moving, time))
    shown = slides.count - 1
    return nil
  }
}
