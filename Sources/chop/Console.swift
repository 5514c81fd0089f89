import Documents
import Foundation
import Glibc
import Synchronization

/// What goes to the terminal: results to standard output, all else to standard error.
enum Console {
  private static let isComplete = Atomic(true)

  /// A closed pipe behind us (`chop plan x.mp4 | head`) ends nothing: who closed it wants no more. And a stream that was closed before chop
  /// started (`>&-`) is opened, so that no file of a lesson gets its number, and with it what is printed.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
      _ = unsafe open("/dev/null", O_RDWR)
    }
  }

  static func out(_ text: String) {
    let error = write(line(text), to: STDOUT_FILENO)
    if error != 0, error != EPIPE { isComplete.store(false, ordering: .relaxed) }
  }

  /// A result for programs.
  static func out(json value: some Encodable) throws {
    out(String(decoding: try encodeOrderedJSON(value, pretty: true), as: UTF8.self))
  }

  static func error(_ text: String) { _ = write(line(text), to: STDERR_FILENO) }

  /// Takes the last lines of standard error away (ECMA-48: cursor up, erase in display).
  static func eraseLines(_ count: Int) { _ = write("\u{1b}[\(count)A\u{1b}[J", to: STDERR_FILENO) }

  /// Whether standard output took all that was printed, as far as somebody reads it.
  static var isWritten: Bool { isComplete.load(ordering: .relaxed) }

  private static func line(_ text: String) -> String { text.hasSuffix("\n") ? text : text + "\n" }

  /// 0, or the system's error.
  private static func write(_ text: String, to stream: Int32) -> Int32 {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(stream, $0.baseAddress, $0.count) }
      guard count >= 0 || errno == EINTR else { return errno }
      bytes = bytes.dropFirst(max(0, count))
    }
    return 0
  }

  /// Where lines can be drawn anew.
  static let isTerminal = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"

  private static let environment = ProcessInfo.processInfo.environment
  /// https://no-color.org
  private static let wantsColour = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  static let outIsTerminal = isatty(STDOUT_FILENO) == 1
  private static let outHasColour = wantsColour && outIsTerminal
  private static let errorHasColour = wantsColour && isatty(STDERR_FILENO) == 1

  /// For standard output.
  static func bold(_ text: String) -> String { outHasColour ? "\u{1b}[1m\(text)\u{1b}[0m" : text }
  /// For standard output.
  static func dim(_ text: String) -> String { outHasColour ? "\u{1b}[2m\(text)\u{1b}[0m" : text }
  /// For standard error.
  static func yellow(_ text: String) -> String { errorHasColour ? "\u{1b}[33m\(text)\u{1b}[0m" : text }
}
