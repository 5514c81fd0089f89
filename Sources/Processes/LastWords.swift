internal import Foundation
internal import Subprocess
internal import Synchronization
internal import Wording

/// The last 2,000 bytes that a process writes to standard error, however much it is.
final class LastWords: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  func hear(_ output: SubprocessOutputSequence) async throws {
    for try await buffer in output {
      let more = unsafe buffer.withUnsafeBytes { unsafe Array($0) }
      bytes.withLock { bytes in
        bytes += more
        if bytes.count > 2000 { bytes.removeFirst(bytes.count - 2000) }
      }
    }
  }

  /// As they are.
  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

  /// The end of a sentence; empty where nothing was written. Lines are put one behind the other, since an error is one sentence.
  var said: String {
    let lines = text.split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    return lines.isEmpty ? "" : "; its last words: \(shown(lines.joined(separator: " | "), limit: 2000))"
  }
}
