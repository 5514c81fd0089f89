import Foundation
import Lesson
import Media
import Timeline

@testable import Cutting

/// A chapter's packets, which a test edits before they are written back: nothing but the edit changes.
struct RewrittenChapter {
  struct Entry {
    fileprivate var box: PacketBox
    var kind: StreamInfo.Kind
    var pts: Int64
    var dts: Int64
  }

  private var entries: [Entry] = []

  /// - Parameters:
  ///   - length: how long the chapter plays: every track's edit list ends there.
  ///   - clock: ticks a second of the edit lists' durations.
  static func rewrite(_ file: URL, length: TimeSpan, clock: Int = 192_000, _ edit: (inout [Entry]) throws -> Void)
    throws
  {
    var demuxer = try Demuxer(file, named: "chapter")
    let bases = demuxer.streams.compactMap(\.timeBase)
    var entries: [Entry] = []
    while true {
      let box = try PacketBox()
      guard try demuxer.next(into: &box.packet) else { break }
      let stream = demuxer.streams[box.packet.stream]
      entries.append(Entry(box: box, kind: stream.kind, pts: box.packet.pts ?? 0, dts: box.packet.dts ?? 0))
    }
    try edit(&entries)
    let made = file.appendingPathExtension("new.mp4")
    var muxer = try Muxer(
      to: made, named: "chapter",
      Muxer.Options(
        format: "mp4",
        settings: [.init("movie_timescale", "\(clock)"), .init("video_track_timescale", "\(bases[0].denominator)")]))
    for stream in demuxer.streams { try muxer.addStream(like: stream.index, of: demuxer) }
    try muxer.begin()
    for entry in entries {
      let stream = entry.box.packet.stream
      try muxer.write(
        entry.box.packet, to: stream, pts: entry.pts, dts: entry.dts, duration: entry.box.packet.duration,
        in: bases[stream])
    }
    _ = try muxer.finish()
    _ = try EditListEnd.set(bases.map { _ in length }, inFileAt: made)
    try FileManager.default.removeItem(at: file)
    try FileManager.default.moveItem(at: made, to: file)
  }

  /// Turns a bit in the middle of the packet of this kind that is `number`th in the file.
  static func turnABit(in file: URL, of kind: StreamInfo.Kind, number: Int) throws {
    var demuxer = try Demuxer(file, named: "chapter")
    let box = try PacketBox()
    var count = 0
    while try demuxer.next(into: &box.packet) {
      guard demuxer.streams[box.packet.stream].kind == kind else { continue }
      count += 1
      guard count > number, let position = box.packet.position else { continue }
      let handle = try FileHandle(forUpdating: file)
      defer { try? handle.close() }
      let place = UInt64(position) + UInt64(box.packet.size / 2)
      try handle.seek(toOffset: place)
      let byte = try handle.read(upToCount: 1)?.first ?? 0
      try handle.seek(toOffset: place)
      try handle.write(contentsOf: [byte ^ 0x10])
      return
    }
  }
}

/// A packet that can be shared.
private final class PacketBox {
  var packet: Packet
  init() throws { packet = try Packet() }
}
