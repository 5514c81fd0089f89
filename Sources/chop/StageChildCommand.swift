import ArgumentParser
import Processes
import Stages

/// The child side of the stage protocol: reads one order from standard input, answers on standard output.
struct StageChildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage-child", abstract: "Runs one stage for another process.", shouldDisplay: false)

  func run() async throws {
    let status = await serveStandardInput(builtInStages)
    if status != 0 { throw ExitCode(status) }
  }
}
