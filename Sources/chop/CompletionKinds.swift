import ArgumentParser
import Exports
import Foundation
import Pipelines
import StageGraph
import Stages

/// What a shell offers for chop's arguments.
extension CompletionKind {
  static var recordings: CompletionKind { files("mp4", "m4v", "mov", "mkv", "webm", "ts", "m4a", "mp3", "wav") }
  static var chapterLists: CompletionKind {
    files("txt", "vtt", "srt", "ffmetadata", "cue", "xml", "json", "csv", "tsv", "md")
  }
  static var captions: CompletionKind { files("vtt", "srt") }
  static var questions: CompletionKind { files("gift", "txt", "xml", "yaml", "yml", "csv", "tsv", "md") }
  static var details: CompletionKind { files("yaml", "yml") }
  static var exports: CompletionKind { .list(builtInExports.map(\.name)) }
  static var stages: CompletionKind { .list(builtInStages.map(\.name)) }

  /// Built-in pipelines, and YAML files in the folder that is being typed.
  static var pipelines: CompletionKind {
    .custom { _, _, prefix in BuiltInPipelines.all.map(\.name) + pipelineFiles(prefix) }
  }

  /// Cameras write their files' endings in capitals.
  private static func files(_ endings: String...) -> CompletionKind {
    .file(extensions: endings + endings.map { $0.uppercased() })
  }
}

/// Folders and YAML files whose path begins with `prefix`.
private func pipelineFiles(_ prefix: String) -> [String] {
  let folder = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
  return names.filter { !$0.hasPrefix(".") }.sorted().compactMap { name in
    let path = folder + name
    guard path.hasPrefix(prefix) else { return nil }
    let isFolder = try? URL(filePath: path).resolvingSymlinksInPath().resourceValues(forKeys: [.isDirectoryKey])
    if isFolder?.isDirectory == true { return path + "/" }
    return name.hasSuffix(".yaml") || name.hasSuffix(".yml") ? path : nil
  }
}
