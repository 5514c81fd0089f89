/// What a frame of a test recording says of itself: its number and the recording it belongs to, readable in the picture.
///
/// **Layout.** The whole picture is a grid of 8 × 8 equal cells, each black or white, row 0 at the top.
/// * The four corner cells tell which way is up: top left is white, the other three are black.
/// * The other 60 cells are numbered 0…59 row by row, left to right, corners left out: row 0 holds cells 0…5, rows 1…6 hold eight
///   each (6…13, 14…21, …, 46…53), row 7 holds 54…59.
/// * Cells 0…29 are the bits of a 30-bit value, most significant first, white = 1: 6 bits `recording`, then 24 bits `number`.
/// * Cell 30 + k is the complement of cell k. A picture where that fails for any k is not a stamp.
///
/// **Reading.** Brightness of a cell is the mean over its inner half (from ¼ to ¾ of its width and height). White is what is brighter than halfway
/// between the brightest corner and the mean of the other three; that difference must be at least 60 of 255. If the brightest
/// corner isn't top left, the picture is turned: turn it until it is.
///
/// Frame `number` n is the n-th of the source, from 0; its source time is n ÷ frame rate, whatever was cut or dropped.
public struct FrameStamp: Hashable, Sendable {
  public var number: Int
  /// 0…63: tells recordings apart.
  public var recording: Int
  /// Quarter turns clockwise that make the picture upright, 0…3.
  public var quarterTurns: Int

  public init(number: Int, recording: Int = 0, quarterTurns: Int = 0) {
    self.number = number
    self.recording = recording
    self.quarterTurns = quarterTurns
  }

  private static let size = 8
  private static let corners = [0, 7, 63, 56]
  private static let dataCells = (0..<64).filter { !corners.contains($0) }

  /// 64 bytes, one for each cell of the upright grid, 0 or 255.
  public var cells: [UInt8] {
    var cells = [UInt8](repeating: 0, count: 64)
    cells[0] = 255
    let value = (recording & 0x3f) << 24 | (number & 0xff_ffff)
    for bit in 0..<30 {
      let isSet = value >> (29 - bit) & 1 == 1
      cells[Self.dataCells[bit]] = isSet ? 255 : 0
      cells[Self.dataCells[bit + 30]] = isSet ? 0 : 255
    }
    return cells
  }

  /// Reads a picture of brightness values, row by row; nil where it holds no stamp.
  public init?(luma: some RandomAccessCollection<UInt8>, width: Int, height: Int) {
    let luma = Array(luma)
    guard luma.count == width * height, width >= 16, height >= 16 else { return nil }
    var cells = [Double](repeating: 0, count: 64)
    for row in 0..<8 {
      for column in 0..<8 {
        let xs = (4 * column + 1) * width / 32..<(4 * column + 3) * width / 32
        let ys = (4 * row + 1) * height / 32..<(4 * row + 3) * height / 32
        var sum = 0
        for y in ys { for x in xs { sum += Int(luma[y * width + x]) } }
        cells[8 * row + column] = Double(sum) / Double(xs.count * ys.count)
      }
    }
    // Clockwise from the top left: the brightest corner's place says how far the picture was turned clockwise.
    let corners = Self.corners.map { cells[$0] }
    let brightest = (0..<4).max { corners[$0] < corners[$1] } ?? 0
    let dark = (corners.reduce(0, +) - corners[brightest]) / 3
    guard corners[brightest] - dark >= 60 else { return nil }
    let threshold = (corners[brightest] + dark) / 2
    let turns = (4 - brightest) % 4
    var upright = cells.map { $0 > threshold }
    for _ in 0..<turns { upright = (0..<64).map { upright[(7 - $0 % 8) * 8 + $0 / 8] } }
    guard [7, 56, 63].allSatisfy({ !upright[$0] }) else { return nil }
    var value = 0
    for bit in 0..<30 {
      guard upright[Self.dataCells[bit]] != upright[Self.dataCells[bit + 30]] else { return nil }
      value = value << 1 | (upright[Self.dataCells[bit]] ? 1 : 0)
    }
    self.init(number: value & 0xff_ffff, recording: value >> 24, quarterTurns: turns)
  }
}
