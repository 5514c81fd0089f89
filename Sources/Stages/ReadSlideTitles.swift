internal import Boundaries
internal import Lesson
internal import Media
internal import SlideTitles
internal import StageGraph
internal import Timeline

/// Reads the titles of slides, for chapters that neither a chapter list nor the captions name, by the program tesseract.
///
/// A chapter's title is that of the first slide in it that has one which no chapter before has; slides that come back count less. Where tesseract is not
/// installed, or doesn't know the lesson's language, there are none, and `name-chapters` says so if a chapter has no other title.
struct ReadSlideTitles: Stage {
  static let about = About(
    "reads slides' titles for chapters that nobody names, by the program tesseract where it is installed",
    example: "read-slide-titles:", opensMedia: true,
    // Whether a program is installed stands in no order: the result isn't kept.
    readsFiles: true)

  @Needs var recording: Recording
  @Needs var info: MediaInfo
  @Needs var slides: SlideMap?
  @Needs var plan: ChapterPlan
  @Needs var captions: GivenCaptions?
  @Needs var details: GivenDetails?

  func run(in workshop: Workshop) async throws -> SlideTitles {
    var result = SlideTitles(titles: plan.chapters.map { _ in nil })
    let language = details?.details.language
    let named = givenTitles(of: plan, captions: captions, language: language)
    let unnamed = named.indices.filter { named[$0] == nil }
    guard !unnamed.isEmpty, let video = info.video, let slides, !slides.changes.isEmpty else { return result }
    let shown = slides.slides(of: video)
    do {
      let tesseract = try await Tesseract(language: language ?? info.languageTag)
      result.version = tesseract.version
      var maker = try PosterMaker(workshop.place(of: recording.name), named: recording.name, info: info)
      var taken: Set<String> = []
      for (count, index) in unnamed.enumerated() {
        for slide in try Self.slides(of: plan.chapters[index].range, shown) {
          try Task.checkCancellation()
          guard let picture = try maker.poster(in: slide.range, at: slide.still),
            let title = try await tesseract.title(of: picture.jpeg), taken.insert(title.lowercased()).inserted
          else { continue }
          result.titles[index] = title
          break
        }
        workshop.progress(Double(count + 1), of: Double(unnamed.count), "chapters")
      }
    } catch let complaint as Complaint {
      result.problem = complaint.sentence
    }
    return result
  }

  /// A slide that is shown for a shorter time belongs to the chapter before or after, or was passed over.
  private static let shortest = 5.s
  private static let mostSlides = 3

  /// The slides of a chapter that are worth a look, each as far as it lies in the chapter: new ones first.
  private static func slides(of chapter: TimeRange, _ slides: [ShownSlide]) throws -> ArraySlice<ShownSlide> {
    let inside = try slides.compactMap { slide -> ShownSlide? in
      guard let range = slide.range.intersection(chapter), try range.length() >= min(shortest, chapter.length() / 2)
      else { return nil }
      var slide = slide
      slide.range = range
      return slide
    }
    return (inside.filter { $0.firstShown == nil } + inside.filter { $0.firstShown != nil }).prefix(mostSlides)
  }
}

/// What was read off the slides of chapters that have no other title.
struct SlideTitles: Hashable, Sendable, Codable {
  /// For each chapter, in order; nil where none was needed or found.
  var titles: [String?]
  /// Of tesseract; nil where nobody asked it.
  var version: String?
  /// Why not all could be read.
  var problem: String?
}
