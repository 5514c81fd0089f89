/// Keeps results from one run to the next, by the orders' keys, and what each step was last given.
///
/// `files` are the names of the files that a step is told of. An order knows a recording by its ends only, so a store has to know by itself whether one of
/// them is another than it was.
public protocol ResultStore: Sendable {
  func result(of order: Order, reading files: Set<String>) -> StageResult?
  /// What is not as it was when a result was last kept for a step of this name, a phrase each: `at-least was 800ms, is 950ms`.
  func changes(in order: Order, reading files: Set<String>, step: String) -> [String]
  func keep(_ result: StageResult, of order: Order, reading files: Set<String>, step: String)
}
