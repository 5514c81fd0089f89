internal import ChapterLists
internal import Documents
internal import Foundation
internal import Lesson
internal import StageGraph
internal import Timeline
internal import Wording

/// Reads the chapter list beside the recording, or the one given; without one, the chapters that the recording carries itself are the list.
struct ReadChapterList: Stage {
  static let about = About(
    "reads a chapter list that a person or a program made, in any format that 'chop export' writes",
    example: "read-chapter-list: { embedded: no }", version: 4)

  @Option("chapters inside the recording are followed where no list is given; no leaves them out") var embedded = true

  @Needs var recording: Recording
  @Needs var part: LessonPart?
  @Needs var companions: Companions
  @Needs var info: MediaInfo

  func run(in workshop: Workshop) async throws -> GivenChapterList {
    guard let file = companions.of(.chapters).first else { return try carried(workshop) }
    guard try !isEmpty(file, in: workshop) else {
      let warning = "\(shown(file.name)) is empty, so chapters are planned as if it were not there"
      workshop.warn(warning)
      var given = try carried(workshop)
      given.warnings.insert(warning, at: 0)
      return given
    }
    let (list, warnings) = try workshop.read(file, strict: false) { text -> Reading<ChapterList?> in
      guard let text = try own(of: text, file) else { return Reading(value: nil, diagnostics: []) }
      var result = try readChapterList(text)
      let end = try Instant.zero + info.duration
      // Durations of files differ by less than a second.
      if let rest = result.rest, try rest.start + 1.s <= end {
        result.list.entries.append(rest)
        let sentence = "nothing in it holds what follows \(rest.start.shortClock), so that is left out"
        result.diagnostics.append(
          Diagnostic(.warning, in: text.file, at: TextPosition(line: rest.line, column: 1), sentence))
      }
      let problems = problems(in: result.list, forRecordingEndingAt: end)
      // A list that can't be followed as a whole is not followed in part: a person's times are not guessed at.
      if !problems.isEmpty { throw DocumentError(problems) }
      return Reading(value: result.list, diagnostics: result.diagnostics)
    }
    return GivenChapterList(list: list, warnings: warnings)
  }

  /// In `chop plan lecture.mp4 > lecture.chapters.txt` the shell makes the file before chop looks for it; an empty one that was given is refused before.
  private func isEmpty(_ file: Companion, in workshop: Workshop) throws -> Bool {
    let place = try workshop.place(of: file.name).resolvingSymlinksInPath()
    return try place.resourceValues(forKeys: [.fileSizeKey]).fileSize == 0
  }

  private func carried(_ workshop: Workshop) throws -> GivenChapterList {
    guard embedded else { return GivenChapterList() }
    var (list, warnings) = listOfEmbedded(
      info.chapters, from: info.origin, in: recording.name, endingAt: try .zero + info.duration)
    warnings = warnings.map { "\(shown(recording.name)): \($0)" }
    for warning in warnings { workshop.warn(warning) }
    return GivenChapterList(list: list, warnings: warnings)
  }

  /// A list of the whole lesson says of each recording what it says of it.
  private func own(of text: SourceText, _ file: Companion) throws -> SourceText? {
    guard let part, part.isOneOfSeveral, file.part == nil else { return text }
    return try lines(of: text, onPart: part.index, of: part.recordings.count)
  }
}

/// The chapter list that came with a recording; nil where there is none.
struct GivenChapterList: Hashable, Sendable, Codable {
  var list: ChapterList?
  var warnings: [String] = []
}
