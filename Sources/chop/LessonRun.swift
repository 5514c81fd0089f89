import ArgumentParser
import Digests
import Exports
import Foundation
import Lesson
import PipelineFile
import StageGraph
import Wording
import Workplace

/// A recording, or the parts of one lecture, on the way through a pipeline to a lesson.
struct LessonRun {
  /// The recordings, in order; at least one.
  let parts: [Part]
  /// What the parts have in common in their names; nil for a recording that stands alone.
  let lessonName: String?
  let pipeline: Pipeline
  let settings: RunSettings
  let results: KeptResults

  struct Part {
    let recording: RecordingFile
    let companions: CompanionFiles

    /// Where the recording and its companions are, by name.
    var urls: [String: URL] {
      var files = companions.urls
      files[recording.recording.name] = recording.url
      return files
    }

    /// `lecture.mp4 with lecture.en.vtt (captions, en), lecture.chapters.txt (chapters)`.
    fileprivate func description(own: (Companion) -> Bool) -> String {
      let files = companions.companions.files.filter(own).map { file in
        "\(shown(companions.label(of: file.name))) (\(file.role.rawValue)\(file.language.map { ", \($0)" } ?? ""))"
      }
      return shown(recording.recording.name) + (files.isEmpty ? ", nothing beside it" : " with \(listed(files))")
    }
  }

  /// The pipeline is checked before anything else is looked at.
  init(_ paths: [String], _ options: WorkOptions, replans: Bool = false, use: KeptResults.Use = .both) throws {
    results = KeptResults(options.noCache ? .none : use)
    pipeline = try options.checkedPipeline()
    let recordings = try paths.map { try RecordingFile(path: $0) }
    try Self.checkDifferent(recordings)
    lessonName = recordings.count > 1 ? RecordingFile.commonName(of: recordings) : nil
    let companions =
      recordings.count > 1
      ? try options.companions(ofParts: recordings, lessonName) : try recordings.map(options.companions)
    parts = zip(recordings, companions).map(Part.init)
    settings = RunSettings(
      generator: Chop.version,
      options: try PipelineChoice.options(of: options.pipeline, pipeline.plan, overrides: options.overrides()),
      replans: replans)
  }

  /// A lecture has no part twice, under whatever name.
  private static func checkDifferent(_ recordings: [RecordingFile]) throws {
    for (index, recording) in recordings.enumerated() {
      guard
        let same = try recordings[..<index].first(where: { other in
          guard other.recording.mark == recording.recording.mark else { return false }
          return try sha256(ofFileAt: other.url).hash == sha256(ofFileAt: recording.url).hash
        })
      else { continue }
      throw ValidationError(
        same.url == recording.url
          ? "\(shown(recording.path)) is given twice; name each part once"
          : "\(shown(recording.path)) is the same recording as \(shown(same.path)); name each part once")
    }
  }

  /// Each recording and what was found beside it, a line each.
  var description: String {
    guard parts.count > 1 else { return parts.map { $0.description { _ in true } }.joined() }
    var lines = parts.enumerated().map { index, part in
      "part \(index + 1): \(part.description { $0.part == index })"
    }
    let whole = parts[0].companions.companions.files.filter { $0.part == nil }
    if !whole.isEmpty {
      lines.append("of the whole lesson: \(listed(whole.map { "\(shown(label(of: $0))) (\($0.role.rawValue))" }))")
    }
    return lines.joined(separator: "\n")
  }

  /// What lies beside the recordings, each file once: that of each part, and that of the whole lesson.
  var companions: [Companion] {
    parts.enumerated().flatMap { index, part in
      part.companions.companions.files.filter { $0.part == index || index == 0 && $0.part == nil }
    }
  }

  /// What a companion is called in messages.
  func label(of companion: Companion) -> String {
    parts.first { $0.companions.urls[companion.name] != nil }?.companions.label(of: companion.name) ?? companion.name
  }

  /// Throws where a recording or a companion is no longer what it was at the beginning.
  func checkInputs() throws {
    for part in parts {
      try part.recording.checkUnchanged()
      try part.companions.checkUnchanged()
    }
  }

  /// The fingerprint of the lesson that this run would make of sources with these SHA-256.
  func fingerprint(sources: [String]) -> String {
    sha256(settings.fingerprintText(sources: sources, companions: companions))
  }

  /// A lesson of these recordings, or of some of them, that stands at the place already.
  struct Earlier {
    var folder: URL
    var manifest: Manifest
    /// The SHA-256 of the recordings of this run, in order.
    var sources: [String]

    /// What it holds of a recording of this run.
    func lesson(of index: Int) -> EarlierLesson {
      EarlierLesson(manifest, ofSource: sources.indices.contains(index) ? sources[index] : "") ?? EarlierLesson()
    }

    var files: EarlierFiles { EarlierFiles(folder, manifest) }
  }
}

extension EarlierFiles {
  /// The files of a lesson by their recipes; a file without one is known by what is in it.
  init(_ folder: URL, _ manifest: Manifest) {
    let files = manifest.allFiles.map { file in
      (file.recipe ?? sha256(file.sha256), File(path: file.path, bytes: file.bytes, sha256: file.sha256))
    }
    self.init(folder: folder, files: Dictionary(files) { first, _ in first })
  }
}

/// The manifest of the lesson in `folder`.
func readManifest(in folder: URL) throws -> Manifest {
  let data = try Data(contentsOf: folder.appending(path: ManifestFile.path))
  return try ManifestFile.read(data, named: ManifestFile.path)
}

/// Files that the manifest names and that are not there as it says, in its order: what a glance can tell.
///
/// The manifest is written last, so a file of the right size is read only where it was changed after that; a second is what some file systems' times are rounded to.
func missingFiles(of manifest: Manifest, in folder: URL) -> [String] {
  let keys: Set<URLResourceKey> = [.isRegularFileKey, .fileSizeKey, .contentModificationDateKey]
  let whole = try? folder.appending(path: ManifestFile.path).resourceValues(forKeys: keys).contentModificationDate
  return manifest.allFiles.filter { file in
    let url = folder.appending(path: file.path)
    guard let values = try? url.resourceValues(forKeys: keys), values.isRegularFile == true,
      values.fileSize == Int(file.bytes)
    else { return true }
    guard let whole, let changed = values.contentModificationDate, changed.timeIntervalSince(whole) > 1 else {
      return false
    }
    return (try? sha256(ofFileAt: url).hash) != file.sha256
  }.map(\.path)
}
