public import Documents
public import Foundation
public import StageGraph

/// A pipeline as its file describes it, checked.
///
///     summary: a lecture with one camera
///     stages:
///       probe:
///       detect-silence: { at-least: 800ms }
///       german: { stage: read-captions, language: de }   # a second one of a kind gets a name of its own
///       plan-chapters: { captions: german, list: topics }   # a need's name chooses among several makers
///       topics:                                          # a program of the user's own, found from the file's folder
///         program: ./topics.py
///         needs: { captions: GivenCaptions, info: MediaInfo? }
///         makes: GivenChapterList
///         options: { words: 5 }
///         time-limit: 2m
///
/// Stages are a mapping, since their order means nothing.
public struct Pipeline: Hashable, Sendable {
  /// What it is for; empty where the file doesn't say.
  public let summary: String
  public let plan: Plan
  /// Where the programs are that the plan runs; nil for a pipeline that no file holds.
  public let folder: URL?

  /// Reads a pipeline for the stages and givens of `graph`.
  ///
  /// Programs of the user's own are looked for from `folder`, the file's own; without one the pipeline may have none.
  /// `overrides` are options of the command line by name (see ``Graph/plan(_:overrides:)``); what is wrong with one is said of the file `--name`.
  /// Throws ``DocumentError`` with all that is wrong, in the order of the places.
  public init(_ source: SourceText, for graph: Graph, in folder: URL? = nil, overrides: [String: String] = [:])
    throws(DocumentError)
  {
    let (root, diagnostics) = try readYAML(source)
    var reader = PipelineReader(file: source.file, in: folder, diagnostics: source.diagnostics + diagnostics)
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
    self.folder = folder
  }
}

private func place(_ diagnostic: Diagnostic) -> TextPosition {
  diagnostic.position ?? TextPosition(line: 0, column: 0)
}
