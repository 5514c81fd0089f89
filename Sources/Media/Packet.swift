internal import CFFmpeg
internal import Foundation

/// One coded frame or a run of coded samples (`AVPacket`), reused from read to read.
package struct Packet: ~Copyable {
  let pointer: UnsafeMutablePointer<AVPacket>

  package init() throws(MediaError) {
    pointer = try Operation("read", "packet").allocated(av_packet_alloc())
  }

  /// One of these bytes, from which decoding can begin.
  package static func made(of bytes: [UInt8]) throws(MediaError) -> Packet {
    var packet = try Packet()
    try packet.replaceBytes(bytes)
    packet.pointer.pointee.flags |= AV_PKT_FLAG_KEY
    return packet
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVPacket>? = pointer
    av_packet_free(&pointer)
  }

  /// Index of the stream in its container.
  package var stream: Int { Int(pointer.pointee.stream_index) }
  /// When it is shown, in ticks of its stream; nil where the container doesn't say.
  package var pts: Int64? { timestamp(pointer.pointee.pts) }
  /// When it is decoded, in ticks of its stream; nil where the container doesn't say.
  package var dts: Int64? { timestamp(pointer.pointee.dts) }
  /// In ticks of its stream; 0 where unknown.
  package var duration: Int64 { max(0, pointer.pointee.duration) }
  /// In bytes.
  package var size: Int { max(0, Int(pointer.pointee.size)) }
  /// Where it starts in the file, in bytes; nil where unknown.
  package var position: Int64? { pointer.pointee.pos >= 0 ? pointer.pointee.pos : nil }

  package var isKey: Bool { has(AV_PKT_FLAG_KEY) }
  /// To be decoded but not shown: an edit list cuts it off.
  package var isDiscarded: Bool { has(AV_PKT_FLAG_DISCARD) }
  /// Nothing refers to it.
  package var isDisposable: Bool { has(AV_PKT_FLAG_DISPOSABLE) }
  package var isCorrupt: Bool { has(AV_PKT_FLAG_CORRUPT) }

  private func has(_ flag: Int32) -> Bool { pointer.pointee.flags & flag != 0 }

  /// Decoded samples that are not to be played, at the packet's start and end (`AV_PKT_DATA_SKIP_SAMPLES`: two 32-bit little-endian counts).
  package var skippedSamples: (start: Int, end: Int) {
    var size = 0
    guard let data = av_packet_get_side_data(pointer, AV_PKT_DATA_SKIP_SAMPLES, &size), size >= 8 else { return (0, 0) }
    func count(_ offset: Int) -> Int {
      (0..<4).reduce(0) { $0 | Int(data[offset + $1]) << (8 * $1) }
    }
    return (count(0), count(4))
  }

  /// A codec configuration that holds from this packet on, where the container changes it in mid-stream.
  package var newExtradata: [UInt8]? {
    var size = 0
    guard let data = av_packet_get_side_data(pointer, AV_PKT_DATA_NEW_EXTRADATA, &size), size > 0, size <= 1 << 20
    else { return nil }
    return Array(UnsafeBufferPointer(start: data, count: size))
  }

  /// The packet's bytes, for the closure's time only.
  package func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(
      Span(
        _unsafeElements: UnsafeBufferPointer(start: pointer.pointee.data, count: pointer.pointee.data == nil ? 0 : size)
      ))
  }

  /// The packet's bytes, copied.
  package var bytes: [UInt8] {
    Array(UnsafeBufferPointer(start: pointer.pointee.data, count: pointer.pointee.data == nil ? 0 : size))
  }

  /// Replaces the bytes, keeping times and flags.
  package mutating func replaceBytes(_ bytes: [UInt8]) throws(MediaError) {
    let operation = Operation("write", "packet")
    guard let size = Int32(exactly: bytes.count), size < Int32.max - AV_INPUT_BUFFER_PADDING_SIZE else {
      throw operation.error(.outOfRange, "has a packet beyond 2 GB")
    }
    let fresh = try operation.allocated(av_packet_alloc())
    defer {
      var fresh: UnsafeMutablePointer<AVPacket>? = fresh
      av_packet_free(&fresh)
    }
    try operation.check(av_new_packet(fresh, size))
    bytes.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { memcpy(fresh.pointee.data, start, source.count) }
    }
    try operation.check(av_packet_copy_props(fresh, pointer))
    av_packet_unref(pointer)
    av_packet_move_ref(pointer, fresh)
  }

  /// Takes a cover picture, which comes with the container's header; false where the stream holds none.
  mutating func takeCover(of stream: Int, in demuxer: borrowing Demuxer) throws(MediaError) -> Bool {
    clear()
    guard let native = demuxer.native(stream), native.pointee.attached_pic.size > 0 else { return false }
    try Operation("read", demuxer.file).check(av_packet_ref(pointer, &native.pointee.attached_pic))
    return true
  }

  mutating func clear() { av_packet_unref(pointer) }
}
