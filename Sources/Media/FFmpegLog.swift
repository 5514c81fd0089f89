internal import CFFmpeg
internal import Foundation

/// FFmpeg's own error lines, kept per thread: they are usually the real reason of a failure.
///
/// FFmpeg has one log callback for the whole process and calls it on the thread that does the work. Each operation clears its
/// thread's lines first and takes them when it fails, so that two files processed at once don't mix their lines. Nothing is
/// printed.
enum FFmpegLog {
  /// Forgets what earlier operations logged on this thread.
  static func begin() {
    let lines = lines
    if !lines.finished.isEmpty { lines.finished.removeAll() }
    if !lines.partial.isEmpty { lines.partial = "" }
  }

  /// The last lines since ``begin()``, oldest first.
  static func taken() -> [String] {
    defer { begin() }
    let partial = lines.partial.trimmingCharacters(in: .whitespacesAndNewlines)
    return partial.isEmpty ? lines.finished : lines.finished + [partial]
  }

  /// Lines beyond this many push out the oldest.
  private static let limit = 4

  /// Makes FFmpeg log here; done once, before the first call that may fail. SVT-AV1 doesn't log by FFmpeg but to standard error, which it is kept from.
  static let install: Void = {
    setenv("SVT_LOG", "0", 0)
    av_log_set_callback { _, level, format, arguments in
      guard level >= 0, level <= AV_LOG_ERROR, let format, let arguments else { return }
      var buffer = [CChar](repeating: 0, count: 512)
      guard vsnprintf(&buffer, buffer.count, format, arguments) > 0 else { return }
      let text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      let lines = FFmpegLog.lines
      lines.partial += text
      guard text.hasSuffix("\n") || lines.partial.utf8.count > 2048 else { return }
      let line = lines.partial.trimmingCharacters(in: .whitespacesAndNewlines)
      lines.partial = ""
      if !line.isEmpty, lines.finished.last != line { lines.finished.append(line) }
      if lines.finished.count > limit { lines.finished.removeFirst() }
    }
  }()

  private final class Lines {
    var finished: [String] = []
    var partial = ""
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { pointer in
      let pointer: UnsafeMutableRawPointer? = pointer
      guard let pointer else { return }
      Unmanaged<Lines>.fromOpaque(pointer).release()
    }
    return key
  }()

  /// This thread's lines; the thread's end releases them.
  private static var lines: Lines {
    if let pointer = pthread_getspecific(key) { return Unmanaged<Lines>.fromOpaque(pointer).takeUnretainedValue() }
    let lines = Lines()
    pthread_setspecific(key, Unmanaged.passRetained(lines).toOpaque())
    return lines
  }
}
