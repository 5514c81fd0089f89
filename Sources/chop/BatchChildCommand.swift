import ArgumentParser
import Processes

/// The process in which a batch makes one lesson: `run` with limits, that doesn't outlive the batch.
struct BatchChildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch-child", abstract: "Runs one recording of a batch.", shouldDisplay: false)

  /// In bytes.
  @Option var memory: Int64
  /// What 'run' is given.
  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []

  func run() async throws {
    endWithStandardInputOrMemory()
    limitMemory(to: memory)
    let command = try RunCommand.parse(arguments.first == "--" ? Array(arguments.dropFirst()) : arguments)
    try await command.run()
  }
}
