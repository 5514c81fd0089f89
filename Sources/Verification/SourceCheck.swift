internal import Foundation
internal import Lesson
internal import Media
internal import Timeline
internal import Wording

/// Holds every chapter's packets against the recording they were copied from.
struct SourceCheck {
  let manifest: Manifest
  let folder: URL
  let source: URL
  let name: String
  let info: MediaInfo

  func run(progress: (Double, Double) -> Void, _ report: inout VerificationReport) throws {
    var checked = 0
    var recording = try PacketList(source, named: name)
    for (index, chapter) in manifest.chapters.enumerated() {
      try Task.checkCancellation()
      progress(Double(index), Double(manifest.chapters.count))
      guard let media = chapter.video ?? chapter.audio, let range = chapter.source.range else { continue }
      do {
        checked += try check(media, range, of: chapter, &recording, &report)
      } catch let error as MediaError where error.code != .cancelled {
        report.fault(media.path, "can't be read: \(error.description)")
      }
    }
    report.checked.append("\(counted(checked, "copied packet")) against '\(shown(name))'")
  }

  /// How many packets agreed.
  private func check(
    _ media: Manifest.Media, _ range: TimeRange, of chapter: Manifest.Chapter, _ recording: inout PacketList,
    _ report: inout VerificationReport
  ) throws -> Int {
    let url = folder.appending(path: media.path)
    var file = try PacketList(url, named: media.path)
    checkDuration(media, range, claimed: file.claimedDuration, &report)
    let tracks = try file.tracks()
    var agreed = 0
    for (what, found, stream) in [
      ("picture", Track(.video, tracks.picture, url), info.video?.stream),
      ("sound", Track(.audio, tracks.sound, url), info.sound?.stream),
    ] {
      guard let stream else { continue }
      // Uncompressed sound is cut inside its packets, so it is compared by its bytes.
      if found.kind == .audio, chapter.audio != nil, info.sound?.codec.hasPrefix("pcm_") == true {
        agreed += try checkSamples(media, range, of: url, &report)
        continue
      }
      let wanted = try packets(of: &recording, range, stream)
      guard let comparison = try compare(found, with: wanted, range) else {
        let length = Seconds(try range.length()).microseconds
        if wanted.contains(where: { $0.isShown && $0.time >= 0 && $0.time < length }) {
          report.fault(media.path, "has no \(what)")
        }
        continue
      }
      agreed += comparison.matched
      if comparison.isMostlyOther, let other = try chapterHeld(in: found, stream, &recording, but: chapter) {
        report.fault(media.path, "holds the \(what) of chapter \(other.number) ('\(other.id)')")
      } else if let lateness = comparison.lateness {
        let milliseconds = Double(abs(lateness) / 100) / 10
        report.fault(media.path, "plays the \(what) \(milliseconds) ms too \(lateness > 0 ? "late" : "early")")
      } else if comparison.isAnotherRecording {
        report.fault(media.path, "holds \(what) that is not of this recording")
      } else {
        for sentence in comparison.sentences(what) { report.fault(media.path, sentence) }
      }
    }
    return agreed
  }

  /// The packets of a chapter's file that are held against the source's.
  private struct Track {
    let kind: StreamInfo.Kind
    /// nil where the file has no such track.
    let packets: [PacketRecord]?
    let file: URL

    init(_ kind: StreamInfo.Kind, _ packets: [PacketRecord]?, _ file: URL) {
      self.kind = kind
      self.packets = packets
      self.file = file
    }
  }

  private func compare(
    _ track: Track, with wanted: [PacketRecord], _ range: TimeRange
  ) throws -> PacketComparison? {
    guard let found = track.packets else { return nil }
    let omitted = manifest.omitted.compactMap(\.range)
    let file = track.file
    let hasEditList = ["mp4", "m4a", "mov"].contains(file.pathExtension)
    let last = hasEditList ? found.compactMap(\.position).max() : nil
    let hidden = try last.map {
      try packetsHidden(behind: $0, of: track.kind, in: file, named: file.lastPathComponent)
    }
    return PacketComparison(
      source: wanted, chapter: found, hiddenAtEnd: hidden ?? 0, length: try range.length(),
      isStartStrict: omitted.contains { $0.end == range.start },
      isEndStrict: omitted.contains { $0.start == range.end })
  }

  /// The source's packets around a stretch, times from its start.
  private func packets(
    of recording: inout PacketList, _ range: TimeRange, _ stream: Int
  ) throws -> [PacketRecord] {
    let origin = try info.origin - Instant.zero
    return try recording.records(
      of: stream, in: TimeRange(try range.start + origin, try range.end + origin)) ?? []
  }

  /// The chapter that the file holds in place of its own; nil where it holds none.
  private func chapterHeld(
    in track: Track, _ stream: Int, _ recording: inout PacketList, but own: Manifest.Chapter
  ) throws -> Manifest.Chapter? {
    for other in manifest.chapters where other.id != own.id {
      guard let range = other.source.range,
        let comparison = try compare(track, with: packets(of: &recording, range, stream), range),
        comparison.expected > 0, !comparison.isMostlyOther
      else { continue }
      return other
    }
    return nil
  }
}
