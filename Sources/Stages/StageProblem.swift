/// Why a stage can't go on, in one sentence with the remedy: lower case, no full stop.
struct StageProblem: Error, Hashable, CustomStringConvertible {
  let sentence: String

  init(_ sentence: String) { self.sentence = sentence }

  var description: String { sentence }
}
