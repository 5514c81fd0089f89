internal import Foundation
internal import Lesson
internal import Media
internal import StageGraph
internal import Timeline
internal import Wording

/// Decodes every chapter, as many side by side as there are cores, each with one frame of its own and one of the recording in memory.
struct DeepCheck {
  let manifest: Manifest
  let folder: URL
  /// By their indices in the manifest; chapters of others are only decoded.
  let sources: [Int: SourceCheck.Source]

  private struct Findings: Sendable {
    var faults: [VerificationReport.Fault] = []
    var notChecked: [String] = []
    var (decoded, identical, alike, soundPackets) = (0, 0, 0, 0)
    var leastLikeness = Double.infinity
  }

  func run(progress: @escaping @Sendable (Double, Double) -> Void, _ report: inout VerificationReport) async throws {
    let (check, chapters) = (self, manifest.chapters)
    let total = Double(chapters.count)
    let all = try await sideBySide(chapters, workers: 8) {
      progress($0, total)
    } tool: {
    } _: { _, chapter, report in
      defer { report(1) }
      return try check.findings(chapter)
    }
    for findings in all {
      report.faults += findings.faults
      report.notChecked += findings.notChecked
    }
    func sum(_ part: (Findings) -> Int) -> Int { all.reduce(0) { $0 + part($1) } }
    var sentence = "\(counted(sum(\.decoded), "frame")) and \(counted(sum(\.soundPackets), "packet")) of sound decoded"
    if !sources.isEmpty { sentence += "; \(counted(sum(\.identical), "frame")) the same as the source's to the bit" }
    if let least = all.map(\.leastLikeness).min(), sum(\.alike) > 0 {
      let alike = counted(sum(\.alike), "frame")
      sentence += ", \(alike) encoded again and like the source's "
      sentence += least.isFinite ? "(\(Double(Int(least * 10)) / 10) dB or more)" : "to the bit too"
    }
    report.checked.append(sentence)
  }

  private func findings(_ chapter: Manifest.Chapter) throws -> Findings {
    var findings = Findings()
    guard let media = chapter.video ?? chapter.audio, let range = chapter.source.range else { return findings }
    let pictures = sources[chapter.source.recording]?.info.pictures
    for picture in chapter.pictureFiles(in: media, range, of: pictures) {
      try reading(picture.path, &findings) { try decode(picture, of: chapter, range, &$0) }
    }
    try reading(media.path, &findings) { try decodeSound(chapter, media, range, &$0) }
    return findings
  }

  private func reading(_ path: String, _ findings: inout Findings, _ body: (inout Findings) throws -> Void) throws {
    do {
      try body(&findings)
    } catch let error as MediaError where error.code != .cancelled {
      findings.faults.append(.init(path, "can't be decoded: \(error.description)"))
    }
  }

  private func decode(
    _ picture: PictureFile, of chapter: Manifest.Chapter, _ range: TimeRange, _ findings: inout Findings
  ) throws {
    let file = folder.appending(path: picture.path)
    guard var own = try ShownFrames(file, named: picture.path, picture: picture.number, isStrict: true) else { return }
    let check = try FrameCheck(chapter, range, picture: picture.place)
    let tally: FrameTally
    if let source = sources[chapter.source.recording],
      let stream = source.info.pictures.dropFirst(picture.place).first?.stream,
      var theirs = try ShownFrames(source.url, named: source.name, stream: stream, isStrict: true)
    {
      let origin = try source.info.origin - Instant.zero
      tally = try check.tally(&own, against: &theirs, from: range.start + origin)
      if let sentence = FrameCheck.sentence(
        tally.doubtful, "of '\(picture.path)' where '\(shown(source.name))' is damaged itself")
      {
        findings.notChecked.append(sentence)
      }
    } else {
      tally = try check.tally(&own)
    }
    let which = picture.place == 0 ? "" : " (picture track \(picture.place + 1))"
    findings.faults += tally.faults.map { .init(picture.path, $0 + which) }
    findings.decoded += tally.decoded
    findings.identical += tally.identical
    findings.alike += tally.alike
    findings.leastLikeness = min(findings.leastLikeness, tally.leastLikeness)
  }

  private func decodeSound(
    _ chapter: Manifest.Chapter, _ media: Manifest.Media, _ range: TimeRange, _ findings: inout Findings
  ) throws {
    let length = Seconds(try range.length()).microseconds
    let own = try SoundDecoding(folder.appending(path: media.path), named: media.path, from: .zero, for: length)
    findings.soundPackets = own.packets
    guard !own.damage.isEmpty else { return }
    var known: [Int64] = []
    if let source = sources[chapter.source.recording] {
      let origin = try source.info.origin - Instant.zero
      known = try SoundDecoding(
        source.url, named: source.name, streams: source.info.sounds.map(\.stream), from: range.start + origin,
        for: length
      ).damage
    }
    let isKnown = { time in known.contains { abs($0 - time) <= ShownFrames.tolerance } }
    let fault = FrameCheck.sentence(own.damage.filter { !isKnown($0) }, "can't be decoded", "sound packet")
    findings.faults += [fault].compactMap(\.self).map { .init(media.path, $0) }
    let inherited = FrameCheck.sentence(
      own.damage.filter(isKnown), "of '\(media.path)' where the source is damaged itself", "sound packet")
    findings.notChecked += [inherited].compactMap(\.self)
  }
}
