internal import CFFmpeg
internal import Foundation

/// What is being done, and to which file: all that an error needs beside FFmpeg's result.
struct Operation: Sendable {
  let name: String
  let file: String

  init(_ name: String, _ file: String) {
    self.name = name
    self.file = file
  }

  /// Throws unless `result` is zero or positive, as FFmpeg's functions return success (libavutil/error.h).
  @discardableResult
  func check(_ result: Int32) throws(MediaError) -> Int32 {
    guard result < 0 else { return result }
    throw error(for: result)
  }

  /// The pointer that an FFmpeg allocator returned; throws where memory ran out.
  func allocated<T>(_ pointer: T?) throws(MediaError) -> T {
    guard let pointer else { throw error(for: chop_AVERROR(ENOMEM)) }
    return pointer
  }

  /// The error for a negative result, with the lines that FFmpeg logged on this thread.
  func error(for result: Int32) -> MediaError {
    let log = FFmpegLog.taken()
    if log.contains(where: { $0.contains("moov atom not found") }) {
      return MediaError(
        .noIndex, name, file, "has no index (moov): the recording or the download was not finished",
        remedy: "copy or export it again from where it was recorded", log: log)
    }
    if result == chop_AVERROR_DEMUXER_NOT_FOUND || log.contains(where: { $0.contains("not on whitelist") })
      || (name == "open" && result == chop_AVERROR_INVALIDDATA)
    {
      return MediaError(
        .notARecording, name, file, "is no recording that chop can read",
        remedy: "chop reads MP4, MOV, Matroska, WebM, MPEG-TS, AVI, FLV, M4A, MP3, Ogg, FLAC, AAC and WAV files",
        log: log)
    }
    let code = Self.codes.first { $0.value == result }?.code ?? MediaError.Code(rawValue: "ffmpeg\(result)")
    let words = log.last.map { "\(Self.words(for: result)): \($0)" } ?? Self.words(for: result)
    return MediaError(code, name, file, "can't \(name) it: \(words)", remedy: Self.remedies[code], log: log)
  }

  func error(_ code: MediaError.Code, _ sentence: String, remedy: String? = nil) -> MediaError {
    MediaError(code, name, file, sentence, remedy: remedy, log: FFmpegLog.taken())
  }

  /// Throws where the task was cancelled.
  func checkCancellation() throws(MediaError) {
    if Task.isCancelled { throw MediaError(.cancelled, name, file, "was stopped before it was done") }
  }

  private static let codes: [(value: Int32, code: MediaError.Code)] = [
    (chop_AVERROR(ENOENT), .noSuchFile), (chop_AVERROR(EISDIR), .notAFile), (chop_AVERROR(EACCES), .noPermission),
    (chop_AVERROR(EPERM), .noPermission), (chop_AVERROR(ENOSPC), .diskFull), (chop_AVERROR(EDQUOT), .diskFull),
    (chop_AVERROR(EIO), .diskFailed), (chop_AVERROR(ESTALE), .diskFailed),
    (chop_AVERROR(ENOMEM), .outOfMemory), (chop_AVERROR_EXIT, .cancelled), (chop_AVERROR_INVALIDDATA, .damaged),
    (chop_AVERROR_DECODER_NOT_FOUND, .notYet), (chop_AVERROR_PATCHWELCOME, .notYet),
    (chop_AVERROR(ERANGE), .outOfRange),
  ]

  private static let remedies: [MediaError.Code: String] = [
    .diskFull: "free some space and run chop again", .diskFailed: "see that the disk works and run chop again",
  ]

  /// FFmpeg's words for a result (`av_strerror`), their first letter in lower case.
  private static func words(for result: Int32) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(AV_ERROR_MAX_STRING_SIZE)) { buffer in
      guard let start = buffer.baseAddress, av_strerror(result, start, buffer.count) == 0 else {
        return "FFmpeg's error \(result)"
      }
      let text = String(cString: start)
      return text.prefix(1).lowercased() + text.dropFirst()
    }
  }
}
