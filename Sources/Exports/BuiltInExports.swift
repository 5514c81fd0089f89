/// The exports that chop knows, in the order in which they are listed. A new one is one file and one line here.
public let builtInExports: [any LessonExport.Type] = [
  ChaptersVTT.self,
  PlayerPage.self,
]
