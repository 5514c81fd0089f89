import ArgumentParser

@main
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
        chop lecture.mp4                          the whole job: lecture.lesson/ beside the recording
        chop lecture.mp4 --chapters list.txt      cut where the list says
        chop plan lecture.mp4 > plan.txt          look at the boundaries, edit them, and give them back:
        chop lecture.mp4 --chapters plan.txt
        chop verify lecture.lesson                is the lesson whole and true to its source

      EXIT CODES
        0 done · 1 failed · 2 some of several failed · 64 usage · 130 and 143 interrupted
      """,
    version: version,
    subcommands: [
      RunCommand.self, ProbeCommand.self, PlanCommand.self, QuizCommand.self, VerifyCommand.self, PreviewCommand.self,
      PipelineCommand.self,
      StagesCommand.self, SchemaCommand.self, StageChildCommand.self,
    ],
    defaultSubcommand: RunCommand.self)
}

/// `Option` is a stage's word too; in this module it is the command line's.
typealias Option = ArgumentParser.Option
