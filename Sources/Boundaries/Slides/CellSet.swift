import Lesson

/// Some of the cells of a ``PictureGrid``.
public struct CellSet: Hashable, Sendable {
  /// One for each cell, row by row.
  private(set) var holds: [Bool]
  private(set) var count: Int

  init(where holds: (Int) -> Bool) {
    self.holds = (0..<PictureGrid.count).map(holds)
    count = self.holds.count { $0 }
  }

  static let none = CellSet { _ in false }

  subscript(_ cell: Int) -> Bool { holds[cell] }

  /// Of all cells, 0…1.
  var share: Double { Double(count) / Double(PictureGrid.count) }

  func common(with other: CellSet) -> CellSet { CellSet { holds[$0] && other.holds[$0] } }
  func without(_ other: CellSet) -> CellSet { CellSet { holds[$0] && !other.holds[$0] } }

  /// These cells and all around each.
  var widened: CellSet {
    let (columns, rows) = (PictureGrid.columns, PictureGrid.rows)
    var wide = [Bool](repeating: false, count: PictureGrid.count)
    for cell in holds.indices where holds[cell] {
      let (row, column) = (cell / columns, cell % columns)
      for near in max(0, row - 1)...min(rows - 1, row + 1) {
        for beside in max(0, column - 1)...min(columns - 1, column + 1) { wide[near * columns + beside] = true }
      }
    }
    return CellSet { wide[$0] }
  }
}

extension PictureGrid {
  /// A smaller difference is what encoding and a camera's noise leave of a cell's mean.
  static let tolerance = 8
  /// A change of all cells by no more than this is the light's.
  private static let lightening = 24

  /// The cells that differ from those of `before`, apart from what all have in common, such as a camera's new exposure.
  func changes(since before: PictureGrid) -> CellSet {
    let light = lightening(since: before)
    return CellSet { abs(Int(cells[$0]) - Int(before.cells[$0]) - light) > Self.tolerance }
  }

  /// The median of all differences, or 0 where it is more than another light makes.
  private func lightening(since before: PictureGrid) -> Int {
    var counts = [Int](repeating: 0, count: 511)
    for (new, old) in zip(cells, before.cells) { counts[Int(new) - Int(old) + 255] += 1 }
    var (sum, median) = (0, 0)
    while sum + counts[median] <= Self.count / 2 {
      sum += counts[median]
      median += 1
    }
    return abs(median - 255) <= Self.lightening ? median - 255 : 0
  }

  /// The cells where something is written or drawn: those unlike the next one to the right or below.
  var ink: CellSet {
    CellSet { cell in
      let right = cell % Self.columns + 1 < Self.columns ? cell + 1 : cell
      let below = cell + Self.columns < Self.count ? cell + Self.columns : cell
      return [right, below].contains { abs(Int(cells[$0]) - Int(cells[cell])) > Self.tolerance }
    }
  }
}
