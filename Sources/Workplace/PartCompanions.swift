public import Lesson

extension CompanionFiles {
  /// Finds the questions and details of a lesson of several parts beside the first of them: `lecture.quiz.gift` and `lecture.lesson.yaml` for
  /// `lecture-1.mp4` and `lecture-2.mp4`.
  public init(ofLesson name: String, partsBeside first: RecordingFile) throws(WorkplaceError) {
    self = try CompanionFiles(beside: first, called: "\(name).lesson")
    companions.files.removeAll { !$0.role.isOfAll }
  }

  /// For each recording of a lesson that is made of several: its own captions and chapter list, and the questions and details of all of them.
  ///
  /// - Parameters:
  ///   - found: What lies beside each recording, in order.
  ///   - whole: What speaks of the whole lesson. A file that is one recording's too is that one's.
  ///   - given: Files named on the command line, which speak of the whole lesson, in place of those found in their role.
  /// - Throws: ``WorkplaceError`` for a given file that can't be used.
  public static func ofParts(
    _ found: [CompanionFiles], whole ofWhole: CompanionFiles, given: [(role: Companion.Role, path: String)]
  ) throws(WorkplaceError) -> [CompanionFiles] {
    var taken: Set<String> = []
    var replaced = Set(given.map(\.role))
    // Pictures belong to the questions that show them.
    if replaced.contains(.quiz) { replaced.insert(.picture) }
    var whole = CompanionFiles()
    var givenStates: Set<FileState> = []
    var parts = found.map { _ in CompanionFiles() }
    // What speaks of the whole lesson comes first, for what comes first counts.
    for (role, path) in given {
      var files = CompanionFiles()
      try files.replace(role, with: path)
      givenStates.formUnion(files.states.values)
      for var file in files.companions.files {
        let name = file.name
        while !taken.insert(file.name).inserted { file.name = "given-\(file.name)" }
        whole.take(file, called: name, of: files)
      }
    }
    for file in ofWhole.companions.files where !replaced.contains(file.role) {
      guard let url = ofWhole.urls[file.name], !found.contains(where: { $0.urls.values.contains(url) }) else {
        continue
      }
      taken.insert(file.name)
      whole.take(file, called: file.name, of: ofWhole)
    }
    for (index, files) in found.enumerated() {
      for file in files.companions.files where !replaced.contains(file.role) {
        let name = file.name
        // What is given is nothing else.
        if let state = files.states[name], givenStates.contains(state) { continue }
        // The questions of two parts may show one picture.
        if file.role == .picture, let url = files.urls[name], whole.urls.values.contains(url) { continue }
        var file = file
        file.part = index
        // Two folders may hold files of one name.
        while !taken.insert(file.name).inserted { file.name = "part-\(index + 1)-\(file.name)" }
        if file.role.isOfAll {
          whole.take(file, called: name, of: files)
        } else {
          parts[index].take(file, called: name, of: files)
        }
      }
    }
    for index in parts.indices {
      for file in whole.companions.files { parts[index].take(file, called: file.name, of: whole) }
    }
    return parts
  }

  private mutating func take(_ file: Companion, called name: String, of files: CompanionFiles) {
    companions.files.append(file)
    urls[file.name] = files.urls[name]
    paths[file.name] = files.paths[name]
    states[file.name] = files.states[name]
  }
}

extension Companion.Role {
  /// Whether it speaks of all parts of a lesson, wherever it lies.
  fileprivate var isOfAll: Bool { [.quiz, .details, .picture].contains(self) }
}
