internal import Lesson
internal import Workplace

/// Gives the files of a folder to the recordings that they are companions of.
///
/// Each file is looked up by what its name begins with, so that a folder of thousands takes no longer for each than a small one.
struct Companionship {
  private var byBase: [String: [String]] = [:]
  private var lessons: Set<String>
  private var byRecording: [String: [PlannedLesson.CompanionFile]] = [:]

  /// `recordings`: their names, in Unicode NFC. `lessons`: what lessons of several recordings are called.
  init(of recordings: [String], lessons: [String] = []) {
    let whole = lessons.map(Self.recording(ofLesson:))
    self.lessons = Set(whole)
    for name in recordings + whole {
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
        // Captions and chapter lists are of one recording.
        guard !lessons.contains(recording) || found.role == .quiz || found.role == .details else { continue }
        let companion = PlannedLesson.CompanionFile(file: file, role: found.role, language: found.language)
        // A name can fit in two ways: `talk.en.vtt` beside `talk` and `talk.en`.
        if byRecording[recording]?.contains(companion) != true { byRecording[recording, default: []].append(companion) }
        isTaken = true
      }
    }
    return isTaken
  }

  /// The name of a recording whose companions would be the lesson's.
  private static func recording(ofLesson name: String) -> String { "\(name).lesson" }

  /// The companions of these recordings, in their order; of several, those of the lesson that is called so too, if they are no recording's own.
  func of(_ recordings: [String], lesson: String? = nil) -> [PlannedLesson.CompanionFile] {
    var found: [PlannedLesson.CompanionFile] = []
    for (index, name) in recordings.enumerated() {
      for var companion in byRecording[name] ?? [] {
        companion.part = recordings.count > 1 ? index : nil
        found.append(companion)
      }
    }
    let whole = lesson.flatMap { byRecording[Self.recording(ofLesson: $0)] } ?? []
    found += whole.filter { companion in !found.contains { $0.file == companion.file } }
    return
      found
      .sorted { CompanionFiles.isBefore(($0.role, $0.file.name), ($1.role, $1.file.name)) }
  }
}
