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

  /// What a lesson's fingerprint is the SHA-256 of: source, companions and options. Neither chop's version nor where files lie is part of it.
  public func fingerprintText(source sha256: String, companions: Companions) -> String {
    let files = companions.files.map { "\($0.role.rawValue) \($0.language ?? "-") \($0.sha256)" }
    return ([sha256] + files + [options]).joined(separator: "\n")
  }
}
