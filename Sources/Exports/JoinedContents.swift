internal import Lesson
public import Timeline

extension LessonContents {
  /// One lesson of several recordings: the contents that were made of each, in order, joined; nil where there are none.
  ///
  /// Chapters stay as they are, for each knows its recording, its number and its id already. What speaks of the lesson as a whole, such as its title,
  /// is the first part's. A message that several parts have is kept once. Throws `TimeOverflow` for durations beyond all bounds.
  public init?(joining parts: [LessonContents], id: String, fingerprint: String) throws(TimeOverflow) {
    guard var manifest = parts.first?.manifest else { return nil }
    let all = parts.map(\.manifest)
    (manifest.id, manifest.fingerprint) = (id, fingerprint)
    manifest.language = all.map(\.language).first { $0 != "und" } ?? "und"
    manifest.sources = all.flatMap(\.sources)
    var duration = TimeSpan.zero
    for source in manifest.sources { duration = try duration + source.duration.span }
    manifest.duration = Seconds(duration)
    manifest.companions = unique(all.flatMap(\.companions))
    manifest.planning = all.map(\.planning).joined(separator: " ")
    manifest.omitted = all.flatMap(\.omitted)
    // What is wrong with a part's sound comes before what is wrong with others: it is what ruins a lesson.
    let silentFirst = parts.filter { !$0.isSpoken } + parts.filter(\.isSpoken)
    manifest.warnings = unique(silentFirst.flatMap(\.manifest.warnings))
    let tools = unique(all.flatMap { $0.tools ?? [] })
    manifest.tools = tools.isEmpty ? nil : tools
    manifest.chapters = all.flatMap(\.chapters)
    manifest.quiz = all.lazy.compactMap(\.quiz).first
    self.init(
      manifest: manifest, captions: parts.flatMap(\.captions), quizzes: parts.flatMap(\.quizzes),
      closingQuiz: parts.lazy.compactMap(\.closingQuiz).first, formulas: unique(parts.flatMap(\.formulas)),
      sources: parts.flatMap(\.sources))
    nameApart()
  }

  /// Recordings of one name, from several folders, are told apart by their places.
  private mutating func nameApart() {
    var taken: Set<String> = []
    for (index, source) in sources.enumerated() where !taken.insert(source.recording.name).inserted {
      sources[index].recording.name = "\(source.recording.name) (part \(index + 1))"
      taken.insert(sources[index].recording.name)
    }
  }

  private var isSpoken: Bool { sources.allSatisfy(\.isSpoken) }
}

extension Seconds {
  /// As a length.
  var span: TimeSpan {
    get throws(TimeOverflow) { try TimeSpan(ticks: microseconds, in: .microseconds) }
  }
}

private func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
  var seen: Set<Element> = []
  return elements.filter { seen.insert($0).inserted }
}
