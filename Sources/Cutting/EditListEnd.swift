internal import Foundation
internal import Timeline

/// States in an MP4 file where each track's presentation ends.
///
/// libavformat's mov muxer makes each edit as long as its track. A chapter's end lies before that: frames behind it were kept since others
/// refer to them, and the last sound packet reaches over it. So the last entry of each edit list gets the length that plays, and with
/// it the durations of the track and the movie (ISO/IEC 14496-12:2022, §8.6.6 `elst`, §8.3.2 `tkhd`, §8.2.2 `mvhd`).
struct EditListEnd {
  /// Sets how long each track plays, counted from the movie's start, tracks in the file's order; empty edits before are part of it.
  ///
  /// Returns false where the file isn't built as expected; it is then unchanged.
  static func set(_ lengths: [TimeSpan], inFileAt url: URL) throws -> Bool {
    let file = try FileHandle(forUpdating: url)
    defer { try? file.close() }
    let size = try file.seekToEnd()
    guard let place = try moov(in: file, size: size) else { return false }
    try file.seek(toOffset: place.lowerBound)
    guard var bytes = try file.read(upToCount: Int(place.count)).map(Array.init), bytes.count == Int(place.count),
      patch(&bytes, lengths)
    else { return false }
    try file.seek(toOffset: place.lowerBound)
    try file.write(contentsOf: Data(bytes))
    // Some file servers say only now that there was no room; Foundation takes it for an error in reading.
    do { try file.close() } catch let error as CocoaError {
      throw CocoaError(.fileWriteUnknown, userInfo: error.userInfo)
    }
    return true
  }

  /// Where the top-level `moov` lies, its header included; at most 1 GiB of it is taken.
  ///
  /// nil where the top-level boxes don't end with the file: the muxer doesn't say so when it can't read back what it moves behind the `moov`.
  private static func moov(in file: FileHandle, size: UInt64) throws -> Range<UInt64>? {
    var offset: UInt64 = 0
    var found: Range<UInt64>?
    while offset + 8 <= size {
      try file.seek(toOffset: offset)
      guard let header = try file.read(upToCount: 16).map(Array.init), header.count >= 8 else { return nil }
      var length = UInt64(number(header, 0, 4))
      if length == 1, header.count == 16 { length = number(header, 8, 8) }
      if length == 0 { length = size - offset }
      guard length >= 8, length <= size - offset else { return nil }
      if Array(header[4..<8]) == Array("moov".utf8) {
        guard length <= 1 << 30, found == nil else { return nil }
        found = offset..<offset + length
      }
      offset += length
    }
    return offset == size ? found : nil
  }

  private static func patch(_ bytes: inout [UInt8], _ lengths: [TimeSpan]) -> Bool {
    let top = children(of: 0..<bytes.count, in: bytes, header: 8)
    guard let header = top.first(where: { $0.type == "mvhd" }),
      let movie = duration(in: header.body, bytes, version0: (12, 16), version1: (20, 24))
    else { return false }
    let scale = number(bytes, header.body.lowerBound + movie.scale, 4)
    guard let base = Int32(exactly: scale).flatMap({ TimeBase(perSecond: $0) }) else { return false }
    let tracks = top.filter { $0.type == "trak" }
    guard tracks.count == lengths.count else { return false }

    var edits: [(place: Int, width: Int, value: UInt64)] = []
    var longest: UInt64 = 0
    for (track, length) in zip(tracks, lengths) {
      let parts = children(of: track.body, in: bytes, header: 0)
      guard let total = try? length.ticks(in: base, rounding: .nearest), total >= 0,
        let head = parts.first(where: { $0.type == "tkhd" }),
        let trackDuration = duration(in: head.body, bytes, version0: (nil, 20), version1: (nil, 28)),
        let edts = parts.first(where: { $0.type == "edts" }),
        let elst = children(of: edts.body, in: bytes, header: 0).first(where: { $0.type == "elst" }),
        let last = lastEdit(in: elst.body, bytes), last.before <= UInt64(total)
      else { return false }
      longest = max(longest, UInt64(total))
      edits.append((last.place, last.width, UInt64(total) - last.before))
      edits.append((head.body.lowerBound + trackDuration.duration, trackDuration.width, UInt64(total)))
    }
    edits.append((header.body.lowerBound + movie.duration, movie.width, longest))
    guard edits.allSatisfy({ $0.width == 8 || $0.value < 1 << 32 }) else { return false }
    for edit in edits {
      for byte in 0..<edit.width {
        bytes[edit.place + byte] = UInt8(truncatingIfNeeded: edit.value >> UInt64(8 * (edit.width - 1 - byte)))
      }
    }
    return true
  }

  /// Offsets of a full box's time scale and duration by its version, and the duration's width in bytes.
  private static func duration(
    in body: Range<Int>, _ bytes: [UInt8], version0: (Int?, Int), version1: (Int?, Int)
  ) -> (scale: Int, duration: Int, width: Int)? {
    guard body.count > 4 else { return nil }
    let (offsets, width) = bytes[body.lowerBound] == 1 ? (version1, 8) : (version0, 4)
    guard body.count >= offsets.1 + width else { return nil }
    return (offsets.0 ?? 0, offsets.1, width)
  }

  /// Where the last edit's `segment_duration` stands, and the sum of those before it.
  private static func lastEdit(in body: Range<Int>, _ bytes: [UInt8]) -> (place: Int, width: Int, before: UInt64)? {
    guard body.count >= 8 else { return nil }
    let width = bytes[body.lowerBound] == 1 ? 8 : 4
    let entry = 2 * width + 4
    let count = Int(number(bytes, body.lowerBound + 4, 4))
    guard count >= 1, count <= 16, body.count >= 8 + count * entry else { return nil }
    let first = body.lowerBound + 8
    var before: UInt64 = 0
    for index in 0..<count - 1 { before &+= number(bytes, first + index * entry, width) }
    return (first + (count - 1) * entry, width, before)
  }

  private static func children(of range: Range<Int>, in bytes: [UInt8], header: Int) -> [(
    type: String, body: Range<Int>
  )] {
    var boxes: [(String, Range<Int>)] = []
    var offset = range.lowerBound + header
    while offset + 8 <= range.upperBound {
      let length = Int(number(bytes, offset, 4))
      guard length >= 8, length <= range.upperBound - offset else { break }
      boxes.append((String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self), offset + 8..<offset + length))
      offset += length
    }
    return boxes
  }

  /// A big-endian number; the caller has checked that it lies inside.
  private static func number(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> UInt64 {
    bytes[offset..<offset + width].reduce(0) { $0 << 8 | UInt64($1) }
  }
}
