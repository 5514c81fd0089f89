internal import Wording

/// A file or folder that can't be used, and what to do about it.
public struct WorkplaceError: Error, Hashable, CustomStringConvertible {
  /// As the user gave it.
  public let path: String
  /// What is the matter, as a sentence about the path.
  public let sentence: String
  public let remedy: String
  /// Neither the recording nor the command is to blame: the same may go well later.
  public let isTemporary: Bool

  init(_ path: String, _ sentence: String, remedy: String, isTemporary: Bool = false) {
    self.path = path
    self.sentence = sentence
    self.remedy = remedy
    self.isTemporary = isTemporary
  }

  /// `lecture.mp4: there is no such file; check the name and the folder`
  public var description: String { "\(shown(path, limit: 400)): \(sentence); \(remedy)" }
}
