internal import ChapterLists
internal import Quizzes

/// The exports that chop knows, in the order in which they are listed. A new one is one file and one line here; each format in which chapter lists or
/// questions are written is one without more work.
public let builtInExports: [any LessonExport] =
  [
    PlayerPage(), SCORMPackage(), CommonCartridge(), CommonCartridge(linksOnly: true),
  ] + builtInChapterLists.map(ChapterListExport.init)
  + builtInQuizFormats.compactMap { $0 as? any QuizWriter }.map(QuizExport.init)

/// The export that is called `name`, by its own or another of its names.
public func builtInExport(named name: String) -> (any LessonExport)? {
  builtInExports.first { $0.name == name } ?? builtInExports.first { $0.otherNames.contains(name) }
}
