internal import Lesson
internal import Timeline

/// The lesson as the player page reads it: what learners see, and nothing of how it was made.
struct PageLesson: Encodable {
  var id: String
  var language: String
  var title: String
  var description: String
  var authors: [LessonDetails.Author]
  var licence: String
  var date: String
  var feedback: String
  var homepage: String
  /// Where the page will be found; nil where nobody said.
  var address: String?
  var objectives: [String]
  var references: [String]
  var chapters: [PageChapter]
  /// The closing quiz.
  var quiz: [PageQuestion]
  var formulas: [PageFormula]

  init(_ contents: LessonContents, pictures: QuestionPictures) throws(TimeOverflow) {
    let manifest = contents.manifest
    id = manifest.id
    language = manifest.language
    title = manifest.title
    description = manifest.description
    authors = manifest.authors
    licence = manifest.licence
    date = manifest.date
    feedback = manifest.feedback
    homepage = manifest.homepage
    address = contents.baseURL?.text
    objectives = manifest.objectives
    references = manifest.references
    chapters = []
    for (index, chapter) in manifest.chapters.enumerated() {
      chapters.append(
        PageChapter(
          chapter, index: index, captions: contents.captions(ofChapter: index), quiz: contents.quiz(ofChapter: index),
          pictures: pictures))
    }
    formulas = contents.formulas.map(PageFormula.init)
    quiz = []
    for question in contents.closingQuiz?.questions ?? [] {
      quiz.append(
        PageQuestion(pictures.shown(in: question), span: try Self.span(question.span, in: manifest.chapters)))
    }
  }

  /// Where a stretch of the recording is seen: in the chapter where most of it plays.
  private static func span(_ span: TimeRange?, in chapters: [Manifest.Chapter]) throws(TimeOverflow) -> PageSpan? {
    guard let span else { return nil }
    var best: (span: PageSpan, length: TimeSpan)?
    for (index, chapter) in chapters.enumerated() {
      guard let range = chapter.source.range, let shared = range.intersection(span) else { continue }
      let length = try shared.length()
      guard length > best?.length ?? .zero else { continue }
      let (start, end) = (try shared.start - range.start, try shared.end - range.start)
      best = (PageSpan(chapter: index, start: start.approximateSeconds, end: end.approximateSeconds), length)
    }
    return best?.span
  }
}

struct PageChapter: Encodable {
  var id: String
  var number: Int
  var title: String
  var summary: String
  var media: Media
  var poster: String?
  var captions: [Captions]
  var quiz: [PageQuestion]

  struct Media: Encodable {
    var path: String
    var type: String
    var isSound: Bool
    var duration: Seconds
    var width: Int?
    var height: Int?
  }

  struct Captions: Encodable {
    var language: String
    var cues: [PageCue]
  }

  init(_ chapter: Manifest.Chapter, index: Int, captions: [CaptionTrack], quiz: Quiz?, pictures: QuestionPictures) {
    id = chapter.id
    number = chapter.number
    title = chapter.title
    summary = chapter.summary
    let file = chapter.video ?? chapter.audio
    media = Media(
      path: file?.path ?? "", type: file?.type ?? "", isSound: chapter.video == nil,
      duration: file?.duration ?? Seconds(TimeSpan.zero), width: file?.width, height: file?.height)
    poster = chapter.poster?.path
    self.captions = captions.map { Captions(language: $0.language, cues: $0.cues.map(PageCue.init)) }
    self.quiz = (quiz?.questions ?? []).map { question in
      let span = question.span.map { span in
        PageSpan(chapter: index, start: span.start.approximateSeconds, end: span.end.approximateSeconds)
      }
      return PageQuestion(pictures.shown(in: question), span: span)
    }
  }
}

/// A caption as `[start, end, text]` or `[start, end, text, speaker]`: there are thousands.
struct PageCue: Encodable {
  let cue: Cue

  func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(Seconds(cue.range.start))
    try list.encode(Seconds(cue.range.end))
    try list.encode(cue.lines.joined(separator: "\n"))
    if let speaker = cue.speaker { try list.encode(speaker) }
  }
}

/// A stretch of a chapter, in seconds from its start.
struct PageSpan: Encodable {
  /// Index into the chapters.
  var chapter: Int
  var start: Double
  var end: Double
}

struct PageQuestion: Encodable {
  var id: String
  var kind: Question.Kind
  var stem: RichText
  var answers: [Answer]
  var numbers: [NumericAnswer]
  var pairs: [MatchingPair]
  /// Of a cloze question only.
  var gaps: [Gap]?
  var generalFeedback: RichText?
  var hints: [RichText]
  /// Where it isn't 1.
  var mark: Double?
  var shuffle: Bool?
  var isCaseSensitive: Bool?
  var span: PageSpan?
  /// Where the video pauses to ask, in seconds from the chapter's start.
  var pause: Double?

  init(_ question: Question, span: PageSpan?) {
    id = question.id
    kind = question.kind
    stem = question.stem
    answers = question.answers
    numbers = question.numbers
    pairs = question.pairs
    gaps = question.gaps.isEmpty ? nil : question.gaps
    generalFeedback = question.generalFeedback
    hints = question.hints
    mark = question.mark == 1 ? nil : question.mark
    shuffle = question.shuffle
    isCaseSensitive = question.isCaseSensitive
    self.span = span
    pause = question.pause?.approximateSeconds
  }
}
