import ArgumentParser

struct ManualCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Prints chop's manual page (man), made from the commands' own help.",
    discussion: """
      EXAMPLES
        chop manual | man -l -
        chop manual > ~/.local/share/man/man1/chop.1
      """)

  func run() async throws { try await Failure.reported { Console.out(try manualPage()) } }
}

/// What the manual says that no command's help does.
let filesOfTheManual: [(name: String, text: String)] = [
  ("lecture.mp4", "a recording; it is never changed"),
  ("lecture.vtt, lecture.en.srt, lecture.transcript.vtt", "captions, in as many languages as there are files"),
  ("lecture.chapters.txt, lecture.chapters.vtt", "a chapter list, which is followed"),
  ("lecture.quiz.gift", "questions"),
  ("lecture.lesson.yaml", "title, authors, licence and what else only the teacher knows; see chop schema lesson"),
  ("lecture.lesson/manifest.json", "what players read; see chop schema manifest"),
  ("lecture.lesson/index.html", "plays the lesson, from a file server or a double click"),
]
