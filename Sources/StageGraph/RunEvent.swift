/// Something that happened to a step while a plan ran. As JSON: `{"kind":{"progress":{"done":1,"total":9,"unit":"s"}},"step":"probe"}`.
public struct RunEvent: Hashable, Sendable, Codable {
  public let step: String
  public let kind: Kind

  public enum Kind: Hashable, Sendable, Codable {
    /// `why` says what changed since the last run, where that is known: `at-least was 800ms, is 950ms`.
    case started(why: [String])
    /// So much of `total` is done, both in `unit`; at most twenty a second, and always the last.
    case progress(done: Double, total: Double, unit: String)
    case warned(sentence: String)
    case finished
    /// It didn't run: nothing changed, so the earlier result stands. Its warnings are said again.
    case reused
    case failed(sentence: String)
    /// It was stopped because another step failed or the user wished so.
    case stopped
  }

  public init(step: String, _ kind: Kind) {
    self.step = step
    self.kind = kind
  }
}
