import Foundation
import Synchronization

/// What goes to the terminal: results to standard output, all else to standard error.
enum Console {
  static func out(_ text: String) { write(text, to: .standardOutput) }
  static func error(_ text: String) { write(text, to: .standardError) }

  static let isTerminal = isatty(STDERR_FILENO) == 1
  /// https://no-color.org
  static let hasColour =
    isTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  /// A closed pipe behind us (`chop plan x.mp4 | head`) is no error of ours.
  static func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data((text + "\n").utf8))
  }

  static func bold(_ text: String) -> String { hasColour ? "\u{1b}[1m\(text)\u{1b}[0m" : text }
  static func dim(_ text: String) -> String { hasColour ? "\u{1b}[2m\(text)\u{1b}[0m" : text }
  static func yellow(_ text: String) -> String { hasColour ? "\u{1b}[33m\(text)\u{1b}[0m" : text }
}
