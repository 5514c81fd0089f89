internal import Wording

/// A file or folder that can't be used, and what to do about it.
public struct WorkplaceError: Error, Hashable, CustomStringConvertible {
  /// As the user gave it.
  public let path: String
  /// What is the matter, as a sentence about the path.
  public let sentence: String
  public let remedy: String
  /// No room is left: the same may go well later.
  public let isDiskFull: Bool

  init(_ path: String, _ sentence: String, remedy: String, isDiskFull: Bool = false) {
    self.path = path
    self.sentence = sentence
    self.remedy = remedy
    self.isDiskFull = isDiskFull
  }

  /// `lecture.mp4: there is no such file; check the name and the folder`
  public var description: String { "\(shown(path, limit: 400)): \(sentence); \(remedy)" }
}

extension WorkplaceError {
  /// No room is left where a lesson is being made.
  public static func diskFull(at path: String) -> WorkplaceError {
    WorkplaceError(
      path, "the disk is full, so nothing was made there",
      remedy: "free some space and run chop again, or choose a folder on another disk with -o", isDiskFull: true)
  }
}
