import ArgumentParser
import Foundation
import Timeline
import Wording

/// What a batch, and each of its recordings, may take.
struct BatchLimits: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "So many recordings at the same time (default: one more than there are cores).", valueName: "number"))
  var atOnce: Int?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A recording that takes longer is stopped (default: by its size, at most 2h).", valueName: "length"))
  var time: String?
  @Option(
    name: .long, help: ArgumentHelp("A recording may take so much memory, such as 1500M or 4G.", valueName: "size"))
  var memory = "2G"
  @Option(
    name: .long,
    help: ArgumentHelp("A file that changed later than this ago may still be in the making.", valueName: "length"))
  var settle = "5s"

  func validate() throws {
    if let atOnce, atOnce < 1 { throw ValidationError("--at-once \(atOnce): at least 1 was expected") }
    _ = (try timeLimit(), try memoryLimit(), try settling())
  }

  func timeLimit() throws -> Duration? {
    guard let time else { return nil }
    guard let limit = length(time), limit > .zero else {
      throw ValidationError("--time \(shown(time)): a length of time was expected, such as 30m or 4h")
    }
    return limit
  }

  func settling() throws -> Duration {
    guard let length = length(settle == "0" ? "0s" : settle), length >= .zero, length <= .seconds(3600) else {
      throw ValidationError(
        "--settle \(shown(settle)): a length of time up to 1h was expected, such as 30s; 0 waits for nothing")
    }
    return length
  }

  /// In bytes.
  func memoryLimit() throws -> Int64 {
    let units: [Character: Int64] = ["M": 1 << 20, "G": 1 << 30, "T": 1 << 40]
    guard let last = memory.last, let unit = units[Character(last.uppercased())],
      let number = Int64(memory.dropLast()), number > 0, number < 1 << 20
    else { throw ValidationError("--memory \(shown(memory)): a size was expected, such as 1500M or 4G") }
    return number * unit
  }

  private func length(_ text: String) -> Duration? {
    guard let span = TimeSpan(text: text) else { return nil }
    return .seconds(span.approximateSeconds)
  }
}

/// How much a batch says, and how.
struct BatchOutputOptions: ParsableArguments {
  @Option(name: .long, help: "For people, or JSON lines for programs.")
  var progress = ProgressStyle.text
  @Flag(name: [.short, .long], help: "Say nothing but warnings and errors.")
  var quiet = false
  @Flag(name: [.short, .long], help: "Say when each recording is done, and name all files that are none.")
  var verbose = false
}
