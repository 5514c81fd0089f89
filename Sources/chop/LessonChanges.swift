import Foundation
import Lesson
import Wording
import Workplace

/// What is not as it was when the lesson at a run's place was made.
struct LessonChanges {
  /// A sentence each; empty where the lesson stays as it is, and where there is none.
  let sentences: [String]
  /// What is no reason to do anything.
  let remark: String?

  var isEmpty: Bool { sentences.isEmpty }

  /// - Parameters:
  ///   - earlier: The lesson; nil where there is none.
  init(since earlier: LessonRun.Earlier?, _ run: LessonRun, replans: Bool, remakes: Bool) {
    guard let earlier else {
      (sentences, remark) = ([], nil)
      return
    }
    var sentences = replans ? ["--replan: boundaries are planned anew"] : []
    if remakes { sentences.append("--remake: every file is made anew") }
    let manifest = earlier.manifest
    if manifest.fingerprint != run.fingerprint(sources: earlier.sources) {
      let files = Self.parts(manifest.sources, run, earlier) + Self.companions(manifest.companions, run)
      sentences += files.isEmpty ? ["the options or the pipeline are others"] : files
    }
    let missing = missingFiles(of: manifest, in: earlier.folder)
    if !missing.isEmpty {
      let names = missing.prefix(5).map { shown($0) }
      let rest = missing.count - names.count
      sentences.append("missing or damaged: \(listed(rest > 0 ? names + ["\(rest) more"] : names))")
    }
    self.sentences = sentences
    remark =
      manifest.generator == run.settings.generator
      ? nil : "it was made by \(shown(manifest.generator)), which alone changes nothing; --remake renews it"
  }

  private static func parts(_ then: [Manifest.Source], _ run: LessonRun, _ earlier: LessonRun.Earlier) -> [String] {
    let known = then.map(\.sha256)
    guard known != earlier.sources else { return [] }
    let new = zip(run.parts, earlier.sources).filter { !known.contains($1) }.map { part, _ in
      "\(shown(part.recording.recording.name)) (part) is new"
    }
    return new.isEmpty ? ["the parts are in another order"] : new
  }

  private static func companions(_ then: [Manifest.CompanionFile], _ run: LessonRun) -> [String] {
    let now = run.companions
    let changed = now.compactMap { file -> String? in
      guard let earlier = then.first(where: { $0.name == file.name && $0.role == file.role.rawValue }) else {
        return "\(shown(run.label(of: file))) (\(file.role.rawValue)) is new"
      }
      return earlier.sha256 == file.sha256 ? nil : "\(shown(run.label(of: file))) (\(file.role.rawValue)) changed"
    }
    let gone = then.filter { earlier in
      !now.contains { $0.name == earlier.name && $0.role.rawValue == earlier.role }
    }
    return changed + gone.map { "\(shown($0.name)) (\(shown($0.role))) is gone" }
  }
}
