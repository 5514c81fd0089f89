import Documents
import PipelineFile
import Pipelines
import StageGraph
import Stages
import Testing

@Suite struct BuiltInStagesTests {
  @Test func theRegistryIsSound() {
    #expect(mistakes(in: builtInStages) == [])
    #expect(builtInStages.map(\.name) == builtInStages.map(\.name).sorted())
  }

  /// The example that help prints can be put into a pipeline as it stands.
  @Test(arguments: builtInStages.map(\.name))
  func examplesAreLinesOfAPipeline(name: String) throws {
    let kind = try #require(builtInStages.first { $0.name == name })
    var lines = PipelineLines.lecture
    lines.stages.removeAll { $0.hasPrefix("  \(name):") || $0.contains("stage: \(name),") }
    lines.stages.append("  \(kind.about.example)")
    #expect(try lines.plan().step(name)?.stage == name)
  }

  /// An option that is written with its default is as good as none.
  @Test func defaultsCanBeWrittenOut() throws {
    let bare = PipelineLines(stages: builtInStages.map { "  \($0.name):" })
    let written = PipelineLines(
      stages: builtInStages.map { kind in
        "  \(kind.name): {" + kind.options.map { "\($0.name): \($0.defaultText)" }.joined(separator: ", ") + "}"
      })
    #expect(try bare.plan() == written.plan())
    #expect(builtInStages.flatMap(\.options).count >= 10)
  }

  @Test(arguments: BuiltInPipelines.all.map(\.name))
  func everyBuiltInPipelineIsAPlan(name: String) throws {
    let text = try #require(BuiltInPipelines.all.first { $0.name == name }).text
    let pipeline = try Pipeline(SourceText(text, named: "\(name).yaml"), for: graph)
    #expect(!pipeline.summary.isEmpty)
    #expect(pipeline.plan.steps.last?.stage == "verify-lesson")
  }

  /// Only who says so opens media: these run in a process of their own when they are confined.
  @Test func whoReadsARecordingsStreamsSaysThatItOpensMedia() {
    #expect(
      builtInStages.filter(\.about.opensMedia).map(\.name) == [
        "cut-chapters", "detect-silence", "detect-slides", "make-posters", "place-cuts", "probe",
        "read-embedded-captions", "read-slide-titles", "verify-lesson",
      ])
  }
}
