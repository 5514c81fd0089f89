internal import Digests
internal import Exports
internal import Foundation
internal import Lesson
internal import Wording

/// How a recording stands before a batch does anything for it.
public enum Standing: Hashable, Sendable {
  /// Its lesson is there, and made of just these files with just these options.
  case done(generator: String)
  /// No lesson is there.
  case new
  /// A lesson is there, and made of something else: why, in words.
  case changed([String])
  /// A lesson is there, and whether it is up to date is known only when the files are read.
  case unread

  var isChanged: Bool { if case .changed = self { true } else { false } }

  /// Why there is something to do, in words.
  var why: [String] {
    switch self {
    case .done: ["it is made anew"]
    case .new: ["new"]
    case .changed(let reasons): reasons
    case .unread: []
    }
  }
}

/// Says how recordings stand. The truth is the lesson: its manifest's fingerprint, of which the first bytes of the file are read and no more.
struct StandingCheck: Sendable {
  /// Absolute paths.
  let lessons: String
  let settings: RunSettings
  let seen: SeenFiles

  func manifest(of lesson: PlannedLesson) -> String { "\(lessons)/\(lesson.lesson)/\(ManifestFile.path)" }

  /// `reading`: read files of which no hash is known; otherwise that is ``Standing/unread``.
  func standing(of lesson: PlannedLesson, reading: Bool) throws -> Standing {
    guard let head = ManifestHead(at: manifest(of: lesson)) else { return .new }
    let hashes: [String]
    if reading {
      hashes = try lesson.files.map(seen.hashReading)
    } else {
      let known = lesson.files.map(seen.hash)
      guard known.allSatisfy({ $0 != nil }) else { return .unread }
      hashes = known.compactMap(\.self)
    }
    let sources = Array(hashes.prefix(lesson.recordings.count))
    let companions = Companions(
      files: zip(lesson.companions, hashes.dropFirst(sources.count)).map { companion, hash in
        Companion(name: companion.file.name, role: companion.role, language: companion.language, sha256: hash)
      })
    guard fingerprint(sources: sources, companions) != head.fingerprint else { return .done(generator: head.generator) }
    return .changed(reasons(lesson, sources: sources, companions))
  }

  private func fingerprint(sources: [String], _ companions: Companions) -> String {
    sha256(settings.fingerprintText(source: sources.first ?? "", companions: companions))
  }

  private func reasons(_ lesson: PlannedLesson, sources: [String], _ companions: Companions) -> [String] {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: manifest(of: lesson))),
      let manifest = try? ManifestFile.read(data, named: ManifestFile.path)
    else { return ["its lesson can't be read"] }
    var reasons: [String] = []
    for (index, recording) in lesson.recordings.enumerated() {
      let earlier = index < manifest.sources.count ? manifest.sources[index] : nil
      if earlier?.sha256 != sources[index] {
        reasons.append("\(shown(recording.name)) \(earlier == nil ? "is new" : "has changed")")
      }
    }
    for source in manifest.sources.dropFirst(sources.count) { reasons.append("\(shown(source.name)) is gone") }
    for companion in companions.files {
      let earlier = manifest.companions.first { $0.name == companion.name }
      if earlier?.sha256 != companion.sha256 {
        reasons.append("\(shown(companion.name)) \(earlier == nil ? "is new" : "has changed")")
      }
    }
    for earlier in manifest.companions where !companions.files.contains(where: { $0.name == earlier.name }) {
      reasons.append("\(shown(earlier.name)) is gone")
    }
    return reasons.isEmpty ? ["it was made with other options"] : reasons
  }

  /// Takes from a lesson that was just made what its files' hashes are, so that the next batch needn't read them.
  func learn(from lesson: PlannedLesson) {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: manifest(of: lesson))),
      let manifest = try? ManifestFile.read(data, named: ManifestFile.path)
    else { return }
    for (recording, source) in zip(lesson.recordings, manifest.sources) { seen.note(source.sha256, of: recording) }
    for companion in lesson.companions {
      guard let used = manifest.companions.first(where: { $0.name == companion.file.name }) else { continue }
      seen.note(used.sha256, of: companion.file)
    }
  }

  /// Whether the lesson that stands at the place was made of a recording of the same name, so that it may be replaced.
  func isOfTheSameName(_ lesson: PlannedLesson) -> Bool {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: manifest(of: lesson))),
      let manifest = try? ManifestFile.read(data, named: ManifestFile.path)
    else { return false }
    return manifest.sources.first?.name == lesson.recordings.first?.name
  }
}
