internal import Boundaries
internal import Lesson
internal import StageGraph
internal import Timeline
internal import Wording

/// Gives each chapter its title, its id and what the teacher says of it.
///
/// A title comes from lesson.yaml, else the chapter list, else a phrase spoken in the chapter, else it is "Chapter N". The id is the number
/// and the title's Latin letters.
struct NameChapters: Stage {
  static let about = About(
    "gives each chapter its title, from lesson.yaml, the chapter list or a phrase spoken in it",
    example: "name-chapters:")

  @Needs var recording: Recording
  @Needs var plan: ChapterPlan
  @Needs var details: GivenDetails?
  @Needs var captions: GivenCaptions?
  @Needs var earlier: EarlierLesson?

  func run(in workshop: Workshop) async throws -> ChapterNames {
    let details = details?.details ?? LessonDetails()
    let spoken = spokenTitles(language: details.language)
    var names = plan.chapters.enumerated().map { index, chapter in
      let title = chapter.title.flatMap(nonEmpty) ?? spoken[index] ?? "Chapter \(index + 1)"
      return ChapterName(number: index + 1, title: title, id: "")
    }
    let kept = try (earlier ?? EarlierLesson()).ids(for: plan.chapters.map(\.range))
    func identify() {
      for index in names.indices {
        names[index].id = kept[index] ?? Self.id(index + 1, names[index].title, of: names.count)
      }
      // A new id must not be one that is kept.
      for index in names.indices where kept[index] == nil {
        let others = Set(names.indices.filter { $0 != index }.map { names[$0].id })
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
    for entry in details.chapters {
      guard let index = names.indices.first(where: { matches(entry.key, names[$0], plan.chapters[$0].range) }) else {
        warnings.append(
          "\(shown(self.details?.file ?? "lesson.yaml")):\(entry.line): no chapter fits \(describe(entry.key)); there are \(names.count)"
        )
        continue
      }
      if let title = entry.title.flatMap(nonEmpty) {
        names[index].title = title
      }
      names[index].summary = entry.summary ?? names[index].summary
      names[index].poster = entry.poster ?? names[index].poster
    }
    // lesson.yaml speaks of a chapter by the id that its earlier title gave; its own title counts for a new one.
    identify()
    for warning in warnings { workshop.warn(warning) }
    return ChapterNames(chapters: names, warnings: warnings)
  }

  /// A phrase for each chapter that no list names, from captions in the lesson's own language.
  private func spokenTitles(language: String?) -> [String?] {
    guard plan.chapters.contains(where: { $0.title == nil }), let track = captions?.main(language: language) else {
      return plan.chapters.map { _ in nil }
    }
    return phrases(for: plan.chapters.map(\.range), captions: track.cues, language: track.language)
  }

  private func matches(_ key: LessonDetails.ChapterDetails.Key, _ name: ChapterName, _ range: TimeRange) -> Bool {
    switch key {
    case .number(let number): name.number == number
    case .id(let id): name.id == id
    case .at(let instant): range.contains(instant)
    }
  }

  private func describe(_ key: LessonDetails.ChapterDetails.Key) -> String {
    switch key {
    case .number(let number): "number \(number)"
    case .id(let id): "id '\(shown(id))'"
    case .at(let instant): "the time \(instant.shortClock)"
    }
  }

  private func nonEmpty(_ text: String) -> String? {
    let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return trimmed.isEmpty ? nil : trimmed
  }

  /// `01-what-is-energy`: two digits or as many as the last chapter needs; the number alone where the title has no Latin letter.
  static func id(_ number: Int, _ title: String, of count: Int) -> String {
    let width = max(2, "\(count)".count)
    let digits = String(repeating: "0", count: max(0, width - "\(number)".count)) + "\(number)"
    let words = slug(title)
    return words.isEmpty ? digits : "\(digits)-\(words)"
  }
}
