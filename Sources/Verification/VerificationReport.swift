/// What a check of a lesson found.
public struct VerificationReport: Hashable, Sendable, Codable {
  /// What is wrong, in the manifest's order; empty for a lesson that is whole and true to its source.
  public var faults: [Fault]
  /// What was checked, as sentences.
  public var checked: [String]
  /// What could not be checked, and why.
  public var notChecked: [String]

  public struct Fault: Hashable, Sendable, Codable {
    /// The file or chapter that is wrong: a path in the lesson.
    public var path: String
    /// A sentence about it.
    public var sentence: String

    public init(_ path: String, _ sentence: String) {
      self.path = path
      self.sentence = sentence
    }
  }

  public init(faults: [Fault] = [], checked: [String] = [], notChecked: [String] = []) {
    self.faults = faults
    self.checked = checked
    self.notChecked = notChecked
  }

  mutating func fault(_ path: String, _ sentence: String) { faults.append(Fault(path, sentence)) }
}
