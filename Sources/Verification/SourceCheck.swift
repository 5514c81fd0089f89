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
    for (index, chapter) in manifest.chapters.enumerated() {
      try Task.checkCancellation()
      progress(Double(index), Double(manifest.chapters.count))
      guard let media = chapter.video ?? chapter.audio, let range = chapter.source.range else { continue }
      do {
        checked += try check(media, range, of: chapter, &report)
      } catch let error as MediaError where error.code != .cancelled {
        report.fault(media.path, "can't be read: \(error.description)")
      }
    }
    report.checked.append("\(counted(checked, "copied packet")) against '\(shown(name))'")
  }

  /// How many packets agreed.
  private func check(
    _ media: Manifest.Media, _ range: TimeRange, of chapter: Manifest.Chapter, _ report: inout VerificationReport
  ) throws -> Int {
    let file = folder.appending(path: media.path)
    try checkDuration(media, range, of: file, &report)
    var agreed = 0
    for (what, kind, stream) in [
      ("picture", StreamInfo.Kind.video, info.video?.stream), ("sound", .audio, info.sound?.stream),
    ] {
      guard let stream else { continue }
      // Uncompressed sound is cut inside its packets, so it is compared by its bytes.
      if kind == .audio, chapter.audio != nil, info.sound?.codec.hasPrefix("pcm_") == true {
        agreed += try checkSamples(media, range, of: file, &report)
        continue
      }
      guard let comparison = try compare(file, range, kind, stream) else {
        if try hasPackets(range, kind, stream) { report.fault(media.path, "has no \(what)") }
        continue
      }
      agreed += comparison.matched
      if comparison.isMostlyOther, let other = try chapterHeld(in: file, kind, stream, but: chapter) {
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

  private func compare(
    _ file: URL, _ range: TimeRange, _ kind: StreamInfo.Kind, _ stream: Int
  ) throws -> PacketComparison? {
    guard
      let found = try packetRecords(
        of: file, named: file.lastPathComponent, PacketQuery(kind: kind, stream: nil, shift: .zero, range: nil))
    else { return nil }
    let wanted = try sourceRecords(range, kind, stream)
    let omitted = manifest.omitted.compactMap(\.range)
    let hasEditList = ["mp4", "m4a", "mov"].contains(file.pathExtension)
    let last = hasEditList ? found.compactMap(\.position).max() : nil
    return PacketComparison(
      source: wanted, chapter: found,
      hiddenAtEnd: try last.map { try packetsHidden(behind: $0, of: kind, in: file, named: file.lastPathComponent) }
        ?? 0, length: try range.length(),
      isStartStrict: omitted.contains { $0.end == range.start },
      isEndStrict: omitted.contains { $0.start == range.end })
  }

  /// The source's packets around a stretch, times from its start.
  private func sourceRecords(_ range: TimeRange, _ kind: StreamInfo.Kind, _ stream: Int) throws -> [PacketRecord] {
    let origin = try info.origin - Instant.zero
    let place = TimeRange(try range.start + origin, try range.end + origin)
    let shift = try Instant.zero - place.start
    return try packetRecords(
      of: source, named: name, PacketQuery(kind: kind, stream: stream, shift: shift, range: place)) ?? []
  }

  private func hasPackets(_ range: TimeRange, _ kind: StreamInfo.Kind, _ stream: Int) throws -> Bool {
    let length = try Instant.zero + range.length()
    return try sourceRecords(range, kind, stream).contains { $0.isShown && $0.time >= .zero && $0.time < length }
  }

  /// The chapter that the file holds in place of its own; nil where it holds none.
  private func chapterHeld(
    in file: URL, _ kind: StreamInfo.Kind, _ stream: Int, but own: Manifest.Chapter
  ) throws -> Manifest.Chapter? {
    for other in manifest.chapters where other.id != own.id {
      guard let range = other.source.range, let comparison = try compare(file, range, kind, stream),
        comparison.expected > 0, !comparison.isMostlyOther
      else { continue }
      return other
    }
    return nil
  }
}
