public import Lesson

/// Tells in which frame a slide changed.
public struct TurningPoint {
  private let cells: [(place: Int, old: Int, new: Int)]

  public init(of step: SlideStep) {
    cells = (0..<PictureGrid.count).filter { step.turned[$0] }.map {
      ($0, Int(step.old.cells[$0]), Int(step.new.cells[$0]))
    }
  }

  /// Whether a frame shows the new rather than the old: at least half of what turned is nearer to what it turned to.
  public func isPast(in grid: PictureGrid) -> Bool {
    let turned = cells.count { cell in
      let value = Int(grid.cells[cell.place])
      return abs(value - cell.new) < abs(value - cell.old)
    }
    return turned * 2 >= cells.count
  }
}
