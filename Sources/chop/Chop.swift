import ArgumentParser
import CSystemCalls
import Foundation
import Wording

struct Chop: AsyncParsableCommand {
  static let version = "chop 0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "chop",
    abstract:
      "Turns a lecture recording into a lesson: chapters without loss, a quiz for each, a page that plays them.",
    discussion: """
      Captions, chapter lists, questions and details are found beside the recording by name:
      lecture.mp4 with lecture.vtt, lecture.en.srt, lecture.chapters.txt, lecture.quiz.gift, lecture.lesson.yaml.

      EXAMPLES
        chop lecture.mp4                       makes lecture.lesson/ beside it
        chop lecture.mp4 --chapters list.txt   cuts where the list says
        chop plan lecture.mp4 > plan.txt       boundaries to look at and edit,
        chop lecture.mp4 --chapters plan.txt   given back
        chop verify lecture.lesson             is it whole and true to its source
        chop -- -odd-name.mp4                  a name that begins with a hyphen

      EXIT CODES
        0    done
        1    failed; what was there before is as it was
        2    some of several recordings failed
        64   the command line is wrong
        75   the disk is full or fails: try again later
        129, 130, 143   stopped by SIGHUP, SIGINT (Ctrl-C), SIGTERM
      """,
    version: version,
    subcommands: [
      RunCommand.self, BatchCommand.self, ProbeCommand.self, PlanCommand.self, QuizCommand.self, ExportCommand.self,
      VerifyCommand.self, PreviewCommand.self,
      PipelineCommand.self, StagesCommand.self, SchemaCommand.self, CompletionsCommand.self, ManualCommand.self,
      StageChildCommand.self, BatchChildCommand.self,
    ],
    defaultSubcommand: RunCommand.self)

  static let _errorPrefix = "error: "
}

@main
enum Main {
  static func main() async {
    chop_set_up_heaps()
    Console.prepare()
    do {
      var command = try await Chop.asyncParseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      end(with: error)
    }
  }

  /// Help goes to standard output, complaints to standard error; arguments that they repeat can't steer the terminal.
  private static func end(with error: any Error) -> Never {
    let code = Chop.exitCode(for: error).rawValue
    let message = Chop.fullMessage(for: error)
    guard code != 0 else {
      Console.out(message)
      exit(Console.isWritten ? 0 : 1)
    }
    if !message.isEmpty {
      for line in message.split(separator: "\n") { Console.error(shown(line, limit: 2000)) }
      let names = CommandLine.arguments.dropFirst().filter { $0.hasPrefix("-") && $0 != "--" }
      if let name = names.first(where: FileManager.default.fileExists) {
        Console.error("A file whose name begins with '-' is named behind '--': chop -- '\(shown(name))'")
      }
      if let word = CommandLine.arguments.dropFirst().first, let command = Chop.commandMeant(by: word) {
        Console.error("There is no command '\(shown(word))'; did you mean 'chop \(command)'?")
      }
    }
    exit(code)
  }
}

/// `Option` is a stage's word too; in this module it is the command line's.
typealias Option = ArgumentParser.Option
