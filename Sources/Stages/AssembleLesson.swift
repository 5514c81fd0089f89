internal import Digests
internal import Exports
internal import Formulas
internal import Foundation
internal import Lesson
internal import Media
internal import StageGraph
internal import Timeline
internal import Wording

/// Joins all that was made to what exports and the manifest are written from.
struct AssembleLesson: Stage {
  static let about = About("joins chapters, captions, quizzes and details to one lesson", example: "assemble-lesson:")

  @Needs var recording: Recording
  @Needs var part: LessonPart?
  @Needs var settings: RunSettings
  @Needs var companions: Companions
  @Needs var hash: RecordingHash
  @Needs var info: MediaInfo
  @Needs var pauses: PauseMap?
  @Needs var plan: ChapterPlan
  @Needs var cuts: CutPlan
  @Needs var names: ChapterNames
  @Needs var slideTitles: SlideTitles?
  @Needs var media: ChapterMedia
  @Needs var details: GivenDetails?
  @Needs var list: GivenChapterList?
  @Needs var givenCaptions: GivenCaptions?
  @Needs var posters: Posters?
  @Needs var captions: ChapterCaptions?
  @Needs var givenQuestions: GivenQuestions?
  @Needs var quizzes: ChapterQuizzes?
  @Needs var formulas: RenderedFormulas?

  func run(in workshop: Workshop) async throws -> LessonContents {
    let details = details?.details ?? LessonDetails()
    var manifest = Manifest(
      fingerprint: sha256(settings.fingerprintText(sources: [hash.sha256], companions: companions.files)),
      generator: settings.generator, id: lessonID(ofSources: [hash.sha256]),
      title: title(details),
      language: details.language ?? info.languageTag ?? givenCaptions?.tracks.first?.language ?? "und",
      duration: info.duration)
    manifest.authors = details.authors
    manifest.licence = details.licence ?? ""
    manifest.description = details.description ?? ""
    manifest.feedback = details.feedback ?? ""
    manifest.date = details.date ?? ""
    manifest.homepage = details.homepage ?? ""
    manifest.objectives = details.objectives
    manifest.references = details.references
    manifest.sources = [
      Manifest.Source(
        name: recording.name, bytes: recording.bytes, sha256: hash.sha256, duration: Seconds(info.duration))
    ]
    manifest.companions = companions.files.filter { $0.part ?? 0 == recordingIndex }.map {
      Manifest.CompanionFile(name: $0.name, role: $0.role.rawValue, sha256: $0.sha256)
    }
    manifest.planning = plan.key
    manifest.omitted = zip(cuts.omitted, plan.omitted).map { omission, wished in
      Manifest.Omitted(
        recording: recordingIndex, range: omission.range, requested: wished.range, reason: omission.reason)
    }
    manifest.warnings = warnings()
    let tools = [("katex", formulas?.version), ("tesseract", slideTitles?.version)]
      .compactMap { name, version in version.map { Manifest.Tool(name: name, version: $0) } }
    manifest.tools = tools.isEmpty ? nil : tools
    manifest.chapters = plan.chapters.indices.map(chapter)
    manifest.quiz = quizzes?.closing?.file
    return LessonContents(
      manifest: manifest, captions: plan.chapters.indices.map { part($0, captions?.chapters)?.tracks ?? [] },
      quizzes: plan.chapters.indices.map { (part($0, quizzes?.chapters) ?? nil)?.quiz },
      closingQuiz: quizzes?.closing?.quiz, formulas: formulas?.formulas ?? [],
      sources: [
        LessonSource(recording: recording, info: info, isSpoken: SoundWarnings.of(pauses, in: recording).isEmpty)
      ])
  }

  private var recordingIndex: Int { part?.index ?? 0 }

  private func chapter(_ index: Int) -> Manifest.Chapter {
    let (name, cut, file) = (names.chapters[index], cuts.cuts[index], media.media[index])
    return Manifest.Chapter(
      id: name.id, number: name.number, title: name.title, summary: name.summary,
      source: Manifest.Span(recording: recordingIndex, range: cut.range),
      boundary: plan.chapters[index].boundary,
      cut: Manifest.CutRecord(cut, of: info.carried(for: cuts.audience)),
      video: info.video == nil ? nil : file, audio: info.video == nil ? file : nil,
      more: media.more.isEmpty ? nil : media.more.map { $0[index] }, poster: part(index, posters?.files) ?? nil,
      captions: part(index, captions?.chapters)?.files ?? [],
      quiz: (part(index, quizzes?.chapters) ?? nil)?.file)
  }

  private func part<Part>(_ index: Int, _ parts: [Part]?) -> Part? {
    parts.flatMap { $0.indices.contains(index) ? $0[index] : nil }
  }

  /// lesson.yaml's title, else the container's, else the file's name without its ending.
  private func title(_ details: LessonDetails) -> String {
    let name = recording.name
    let stem = name.lastIndex(of: ".").map { $0 == name.startIndex ? name : String(name[..<$0]) } ?? name
    let candidates = [details.title, info.title, part?.lessonName ?? stem].compactMap(\.self)
    let clean = candidates.map { $0.singleSpaced }
    return String((clean.first { !$0.isEmpty } ?? "Lesson").prefix(300))
  }

  /// What is wrong with the sound comes first: it is what ruins a lesson.
  private func warnings() -> [String] {
    let findings = info.findings.filter { $0.severity == .warning }.map { $0.said(of: recording.name) }
    return SoundWarnings.of(pauses, in: recording) + findings + (details?.warnings ?? []) + (list?.warnings ?? [])
      + (givenCaptions?.warnings ?? []) + (givenQuestions?.warnings ?? []) + plan.warnings + cuts.warnings
      + names.warnings
      + (quizzes?.warnings ?? []) + (formulas?.warnings ?? [])
  }
}
