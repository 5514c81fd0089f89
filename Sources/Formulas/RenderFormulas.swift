internal import Foundation
public import Lesson
internal import StageGraph
internal import Wording

/// Formulas as MathML, and what is to be said of those that stay as they were written.
public struct RenderedFormulas: Hashable, Sendable, Codable {
  /// In the order of their sources.
  public var formulas: [Formula] = []
  /// The version of the program that made them; nil where none did.
  public var version: String?
  /// nil where all were made.
  public var rest: UnrenderedFormulas?

  public init() {}

  /// At most one.
  public var warnings: [String] { rest.map { ["\($0.item) \($0.sentence)"] } ?? [] }
}

/// Formulas that stay as they were written.
public struct UnrenderedFormulas: Hashable, Sendable, Codable {
  /// `the formula 'E'`, `3 formulas`.
  public var item: String
  /// Why, as a sentence about them without a full stop.
  public var sentence: String

  public init(item: String, sentence: String) {
    self.item = item
    self.sentence = sentence
  }

  /// nil for none.
  fileprivate init?(_ failed: [(tex: String, why: String)]) {
    guard let first = failed.first else { return nil }
    let example = "'\(shown(first.tex, limit: 60))'"
    let isAlike = failed.allSatisfy { $0.why == first.why }
    self.init(
      item: failed.count == 1 ? "the formula \(example)" : "\(failed.count) formulas",
      sentence: (failed.count == 1 ? "stays" : "stay") + " as written: " + (isAlike ? "" : "\(example), for one: ")
        + first.why)
  }
}

/// More formulas are left as they are written.
private let countLimit = 5000

/// `sources` as MathML, by Debian's `katex` program where it is installed: one process for all of them, with bounds to time, memory and output. What
/// it writes is only taken as far as it is presentation MathML.
///
/// Throws `CancellationError` alone; what goes wrong is said in the result.
public func renderFormulas(_ sources: FormulaSources, timeLimit: Duration = .seconds(30)) async throws
  -> RenderedFormulas
{
  var result = RenderedFormulas()
  let sources = sources.all.sorted()
  guard !sources.isEmpty else { return result }
  var failed = sources.dropFirst(countLimit).map { (tex: $0.tex, why: "a lesson has at most \(countLimit) in MathML") }
  do {
    guard let katex = Katex() else {
      throw Complaint("katex is not installed; apt install katex brings it")
    }
    let asked = Array(sources.prefix(countLimit))
    let answer = try await katex.answer(to: asked, timeLimit: timeLimit)
    result.version = answer.version
    for (source, made) in zip(asked, answer.made) {
      if let math = made.math.flatMap(MathAllowList.math) {
        result.formulas.append(Formula(source: source, math: math))
      } else {
        failed.append((source.tex, made.problem.map { shown($0, limit: 160) } ?? "it can't be said in MathML"))
      }
    }
  } catch let complaint as Complaint {
    failed = sources.map { ($0.tex, complaint.sentence) }
  }
  result.rest = UnrenderedFormulas(failed)
  return result
}
