/// How a lesson is made, as far as it is told in the lesson.
public struct RunSettings: Hashable, Sendable, Codable {
  /// Name and version of the program: `chop 0.1.0`.
  public var generator: String
  /// The pipeline and the options that were given, as one canonical text.
  public var options: String
  /// Boundaries are planned anew, whatever the earlier lesson has.
  public var replans: Bool

  public init(generator: String, options: String, replans: Bool = false) {
    self.generator = generator
    self.options = options
    self.replans = replans
  }

  /// What a lesson's fingerprint is the SHA-256 of: its sources by their SHA-256, each with the companions that lie beside it, then those that speak
  /// of the whole lesson, and the options. Neither chop's version nor where files lie is part of it.
  public func fingerprintText(sources: [String], companions: [Companion]) -> String {
    func lines(_ part: Int?) -> [String] {
      companions.filter { $0.part == part }.map { "\($0.role.rawValue) \($0.language ?? "-") \($0.sha256)" }
    }
    let parts = sources.enumerated().flatMap { [$1] + lines($0) }
    return (parts + lines(nil) + [options]).joined(separator: "\n")
  }
}
