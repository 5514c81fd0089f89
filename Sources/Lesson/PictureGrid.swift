/// The mean brightness of a picture in ``columns`` times ``rows`` cells, as small as a letter of a slide's text.
///
/// What a codec does to edges and a camera's noise hardly change a mean; another word does.
public struct PictureGrid: Hashable, Sendable {
  public static let columns = 96
  public static let rows = 54
  public static let count = columns * rows

  /// 0…255 (full range), row by row, ``count`` of them.
  public let cells: [UInt8]

  /// nil for another number of cells than ``count``.
  public init?(_ cells: [UInt8]) {
    guard cells.count == Self.count else { return nil }
    self.cells = cells
  }
}
