/// How closely a lesson is looked at; each depth holds what the one before it does.
public enum VerificationDepth: String, Hashable, Sendable, CaseIterable {
  /// The manifest against its schema, files against their SHA-256, chapters in a row, captions and quizzes. Nothing is decoded, and no recording is needed.
  case quick
  /// And each copied packet against the recording's, where that is at hand: coverage, pre-roll, sound in step with the picture, the first and last frames that were encoded again.
  case standard
  /// And every frame and every run of samples of every chapter is decoded, the frames held against the recording's.
  case deep
}
