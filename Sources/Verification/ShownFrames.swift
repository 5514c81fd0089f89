internal import Foundation
internal import Lesson
internal import Media
internal import Timeline

/// Decodes the frames of a file's picture that are shown from an instant on, in the order they are shown. Holds one frame at a time.
struct ShownFrames: ~Copyable {
  private var demuxer: Demuxer
  private var decoder: Decoder
  private var packet: Packet
  private(set) var frame: Frame
  /// When packets are shown that could not be decoded, in microseconds from where reading began; none before the last keyframe at or before that, on which nothing depends.
  private(set) var damage: [Int64] = []
  /// How many packets were read that are shown before `end`.
  private(set) var shown = 0
  private var end: Int64 = .max
  private let info: StreamInfo
  private let base: TimeBase
  private var clock: StreamClock
  private var isOpen = true
  private var lastTime: Int64 = 0
  /// When the last keyframe at or before the wished instant is shown.
  private var keyTime: Int64 = .min
  /// The tick at which the first keyframe that was read is decoded.
  private var firstKey: Int64?
  private var mayGoBack = true
  private var file: String { demuxer.file }
  var stream: Int { info.index }

  /// Matroska counts milliseconds: times agree within this, in microseconds.
  static let tolerance: Int64 = 1500

  /// Of the given stream, or one of the file's pictures, counted from 0. nil where there is none.
  ///
  /// - Parameter isStrict: whether what breaks the codec's rules counts as damage.
  init?(_ url: URL, named name: String, stream: Int? = nil, picture: Int = 0, isStrict: Bool = false) throws {
    var demuxer = try Demuxer(url, named: name)
    let pictures = demuxer.streams.filter { stream == nil ? $0.kind == .video && !$0.isCover : $0.index == stream }
    guard let found = pictures.dropFirst(stream == nil ? picture : 0).first, let base = found.timeBase,
      let clock = StreamClock(found, shift: .zero)
    else { return nil }
    demuxer.read(only: [found.index])
    let decoder = try Decoder(for: found.index, of: demuxer, isStrict: isStrict)
    let packet = try Packet()
    let frame = try Frame()
    self.demuxer = demuxer
    self.decoder = decoder
    self.packet = packet
    self.frame = frame
    self.clock = clock
    self.base = base
    info = found
  }

  /// Goes to the first frame that is shown at `instant`, on the file's own clock, or within 1.5 ms before or any time after it. `end` counts in microseconds from there.
  mutating func begin(at instant: Instant, end: Int64 = .max) throws {
    let slack = try TimeSpan(ticks: Self.tolerance, in: .microseconds)
    clock = try StreamClock(info, shift: Instant.zero - instant) ?? clock
    (self.end, mayGoBack) = (end, true)
    try read(from: (instant - slack).ticks(in: base, rounding: .up))
  }

  private mutating func read(from ticks: Int64) throws {
    try demuxer.seek(to: ticks, in: info.index)
    decoder.flush()
    (damage, shown, isOpen, lastTime, keyTime, firstKey) = ([], 0, true, 0, .min, nil)
  }

  /// Once, where the first frame can't be decoded, or something before it: starts anew at the keyframe before. In an open GOP what follows a keyframe may name frames before it, and
  /// FFmpeg's decoder holds back what follows a keyframe that it began with where the file ends soon.
  private mutating func goesBack(hasFrame: Bool) throws -> Bool {
    defer { mayGoBack = false }
    guard mayGoBack, !hasFrame || !damage.isEmpty, let firstKey, firstKey > .min + 1 else { return false }
    try read(from: firstKey - 1)
    return true
  }

  /// Decodes the next frame into ``frame`` and says when it is shown, in microseconds from where reading began; nil where none is left.
  mutating func next() throws -> Int64? {
    var passedOver = 0
    reading: while true {
      let before = decoder.damaged
      while try decoder.receive(into: &frame) {
        guard let time = frame.pts.map({ clock.time(at: $0) }), time >= -Self.tolerance else { continue }
        if frame.isDamaged { note(time) }
        if try goesBack(hasFrame: true) { continue reading }
        return time
      }
      if decoder.damaged > before { note(lastTime) }
      guard isOpen else {
        if try goesBack(hasFrame: false) { continue }
        return nil
      }
      try Task.checkCancellation()
      isOpen = try demuxer.next(into: &packet, countingDamage: &passedOver)
      guard isOpen else {
        try decoder.sendEnd()
        continue
      }
      guard packet.stream == info.index else { continue }
      lastTime = (packet.pts ?? packet.dts).map { clock.time(at: $0) } ?? lastTime
      if !packet.isDiscarded, lastTime >= -Self.tolerance, lastTime < end { shown += 1 }
      if packet.isKey { noteKeyframe() }
      // Frames before the wished one only serve as references.
      decoder.setSkip(lastTime < -Self.tolerance ? .nonReference : .nothing)
      if try !decoder.send(packet) { note(lastTime) }
    }
  }

  /// The first frame from an instant on, made small; nil where there is none.
  mutating func thumbnail(at instant: Instant) throws -> [UInt8]? {
    try begin(at: instant)
    return try next() == nil ? nil : frame.thumbnail(named: file)
  }

  /// The frame, made small.
  func thumbnail() throws -> [UInt8] { try frame.thumbnail(named: file) }

  /// What is shown before it, also behind it in the file, nothing from it on depends on.
  private mutating func noteKeyframe() {
    firstKey = firstKey ?? packet.dts ?? packet.pts
    let time = lastTime
    guard time <= Self.tolerance, time > keyTime else { return }
    keyTime = time
    damage.removeAll { $0 < time }
  }

  /// One entry for each packet, and no more than anybody needs.
  private mutating func note(_ time: Int64) {
    if time >= keyTime, damage.last != time, damage.count < 10_000 { damage.append(time) }
  }
}

/// The mean difference of two thumbnails' points, 0…255; the greatest there is where they can't be compared.
func difference(_ first: [UInt8], _ second: [UInt8]) -> Double {
  guard first.count == second.count, !first.isEmpty else { return 255 }
  return Double(zip(first, second).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) / Double(first.count)
}
