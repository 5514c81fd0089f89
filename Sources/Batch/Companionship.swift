internal import Lesson
internal import Workplace

/// Gives the files of a folder to the recordings that they are companions of.
///
/// Each file is looked up by what its name begins with, so that a folder of thousands takes no longer for each than a small one.
struct Companionship {
  private var byBase: [String: [String]] = [:]
  private var byRecording: [String: [PlannedLesson.CompanionFile]] = [:]

  /// `recordings`: their names, in Unicode NFC.
  init(of recordings: [String]) {
    for name in recordings {
      for base in Set(CompanionFiles.bases(of: name)) { byBase[base, default: []].append(name) }
    }
  }

  /// Whether the file is somebody's companion.
  mutating func take(_ file: PlannedLesson.File) -> Bool {
    var isTaken = false
    var base = file.name
    while let dot = base.lastIndex(of: ".") {
      base = String(base[..<dot])
      for recording in byBase[base] ?? [] {
        guard let found = CompanionFiles.role(of: file.name, beside: recording) else { continue }
        let companion = PlannedLesson.CompanionFile(file: file, role: found.role, language: found.language)
        // A name can fit in two ways: `talk.en.vtt` beside `talk` and `talk.en`.
        if byRecording[recording]?.contains(companion) != true { byRecording[recording, default: []].append(companion) }
        isTaken = true
      }
    }
    return isTaken
  }

  /// The companions of these recordings, in their order.
  func of(_ recordings: [String]) -> [PlannedLesson.CompanionFile] {
    recordings.flatMap { byRecording[$0] ?? [] }
      .sorted { CompanionFiles.isBefore(($0.role, $0.file.name), ($1.role, $1.file.name)) }
  }
}
