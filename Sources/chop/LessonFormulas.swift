import Exports
import Formulas
import Lesson

extension FormulaSources {
  /// Those of all that the page of a lesson shows.
  init(_ contents: LessonContents) {
    self.init()
    let manifest = contents.manifest
    add(manifest.title)
    add(manifest.description)
    for text in manifest.objectives + manifest.references { add(text) }
    for chapter in manifest.chapters {
      add(chapter.title)
      add(chapter.summary)
    }
    for question in contents.questions { add(question) }
  }
}
