public import Foundation
public import Lesson
public import Timeline

/// Measures how loud a recording's main sound is, in some of its windows: what is measured depends on nothing but the file, so that several meters may
/// share the work, and a window has the same level whether what lies around it is measured or not.
///
/// Throws as ``soundLevels(of:named:info:window:progress:)`` does.
public struct StretchMeter: ~Copyable {
  /// Where the first window starts, on the recording's time line.
  public let start: Instant
  public let window: TimeSpan
  /// How many windows there are.
  public let windows: Int
  /// So many windows are one packet, beginning with the first; 1 where that isn't known.
  public let group: Int
  /// Length of the sound.
  public let seconds: Double

  private var reader: SoundReader
  private let channels: Int
  private let grid: WindowGrid
  private let isIndexed: Bool

  private static let usual = 10.ms
  /// A day of a hundred channels would not fit into memory.
  private static let mostChannels = 8
  /// Of the work that one meter does at a time.
  private static let length = 300.s
  /// Elsewhere (MP3) all frames before a place have to be read to find it.
  private static let indexed: Set = ["mov", "matroska", "wav"]

  /// - Parameters:
  ///   - info: of the same file.
  ///   - window: 1 ms to 1 s; where it is nil, about 10 ms, so that packets hold whole windows.
  public init(_ url: URL, named name: String, info: MediaInfo, window: TimeSpan? = nil) throws {
    let operation = Operation("decode", name)
    guard let sound = info.sound else { throw operation.error(.notPossible, "has no sound") }
    let reader = try cancellable { () throws(MediaError) in
      try SoundReader(url, named: name, sound, origin: info.origin)
    }
    let layout = try Layout(sound, window, packet: reader.samplesPerPacket, from: reader.firstPacket, operation)
    start = layout.start
    self.window = layout.window
    group = layout.group
    grid = layout.grid
    windows = layout.grid.count(in: reader.length)
    channels = min(max(1, sound.channels), Self.mostChannels)
    seconds = Double(reader.length) / Double(sound.sampleRate)
    isIndexed = Self.indexed.contains(info.container)
    self.reader = reader
  }

  /// Where the windows lie.
  private struct Layout {
    var start: Instant
    var window: TimeSpan
    var group: Int
    var grid: WindowGrid

    init(
      _ sound: SoundInfo, _ wished: TimeSpan?, packet: Int, from firstPacket: Int64, _ operation: Operation
    ) throws(MediaError) {
      do throws(TimeOverflow) {
        guard try sound.range.length() <= 100.h, let rate = Int32(exactly: sound.sampleRate),
          let base = TimeBase(perSecond: rate), wished.map({ $0 >= 1.ms && $0 <= 1.s }) != false
        else { throw TimeOverflow() }
        let length = try TimeSpan(ticks: Int64(packet), in: base)
        let parts = Int((length.approximateSeconds / StretchMeter.usual.approximateSeconds).rounded())
        let isWhole = wished == nil && (1..<100).contains(parts)
        let offset = isWhole ? firstPacket % Int64(packet) : 0
        group = isWhole ? parts : 1
        window = try isWhole ? length / Int64(parts) : wished ?? StretchMeter.usual
        start = try sound.range.start + TimeSpan(ticks: offset, in: base)
        grid = WindowGrid(sampleRate: sound.sampleRate, window: window, start: offset)
      } catch {
        throw operation.error(.outOfRange, "its sound is longer than 100 hours")
      }
    }
  }

  /// Shares of the work, each for one meter at a time, in order: `ranges` of windows, which are in order too.
  public func shares(of ranges: [Range<Int>]) -> [[Range<Int>]] {
    guard isIndexed, window > .zero else { return ranges.isEmpty ? [] : [ranges] }
    let step = max(1, Int(Self.length.approximateSeconds / window.approximateSeconds))
    var shares: [[Range<Int>]] = []
    var end = 0
    for range in ranges {
      for start in stride(from: range.lowerBound, to: range.upperBound, by: step) {
        let part = start..<min(start + step, range.upperBound)
        if shares.isEmpty || part.lowerBound >= end {
          shares.append([])
          end = part.lowerBound + step
        }
        shares[shares.count - 1].append(part)
      }
    }
    return shares
  }

  /// Which part of the sound has to be decoded to measure these ranges of windows, 0…1.
  public func cost(of ranges: [Range<Int>]) -> Double {
    let each = Double(reader.preRoll) / Double(max(grid.start(of: 1) - grid.start(of: 0), 1))
    return windows == 0 ? 1 : min(1, ranges.reduce(0) { $0 + Double($1.count) + each } / Double(windows))
  }

  /// RMS levels of these ranges of windows, which are in order, one after the other, for each channel, in dBFS as in ``SoundLevels/levels``. `progress`
  /// hears seconds from the start of the first.
  public mutating func levels(of ranges: [Range<Int>], progress: (Double) -> Void = { _ in }) throws -> [[Float]] {
    var levels = [[Float]](repeating: [], count: channels)
    guard !ranges.isEmpty else { return levels }
    let (grid, preRoll, length) = (grid, reader.preRoll, reader.length)
    let wanted = ranges.map {
      grid.start(of: $0.lowerBound)..<max(grid.start(of: $0.lowerBound), min(grid.start(of: $0.upperBound), length))
    }
    let highPass = HighPass(at: 90, sampleRate: Double(grid.rate))
    var (finished, opened) = (0, 0)
    func meter(_ index: Int) -> LevelMeter {
      LevelMeter(
        grid, ranges[index], to: wanted[index].upperBound, preRoll: preRoll, channels: levels.count, highPass)
    }
    func finish(_ meter: inout LevelMeter) {
      for (row, measured) in meter.finish().enumerated() { levels[row] += measured }
      finished += 1
    }
    var open: [LevelMeter] = []
    func isBegun(_ index: Int, at place: Int64) -> Bool {
      index < wanted.count && wanted[index].lowerBound - preRoll < place
    }
    try cancellable { () throws(MediaError) in
      try reader.read(wanted) { planes, count, place in
        while finished < opened, wanted[finished].upperBound <= place {
          finish(&open[0])
          open.removeFirst()
        }
        while isBegun(opened, at: place + Int64(count)) {
          open.append(meter(opened))
          opened += 1
        }
        for index in open.indices { open[index].add(planes, count: count, at: place) }
        progress(max(0, Double(place - wanted[0].lowerBound) / Double(grid.rate)))
      }
    }
    while finished < ranges.count {
      var meter = open.isEmpty ? meter(finished) : open.removeFirst()
      finish(&meter)
    }
    return levels
  }
}
