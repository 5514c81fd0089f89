internal import ChapterLists

/// The exports that chop knows, in the order in which they are listed. A new one is one file and one line here; each chapter list format is one without more work.
public let builtInExports: [any LessonExport] =
  [
    PlayerPage()
  ] + builtInChapterLists.map(ChapterListExport.init)

/// The export that is called `name`, by its own or another of its names.
public func builtInExport(named name: String) -> (any LessonExport)? {
  builtInExports.first { $0.name == name } ?? builtInExports.first { $0.otherNames.contains(name) }
}
