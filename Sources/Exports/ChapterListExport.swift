internal import ChapterLists
internal import Documents
internal import Foundation
internal import Lesson
internal import Timeline
internal import Wording

/// A lesson's chapters in one of the formats of ``builtInChapterLists``, for the recording in a player or on a platform.
///
/// Times count as in the recording, for that is the one file in which the whole lesson plays; where a lesson has several, they follow each other. What is
/// lost on the way is not guessed: the list is read back and held against the lesson.
struct ChapterListExport: LessonExport {
  let format: any ChapterListFormat

  var name: String { format.name }
  var otherNames: [String] { format.otherNames }
  var summary: String { "chapters of the recording: \(format.summary)" }
  let form = ExportForm.file

  func export(_ contents: LessonContents) throws -> Exported {
    let chapters = try writtenChapters(of: contents.manifest)
    var format = self.format
    if var cue = format as? CueSheetChapters, contents.manifest.sources.count == 1 {
      cue.recording = contents.manifest.sources[0].name
      format = cue
    }
    let text = format.write(chapters)
    let several = contents.manifest.sources.count > 1
    let remarks =
      (several
        ? [ExportRemark(.lost, "the lesson", "has several recordings, which are taken to play one behind the other")]
        : [])
      + format.forbidden(in: chapters).map { ExportRemark(.forbidden, item($0.chapter, of: chapters), $0.sentence) }
      + losses(of: chapters, in: text)
    return Exported(
      [ExportedFile(path: "chapters.\(format.fileEnding)", type: format.mediaType, data: Data(text.utf8))],
      remarks: remarks)
  }

  /// The chapters in order, with the stretches between them that no chapter plays.
  private func writtenChapters(of manifest: Manifest) throws(TimeOverflow) -> [WrittenChapter] {
    var chapters: [WrittenChapter] = []
    var end = Instant.zero
    func leaveOut(upTo start: Instant) {
      if end < start { chapters.append(WrittenChapter(range: TimeRange(end, start), title: "", isSkipped: true)) }
    }
    for chapter in manifest.chapters {
      var shift = TimeSpan.zero
      for source in manifest.sources.prefix(max(chapter.source.recording, 0)) {
        shift = try shift + source.duration.span
      }
      guard let range = chapter.source.range else { continue }
      let shifted = TimeRange(try range.start + shift, try range.end + shift)
      leaveOut(upTo: shifted.start)
      let title = chapter.title.split(whereSeparator: \.isNewline).joined(separator: " ")
      chapters.append(WrittenChapter(range: shifted, title: title.isEmpty ? "\(chapter.number)" : title))
      end = shifted.end
    }
    // What is left out at the end, but for what durations leave over.
    var whole = Instant.zero
    for source in manifest.sources { whole = try whole + source.duration.span }
    if manifest.omitted.last?.range?.end ?? .zero > manifest.chapters.last?.source.range?.end ?? .zero {
      leaveOut(upTo: whole)
    }
    return chapters
  }

  private func losses(of chapters: [WrittenChapter], in text: String) -> [ExportRemark] {
    let read: [ChapterListEntry]
    do {
      read = try format.read(SourceText(text, named: name)).list.entries
    } catch {
      return [
        ExportRemark(
          .forbidden, "the lesson", "gives a list that can't be read: \(shown(error.description, limit: 300))")
      ]
    }
    let hasTitles = read.contains { !$0.title.isEmpty }
    var remarks = hasTitles ? [] : [ExportRemark(.lost, "the lesson", "has no chapter titles in the list")]
    var rest = read[...]
    for (index, chapter) in chapters.enumerated() {
      func lose(_ sentence: String) { remarks.append(ExportRemark(.lost, item(index, of: chapters), sentence)) }
      // Both lists ascend: an entry belongs to the last chapter that starts no earlier than it does, to the second.
      guard let entry = rest.first, entry.isSkipped == chapter.isSkipped else {
        lose(chapter.isSkipped ? "isn't in the list, in which the chapter before it lasts longer" : "isn't in the list")
        continue
      }
      rest.removeFirst()
      // To the microsecond: few times of frames and samples have an end as decimals.
      let (start, written) = (chapter.range.start.clock(), entry.start.clock())
      if start != written { lose("begins at \(start), and \(written) is what the list can say") }
      if hasTitles, entry.title != chapter.title, !chapter.isSkipped {
        lose("is called '\(shown(entry.title, limit: 80))' in the list")
      }
    }
    return remarks
  }

  private func item(_ index: Int?, of chapters: [WrittenChapter]) -> String {
    guard let index, chapters.indices.contains(index) else { return "the lesson" }
    let chapter = chapters[index]
    guard !chapter.isSkipped else {
      return "what is left out from \(chapter.range.start.shortClock) to \(chapter.range.end.shortClock)"
    }
    return "chapter \(chapters[...index].count { !$0.isSkipped }) '\(shown(chapter.title, limit: 60))'"
  }
}
