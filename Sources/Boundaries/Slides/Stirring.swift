public import Lesson

/// Tells what moves, from frames that follow each other.
public struct Stirring {
  private var least: [UInt8] = []
  private var most: [UInt8] = []
  private var frames = 0

  public init() {}

  /// In so many frames a face or a video moves everywhere.
  private static let enough = 10
  /// Far below ``PictureGrid/tolerance``: where nothing moves, a codec repeats what it has.
  private static let tolerance = 2

  /// Takes the next frame; true once there are enough.
  public mutating func add(_ grid: PictureGrid) -> Bool {
    least = least.isEmpty ? grid.cells : zip(least, grid.cells).map(min)
    most = most.isEmpty ? grid.cells : zip(most, grid.cells).map(max)
    frames += 1
    return frames >= Self.enough
  }

  /// None where there were fewer than two frames.
  var cells: CellSet { least.isEmpty ? .none : CellSet { Int(most[$0]) - Int(least[$0]) > Self.tolerance } }
}

extension SlideStep {
  /// A doubtful step as what stirs in the frames behind its first and its last picture leaves it; nil where that is most of what turned.
  public func settled(stirring: [Stirring]) -> SlideStep? {
    var step = self
    for cells in stirring.map(\.cells) {
      let moving = step.moving
      step.moving = CellSet { moving[$0] || cells[$0] }
    }
    step.turned = turned.without(step.moving.widened)
    step.isDoubtful = false
    return step.turned.count >= SlideSteps.least && step.turned.count * 2 >= turned.count ? step : nil
  }
}
