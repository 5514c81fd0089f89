internal import Documents
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
  /// At most one.
  public var warnings: [String] = []

  public init() {}
}

/// More formulas are left as they are written.
private let countLimit = 5000

/// `sources` as MathML, by Debian's `katex` program where it is installed: one process for all of them, with bounds to time, memory and output. What
/// it writes is only taken as far as it is presentation MathML.
public func renderFormulas(_ sources: FormulaSources, timeLimit: Duration = .seconds(30)) async throws
  -> RenderedFormulas
{
  var result = RenderedFormulas()
  let sources = Array(sources.all.sorted().prefix(countLimit))
  guard let first = sources.first else { return result }
  func stays(_ count: Int, _ example: String, _ why: String) {
    let which = count == 1 ? "the formula '\(shown(example, limit: 60))' stays" : "\(count) formulas stay"
    result.warnings = ["\(which) as written: \(why)"]
  }
  guard let katex = Katex() else {
    stays(sources.count, first.tex, "katex is not installed; apt install katex brings it")
    return result
  }
  let answer: Katex.Answer
  do {
    answer = try await katex.answer(to: JSONEncoder().encode(sources), timeLimit: timeLimit)
  } catch let complaint as Complaint {
    stays(sources.count, first.tex, complaint.sentence)
    return result
  }
  guard answer.made.count == sources.count, answer.version.utf8.count < 40,
    answer.version.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isLetter || ".-+~".contains($0)) })
  else {
    stays(sources.count, first.tex, "what katex wrote is not what was asked of it")
    return result
  }
  result.version = answer.version
  var failed: [(tex: String, why: String)] = []
  for (source, made) in zip(sources, answer.made) {
    if let text = made.math, let math = math(text) {
      result.formulas.append(Formula(source: source, math: math))
    } else {
      failed.append((source.tex, made.problem.map { shown($0, limit: 160) } ?? "it can't be said in MathML"))
    }
  }
  if let first = failed.first {
    stays(
      failed.count, first.tex, failed.count == 1 ? first.why : "'\(shown(first.tex, limit: 60))', for one: \(first.why)"
    )
  }
  return result
}

private func math(_ text: String) -> MathElement? {
  guard text.utf8.count <= 1 << 20, let source = try? SourceText(Data(text.utf8), named: "katex"),
    let root = try? readXML(source).root
  else { return nil }
  return MathAllowList.math(in: root)
}
