internal import Boundaries
internal import Lesson
internal import StageGraph
internal import Timeline
internal import Wording

/// Gives each chapter its title, its id and what the teacher says of it.
///
/// A title comes from lesson.yaml, else the chapter list, else a phrase spoken in the chapter, else a slide, else it is "Chapter N". The id is the number
/// and the title's Latin letters.
struct NameChapters: Stage {
  static let about = About(
    "gives each chapter its title, from lesson.yaml, the chapter list, a phrase spoken in it or a slide",
    example: "name-chapters:", version: 3)

  @Needs var part: LessonPart?
  @Needs var plan: ChapterPlan
  @Needs var details: GivenDetails?
  @Needs var captions: GivenCaptions?
  @Needs var slideTitles: SlideTitles?
  @Needs var earlier: EarlierLesson?

  func run(in workshop: Workshop) async throws -> ChapterNames {
    let details = details?.details ?? LessonDetails()
    let part = part ?? LessonPart()
    let (before, count) = (part.chaptersBefore, max(part.chapterCounts.reduce(0, +), plan.chapters.count))
    let given = givenTitles(of: plan, captions: captions, language: details.language)
    let onSlides = slideTitles?.titles ?? []
    var names = plan.chapters.indices.map { index in
      let title = given[index] ?? (onSlides.indices.contains(index) ? onSlides[index].flatMap(nonEmpty) : nil)
      return ChapterName(number: before + index + 1, title: title ?? "Chapter \(before + index + 1)", id: "")
    }
    let kept = try (earlier ?? EarlierLesson()).ids(for: plan.chapters.map(\.range))
    func identify() {
      for index in names.indices {
        names[index].id = kept[index] ?? Self.id(names[index].number, names[index].title, of: count)
      }
      // A new id must not be one that is kept.
      for index in names.indices where kept[index] == nil {
        let others = Set(names.indices.filter { $0 != index }.map { names[$0].id }).union(part.takenIDs)
        var copy = 2
        let plain = names[index].id
        while others.contains(names[index].id) {
          names[index].id = "\(plain)-\(copy)"
          copy += 1
        }
      }
    }
    identify()
    var warnings: [String] = []
    var placed: [String] = []
    for entry in details.chapters {
      let found = try names.indices.first { try matches(entry, names[$0], plan.chapters[$0].range, in: part) }
      guard let index = found else {
        // Only the last part knows that none of them has such a chapter.
        if part.isLast, !part.placedDetails.contains(entry.place) {
          warnings.append("\(shown(entry.place)): no chapter fits \(describe(entry.key)); there are \(count)")
        }
        continue
      }
      placed.append(entry.place)
      if let title = entry.title.flatMap(nonEmpty), title != names[index].title {
        (names[index].title, names[index].otherTitle) = (title, names[index].title)
      }
      names[index].summary = entry.summary ?? names[index].summary
      if let wished = entry.poster {
        let (poster, range) = (try part.place(of: wished, in: entry.part), plan.chapters[index].range)
        if poster.recording == part.index, range.contains(poster.instant) {
          names[index].poster = poster.instant
        } else {
          let (start, end) = try times(of: range, in: part, onClockOf: entry)
          warnings.append(
            "\(shown(entry.place)): the poster's time \(wished.clock(minimumDecimals: 0)) is not in chapter \(names[index].number), which lasts from \(start) to \(end); a picture from within the chapter is taken"
          )
        }
      }
    }
    // lesson.yaml speaks of a chapter by the id that its earlier title gave; its own title counts for a new one.
    identify()
    let numbered = names.count { $0.title == "Chapter \($0.number)" }
    if numbered > 0, let problem = slideTitles?.problem {
      warnings.append(
        "\(counted(numbered, "chapter")) \(numbered == 1 ? "has" : "have") no title, which \(numbered == 1 ? "its" : "their") slides might give: \(shown(problem))"
      )
    }
    for warning in warnings { workshop.warn(warning) }
    return ChapterNames(
      chapters: names, warnings: warnings, placedDetails: part.isOneOfSeveral ? part.placedDetails + placed : nil)
  }

  private func matches(
    _ entry: LessonDetails.ChapterDetails, _ name: ChapterName, _ range: TimeRange, in part: LessonPart
  ) throws -> Bool {
    switch entry.key {
    case .number(let number): return name.number == number
    case .id(let id): return name.id == id
    case .at(let instant):
      let place = try part.place(of: instant, in: entry.part)
      return place.recording == part.index && range.contains(place.instant)
    }
  }

  /// A chapter's start and end on the clock that the entry's file counts in.
  private func times(
    of range: TimeRange, in part: LessonPart, onClockOf entry: LessonDetails.ChapterDetails
  ) throws -> (start: String, end: String) {
    let before = entry.part == nil ? part.lengths.prefix(max(part.index, 0)) : []
    let shift = try before.reduce(TimeSpan.zero) { try $0 + $1 }
    return (
      try (range.start + shift).clock(minimumDecimals: 0), try (range.end + shift).clock(minimumDecimals: 0)
    )
  }

  private func describe(_ key: LessonDetails.ChapterDetails.Key) -> String {
    switch key {
    case .number(let number): "number \(number)"
    case .id(let id): "id '\(shown(id))'"
    case .at(let instant): "the time \(instant.shortClock)"
    }
  }

  /// `01-what-is-energy`: two digits or as many as the last chapter needs; the number alone where the title has no Latin letter.
  static func id(_ number: Int, _ title: String, of count: Int) -> String {
    let width = max(2, "\(count)".count)
    let digits = String(repeating: "0", count: max(0, width - "\(number)".count)) + "\(number)"
    let words = slug(title)
    return words.isEmpty ? digits : "\(digits)-\(words)"
  }
}

/// What a chapter list or, where none names a chapter, the captions in the lesson's own language call each chapter; nil where neither does.
func givenTitles(of plan: ChapterPlan, captions: GivenCaptions?, language: String?) -> [String?] {
  let listed = plan.chapters.map { $0.title.flatMap(nonEmpty) }
  guard plan.chapters.contains(where: { $0.title == nil }), let track = captions?.main(language: language) else {
    return listed
  }
  let spoken = phrases(for: plan.chapters.map(\.range), captions: track.cues, language: track.language)
  return zip(listed, spoken).map { $0 ?? $1 }
}

private func nonEmpty(_ text: String) -> String? {
  let trimmed = text.singleSpaced
  return trimmed.isEmpty ? nil : trimmed
}
