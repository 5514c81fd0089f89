public import Lesson
public import Timeline

/// A slide change as pictures before and after it tell it.
public struct SlideStep: Sendable {
  /// The last picture before it and the first one after it.
  public var range: TimeRange
  public var old: PictureGrid
  public var new: PictureGrid
  /// What turned from `old` to `new`.
  public internal(set) var turned: CellSet
  /// Where something moves all the time: a face, a video.
  public internal(set) var moving: CellSet
  /// The picture changes so often that it might be a video: frames next to each other have to tell (``settled(stirring:)``).
  public var isDoubtful: Bool

  /// How much of the picture turned, 0…1.
  public var area: Double { turned.share }

  /// A build step where next to nothing of what was written is gone.
  public var kind: SlideChange.Kind {
    let ink = old.ink.without(moving)
    let lost = ink.common(with: turned).count
    return ink.count > 2 * lost && lost * 16 <= turned.count && turned.share < 0.4 ? .build : .slide
  }
}

/// Finds slide changes in a row of pictures that are some seconds apart, such as a recording's keyframes.
///
/// A slide change is a change from one state that stays to another that stays. So what moves all the time (a talking head, a video) is found first, by how
/// often a cell changes in the calmer of the steps around, and left out; then what doesn't stay (the start of a video, a pointer that passes), then what
/// is smaller than a line of text (a pointer, a cursor). Memory is that of ``reach`` pictures.
public struct SlideSteps {
  private var pictures: [(time: Instant, grid: PictureGrid)] = []
  /// Of each picture, since the one before it.
  private var changes: [CellSet] = []
  /// The step to be judged next: from the picture before it to the one with this index.
  private var next = 1

  public init() {}

  /// Steps on either side that tell what moves.
  private static let reach = 8
  /// Of cells: three hundredths of a picture's width and a fifth of its height, or a line of text.
  static let least = PictureGrid.count * 6 / 1000
  /// Of all cells: what a slide and the next of the same layout differ in, at the least.
  private static let much = 0.05

  /// Takes the next picture, later than those before, and gives the steps that can be told by now.
  public mutating func add(_ grid: PictureGrid, at time: Instant) -> [SlideStep] {
    changes.append(pictures.last.map { grid.changes(since: $0.grid) } ?? .none)
    pictures.append((time, grid))
    var steps: [SlideStep] = []
    while next + Self.reach < pictures.count { steps += judged() }
    let past = next - Self.reach - 1
    if past > 0 {
      pictures.removeFirst(past)
      changes.removeFirst(past)
      next -= past
    }
    return steps
  }

  /// The rest of the steps, once all pictures were given.
  public mutating func finish() -> [SlideStep] {
    var steps: [SlideStep] = []
    while next < pictures.count { steps += judged() }
    return steps
  }

  private mutating func judged() -> [SlideStep] {
    let step = next
    next += 1
    guard changes[step].count >= Self.least else { return [] }
    let moving = movingCells(around: step)
    let changed = changes[step].without(moving)
    if changed.count >= Self.least {
      if let turned = turned(changed, at: step) { return [made(step - 1, step, turned, moving)] }
      if passesThrough(changed, step) {
        next += 1
        return [made(step - 1, step + 1, changed, moving)]
      }
    }
    return changes[step].share < Self.much ? [] : [made(step - 1, step, changes[step], .none, isDoubtful: true)]
  }

  /// The cells that change again and again in the calmer of the steps around, with those beside them.
  private func movingCells(around step: Int) -> CellSet {
    let around = (max(1, step - Self.reach)...min(changes.count - 1, step + Self.reach)).filter { $0 != step }
    guard around.count >= 3 else { return .none }
    let counts = around.map { changes[$0].count }.sorted()
    // What is as calm as the calmest quarter has no slide change in it, or all have.
    let calm = counts[counts.count / 4] * 3 / 2 + PictureGrid.count / 200
    let calmer = around.filter { changes[$0].count <= calm }
    let often = max(2, (calmer.count * 15 + 99) / 100)
    return CellSet { cell in calmer.count { changes[$0][cell] } >= often }.widened
  }

  /// What of `changed` went from one lasting state to another; nil where that is not what happened.
  private func turned(_ changed: CellSet, at step: Int) -> CellSet? {
    let before = changed.common(with: step > 1 ? changes[step - 1] : .none).count
    let after = changed.common(with: changes.indices.contains(step + 1) ? changes[step + 1] : .none).count
    let settled = CellSet {
      changed[$0] && !(step > 1 && changes[step - 1][$0])
        && !(changes.indices.contains(step + 1) && changes[step + 1][$0])
    }
    if settled.count >= Self.least, settled.count * 4 >= changed.count { return settled }
    // A slide that was looked up for a moment: all comes back as it was.
    if changed.share >= Self.much, comesBack(changed, step - 1, step + 1) || comesBack(changed, step - 2, step) {
      return changed
    }
    // A slide gives way to a video that fills the picture, or comes back after one.
    let (calmBefore, calmAfter) = (before * 10 < changed.count * 3, after * 10 < changed.count * 3)
    return changed.share >= 0.6 && calmBefore != calmAfter && !passesThrough(changed, step) ? changed : nil
  }

  private func comesBack(_ changed: CellSet, _ first: Int, _ second: Int) -> Bool {
    guard first >= 0, second < pictures.count else { return false }
    let other = pictures[second].grid.changes(since: pictures[first].grid).common(with: changed)
    return other.count * 10 <= changed.count
  }

  /// Whether the picture caught one slide fading into the next: what changes goes on to change in the same direction, and stays then.
  private func passesThrough(_ changed: CellSet, _ step: Int) -> Bool {
    guard step + 1 < pictures.count else { return false }
    func isCalm(_ other: Int) -> Bool {
      other < 1 || other >= changes.count || changed.common(with: changes[other]).count * 10 < changed.count * 3
    }
    guard isCalm(step - 1), !isCalm(step + 1), isCalm(step + 2) else { return false }
    let (first, middle, last) = (pictures[step - 1].grid, pictures[step].grid, pictures[step + 1].grid)
    let between = CellSet { cell in
      let (low, high) = (min(first.cells[cell], last.cells[cell]), max(first.cells[cell], last.cells[cell]))
      let tolerance = UInt8(PictureGrid.tolerance)
      return changed[cell] && middle.cells[cell] >= low - min(low, tolerance)
        && middle.cells[cell] <= high + min(255 - high, tolerance)
    }
    return between.count * 10 >= changed.count * 9
  }

  private func made(
    _ first: Int, _ last: Int, _ turned: CellSet, _ moving: CellSet, isDoubtful: Bool = false
  ) -> SlideStep {
    SlideStep(
      range: TimeRange(pictures[first].time, pictures[last].time), old: pictures[first].grid, new: pictures[last].grid,
      turned: turned, moving: moving, isDoubtful: isDoubtful)
  }
}
