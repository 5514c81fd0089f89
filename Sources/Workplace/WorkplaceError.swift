internal import Wording

/// A file or folder that can't be used, and what to do about it.
public struct WorkplaceError: Error, Hashable, CustomStringConvertible {
  /// As the user gave it.
  public let path: String
  /// What is the matter, as a sentence about the path.
  public let sentence: String
  public let remedy: String?

  init(_ path: String, _ sentence: String, remedy: String? = nil) {
    self.path = path
    self.sentence = sentence
    self.remedy = remedy
  }

  public var description: String {
    "'\(shown(path, limit: 400))' \(sentence)" + (remedy.map { "; \($0)" } ?? "")
  }
}
