internal import Foundation
internal import Lesson
internal import Media
internal import Timeline
internal import Wording

extension CutPlan {
  /// What chapters lack of their sound beside a stretch that is left out, as a sentence: a packet that reaches over the edge is left out as a whole, since nothing of that stretch may be in a
  /// file. nil where nothing is lost: sound that is encoded again, or isn't compressed, is cut at the sample.
  func lossOfSound(of info: MediaInfo, at url: URL, named name: String) throws -> String? {
    let sounds = info.sounds.filter { $0.encodedAs == nil && SoundCodec($0.codec) == .copied }
    guard !omitted.isEmpty, !sounds.isEmpty else { return nil }
    var demuxer = try Demuxer(url, named: name)
    let grids = try SoundGrid.grids(of: sounds.map(\.stream), in: &demuxer)
    let clock = RecordingClock(info)
    var most = TimeSpan.zero
    var places: [String] = []
    /// The most that a track loses between an edge and the packet before or behind it.
    func note(_ edge: Instant, _ rounding: Rounding, _ side: String) throws {
      var lost = TimeSpan.zero
      for sound in sounds where edge > sound.range.start && edge < sound.range.end {
        guard let grid = grids[sound.stream] else { continue }
        let sample = try clock.ticks(edge, in: grid.clock, rounding: .nearest)
        let packet = try grid.edge(at: sample, rounding)
        let (first, last) = (min(sample, packet), max(sample, packet))
        lost = max(lost, try TimeSpan(ticks: last - first, in: grid.clock))
      }
      guard lost > .zero else { return }
      most = max(most, lost)
      places.append("\(side) \(edge.clock())")
    }
    for omission in omitted {
      if cuts.contains(where: { $0.range.end == omission.range.start }) {
        try note(omission.range.start, .down, "before")
      }
      if cuts.contains(where: { $0.range.start == omission.range.end }) {
        try note(omission.range.end, .up, "behind")
      }
    }
    guard !places.isEmpty else { return nil }
    let milliseconds = max(1, Int((most.approximateSeconds * 1000).rounded()))
    return
      "up to \(milliseconds) ms of sound beside what is left out are in no chapter either, \(listed(places)), since a packet of sound can't be divided"
  }
}
