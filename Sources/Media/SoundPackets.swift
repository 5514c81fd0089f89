internal import Foundation
internal import Lesson
internal import Timeline

/// The packets of a recording's main sound, in order, each with its place: samples from the first heard one.
///
/// Where the container's index leads to every packet (MP4), what nobody wants isn't read.
struct SoundPackets: ~Copyable {
  /// Where the packet begins and ends.
  private(set) var place: Int64 = 0
  private(set) var end: Int64 = 0
  /// Whether it follows the packet before it without a gap in the file's order.
  private(set) var isNext = false

  private var demuxer: Demuxer
  private var packet: Packet
  private let stream: Int
  private let clock: SoundClock
  private let samplesPerPacket: Int64
  /// How many packets the index leads to; nil where they have to be read one after the other.
  private let indexed: Int?
  private var nextEntry = 0
  /// Where the next packet begins, if nothing is missing.
  private var expected: Int64?
  private var damaged = 0
  private var isAtStart = true

  init(_ demuxer: consuming Demuxer, _ sound: SoundInfo, _ clock: SoundClock) throws(MediaError) {
    let packet = try Packet()
    let samples = Int64(demuxer.streams.first { $0.index == sound.stream }?.sound?.samplesPerPacket ?? 0)
    let count = demuxer.indexCount(of: sound.stream)
    let last = demuxer.indexEntry(count - 1, of: sound.stream)?.timestamp.flatMap(clock.sample)
    // A fragmented file's index grows while it is read.
    let isWhole = last.map { $0 + 2 * samples >= clock.length } ?? false
    indexed = demuxer.container == "mov" && sound.codec == "aac" && samples > 0 && isWhole ? count : nil
    stream = sound.stream
    samplesPerPacket = samples
    self.clock = clock
    self.packet = packet
    self.demuxer = demuxer
  }

  /// Where the first packet begins, as far as the index says: at the first heard sample or before it.
  var firstPlace: Int64? { indexed == nil ? nil : entryPlace(0) }

  var operation: Operation { Operation("decode", demuxer.file) }

  func decoder() throws(MediaError) -> Decoder { try Decoder(for: stream, of: demuxer) }

  /// Gives the packet to a decoder; false where it is damaged and was passed over.
  mutating func send(to decoder: inout Decoder) throws(MediaError) -> Bool { try decoder.send(packet) }

  /// Where a frame lies that was just decoded from the packet; nil where it is of another one, or lacks some of its samples.
  func place(of frame: borrowing Frame) -> Int64? {
    samplesPerPacket > 0 && frame.pts != nil && frame.pts == packet.pts ? place : nil
  }

  /// Goes to a place: what is read next ends behind it.
  mutating func seek(to place: Int64) throws(MediaError) {
    expected = nil
    isNext = false
    nextEntry = 0
    guard indexed == nil, place > 0 || !isAtStart else { return }
    // Half a second early, since not every container leads to the very packet.
    guard let ticks = clock.ticks(at: place - Int64(clock.sampleRate / 2)) else {
      throw Operation("seek", demuxer.file).error(.outOfRange, "its sound is longer than can be counted")
    }
    try demuxer.seek(to: ticks, in: stream)
  }

  /// Takes the next packet that ends behind `place`; false where there is none.
  mutating func next(endingBehind place: Int64) throws(MediaError) -> Bool {
    if let indexed { return try nextIndexed(endingBehind: place, of: indexed) }
    isNext = true
    isAtStart = false
    while try demuxer.next(into: &packet, countingDamage: &damaged) {
      guard packet.stream == stream else { continue }
      locate()
      if end > place { return true }
      isNext = false
    }
    return false
  }

  private mutating func nextIndexed(endingBehind place: Int64, of count: Int) throws(MediaError) -> Bool {
    var entry = nextEntry
    if entry < count, let start = entryPlace(entry), start + samplesPerPacket <= place {
      var behind = count
      while entry < behind {
        let middle = (entry + behind) / 2
        if let start = entryPlace(middle), start + samplesPerPacket > place {
          behind = middle
        } else {
          entry = middle + 1
        }
      }
    }
    isNext = entry == nextEntry
    if !isNext { expected = nil }
    nextEntry = entry + 1
    guard entry < count, try demuxer.read(entry: entry, of: stream, into: &packet) else { return false }
    locate()
    return true
  }

  private func entryPlace(_ number: Int) -> Int64? {
    demuxer.indexEntry(number, of: stream)?.timestamp.flatMap(clock.sample)
  }

  private mutating func locate() {
    place = clock.place(of: packet.pts, expected: expected)
    // Matroska rounds durations to milliseconds.
    let told = clock.samples(packet.duration)
    let isOdd = told > 0 && (told - samplesPerPacket).magnitude > samplesPerPacket.magnitude / 2
    end = place + (isOdd ? told : samplesPerPacket)
    expected = end
  }
}
