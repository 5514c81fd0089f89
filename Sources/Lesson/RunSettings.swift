/// How a lesson is made, as far as it is told in the lesson.
public struct RunSettings: Hashable, Sendable, Codable {
  /// Name and version of the program: `chop 0.1.0`.
  public var generator: String
  /// The pipeline and the options that differ from their defaults, as one canonical text.
  public var options: String

  public init(generator: String, options: String) {
    self.generator = generator
    self.options = options
  }
}
