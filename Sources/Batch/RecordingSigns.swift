internal import Glibc

/// Whether a file is a recording, by a look at its first bytes: containers that chop handles, and those that it knows well enough to say "not yet".
///
/// What looks like one may still turn out to be none when it is opened, in a process of its own.
enum RecordingSigns {
  /// How many bytes ``areIn(_:)`` looks at.
  static let length = 600

  /// Endings by which people know recordings. A file of such a name that holds none is broken, and its owner wants to hear of it. (`ts` isn't
  /// one of them: programs in TypeScript are called so.)
  static let endings: Set<String> = [
    "mp4", "m4v", "mov", "mkv", "webm", "m4a", "mp3", "wav", "avi", "flv", "mts", "m2ts", "ogg", "opus", "flac", "wmv",
    "wma", "aac",
  ]

  /// Endings of files that programs write while they download or copy.
  static let unfinishedEndings: Set<String> = [
    "part", "partial", "crdownload", "download", "opdownload", "filepart", "tmp", "temp",
  ]

  static func ending(of name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// The first bytes of a file; nil where it can't be read.
  static func head(of path: String) -> [UInt8]? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: length)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, length) }
    return count < 0 ? nil : Array(bytes.prefix(count))
  }

  static func areIn(_ head: [UInt8]) -> Bool {
    isMP4(head) || isMP3(head) || isTransportStream(head) || starts.contains { head.starts(with: $0) }
      || ["RIFF": ["WAVE", "AVI "], "RF64": ["WAVE"], "FORM": ["AIFF", "AIFC"]].contains { form, kinds in
        head.starts(with: form.utf8) && kinds.contains { head.dropFirst(8).starts(with: $0.utf8) }
      }
  }

  private static let starts: [[UInt8]] =
    [
      [0x1a, 0x45, 0xdf, 0xa3],  // EBML: Matroska, WebM
      [0, 0, 1, 0xba],  // MPEG program stream
      [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11],  // ASF
      [0xff, 0xf1], [0xff, 0xf9],  // AAC in ADTS
      [0x72, 0x69, 0x66, 0x66, 0x2e, 0x91, 0xcf, 0x11],  // Wave64
    ] + ["ID3", "OggS", "fLaC", "FLV\u{1}", "caff", "#!AMR"].map { Array($0.utf8) }

  /// A box of ISO/IEC 14496-12 or of QuickTime that may come first; pictures in the same container (HEIF, AVIF) are none.
  private static func isMP4(_ head: [UInt8]) -> Bool {
    let kind = String(decoding: head.dropFirst(4).prefix(4), as: UTF8.self)
    guard kind == "ftyp" else {
      return ["moov", "mdat", "wide", "free", "skip", "pnot"].contains(kind) && head.first == 0
        || ["moov", "mdat"].contains(kind)
    }
    let brand = String(decoding: head.dropFirst(8).prefix(4), as: UTF8.self)
    return !["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif", "avis", "crx ", "jxl "].contains(brand)
  }

  /// The header of a frame of MPEG audio, layer III (ISO/IEC 11172-3 §2.4.2.3).
  private static func isMP3(_ head: [UInt8]) -> Bool {
    guard head.count > 3, head[0] == 0xff, head[1] & 0xe6 == 0xe2 else { return false }
    return head[1] & 0x18 != 0x08 && ![0, 0xf0].contains(head[2] & 0xf0) && head[2] & 0x0c != 0x0c
  }

  /// Packets of 188 bytes, in some files with four more before each (ISO/IEC 13818-1 §2.4.3.2).
  private static func isTransportStream(_ head: [UInt8]) -> Bool {
    [(0, 188), (4, 192)].contains { start, step in
      head.count > start + 2 * step && (0..<3).allSatisfy { head[start + $0 * step] == 0x47 }
    }
  }
}
