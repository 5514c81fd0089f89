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
  ///   - earlier: the lesson's manifest; nil where there is no lesson.
  ///   - source: the recording's SHA-256.
  init(since earlier: Manifest?, _ run: LessonRun, source: String, in folder: URL, replans: Bool, remakes: Bool) {
    guard let earlier else {
      (sentences, remark) = ([], nil)
      return
    }
    var sentences = replans ? ["--replan: boundaries are planned anew"] : []
    if remakes { sentences.append("--remake: every file is made anew") }
    if earlier.fingerprint != run.fingerprint(source: source) {
      let companions = Self.companions(earlier.companions, run.companions.companions.files)
      sentences += companions.isEmpty ? ["the options or the pipeline are others"] : companions
    }
    let missing = missingFiles(of: earlier, in: folder)
    if !missing.isEmpty {
      let names = missing.prefix(5).map { shown($0) }
      let rest = missing.count - names.count
      sentences.append("missing or damaged: \(listed(rest > 0 ? names + ["\(rest) more"] : names))")
    }
    self.sentences = sentences
    remark =
      earlier.generator == run.settings.generator
      ? nil : "it was made by \(shown(earlier.generator)), which alone changes nothing; --remake renews it"
  }

  private static func companions(_ then: [Manifest.CompanionFile], _ now: [Companion]) -> [String] {
    let changed = now.compactMap { file -> String? in
      guard let earlier = then.first(where: { $0.name == file.name && $0.role == file.role.rawValue }) else {
        return "\(shown(file.name)) (\(file.role.rawValue)) is new"
      }
      return earlier.sha256 == file.sha256 ? nil : "\(shown(file.name)) (\(file.role.rawValue)) changed"
    }
    let gone = then.filter { earlier in
      !now.contains { $0.name == earlier.name && $0.role.rawValue == earlier.role }
    }
    return changed + gone.map { "\(shown($0.name)) (\(shown($0.role))) is gone" }
  }
}
