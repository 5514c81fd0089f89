internal import Wording

/// Why a chapter can't be cut as asked, in one sentence with the remedy.
public struct CutError: Error, Hashable, CustomStringConvertible {
  /// The recording's name as the user gave it.
  public let file: String
  public let sentence: String

  init(_ file: String, _ sentence: String) {
    self.file = file
    self.sentence = sentence
  }

  public var description: String { "\(shown(file)): \(sentence)" }
}
