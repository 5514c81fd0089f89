/// The length of one tick of a stream's clock, in seconds, as a fraction (FFmpeg's `AVRational time_base`).
public struct TimeBase: Hashable, Sendable, Codable, CustomStringConvertible {
  /// Positive.
  public let numerator: Int32
  /// Positive.
  public let denominator: Int32

  /// nil unless both are positive, as every usable time base is (libavutil/rational.h).
  public init?(_ numerator: Int32, _ denominator: Int32) {
    guard numerator > 0, denominator > 0 else { return nil }
    self.numerator = numerator
    self.denominator = denominator
  }

  /// One tick per `rate`-th of a second, such as a sample; nil unless positive.
  public init?(perSecond rate: Int32) { self.init(1, rate) }

  public static let milliseconds = TimeBase(validated: 1, 1000)
  public static let microseconds = TimeBase(validated: 1, 1_000_000)

  private init(validated numerator: Int32, _ denominator: Int32) {
    self.numerator = numerator
    self.denominator = denominator
  }

  public var description: String { "\(numerator)/\(denominator)" }
}
