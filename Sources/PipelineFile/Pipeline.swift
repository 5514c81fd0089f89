public import Documents
public import StageGraph

/// A pipeline as its file describes it, checked.
///
///     summary: a lecture with one camera
///     stages:
///       probe:
///       detect-silence: { at-least: 800ms }
///       german: { stage: read-captions, language: de }   # a second one of a kind gets a name of its own
///       plan-chapters: { captions: german }              # a need's name chooses among several makers
///
/// Stages are a mapping, since their order means nothing.
public struct Pipeline: Hashable, Sendable {
  /// What it is for; empty where the file doesn't say.
  public let summary: String
  public let plan: Plan

  /// Reads a pipeline for the stages and givens of `graph`.
  ///
  /// `overrides` are options of the command line by name (see ``Graph/plan(_:overrides:)``); what is wrong with one is said of the file `--name`.
  /// Throws ``DocumentError`` with all that is wrong, in the order of the places.
  public init(_ source: SourceText, for graph: Graph, overrides: [String: String] = [:]) throws(DocumentError) {
    let (root, diagnostics) = try readYAML(source)
    var reader = PipelineReader(file: source.file, diagnostics: source.diagnostics + diagnostics)
    reader.read(root)
    var plan: Plan?
    do throws(PlanMistakes) {
      plan = try reader.hasStages ? graph.plan(reader.steps, overrides: overrides) : nil
    } catch {
      for mistake in error.all { reader.report(mistake) }
    }
    guard let plan, !reader.diagnostics.contains(where: { $0.severity == .error }) else {
      throw DocumentError(reader.diagnostics.sorted { place($0) < place($1) })
    }
    summary = reader.summary
    self.plan = plan
  }
}

private func place(_ diagnostic: Diagnostic) -> TextPosition {
  diagnostic.position ?? TextPosition(line: 0, column: 0)
}
