import ArgumentParser
import Preview
import Wording

struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Shows a lesson in a browser, served on this computer only.",
    discussion: """
      The address is printed, and opened where there is a screen. Ctrl-C ends it.

      EXAMPLES
        chop preview lecture.lesson
        chop preview lecture.lesson --port 8000 --no-open
      """)

  @Argument(help: "The lesson's folder.") var lesson: String
  @Option(name: .long, help: "The port to listen at; 0 is any that is free.") var port: UInt16 = 0
  @Flag(name: .long, help: "Only print the address.") var noOpen = false

  func run() async throws {
    let command = self
    try await Failure.reported {
      try checkIsNamed(command.lesson, "the lesson", "chop preview lecture.lesson")
      try await Interruption.cancelling {
        let lesson = try PreviewedLesson(path: command.lesson)
        try await PreviewServer(lesson).run(port: command.port) { address in
          Console.out(address)
          Console.error("'\(shown(command.lesson))' is served there, on this computer only; Ctrl-C ends it")
          if !command.noOpen { openInBrowser(address) }
        }
      }
    }
  }
}
