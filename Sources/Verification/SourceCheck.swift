internal import Foundation
internal import Lesson
internal import Media
internal import StageGraph
internal import Timeline
internal import Wording

/// Holds every chapter's packets against the recording they were copied from.
struct SourceCheck {
  let manifest: Manifest
  let folder: URL
  /// By their indices in the manifest; chapters of others can't be checked.
  let sources: [Int: Source]

  struct Source {
    let url: URL
    let name: String
    let info: MediaInfo

    /// Its packets around a stretch of a chapter, times from the stretch's start.
    func packets(of stream: Int, in range: TimeRange, _ list: inout PacketList) throws -> [PacketRecord] {
      let origin = try info.origin - Instant.zero
      return try list.records(of: stream, in: TimeRange(try range.start + origin, try range.end + origin)) ?? []
    }
  }

  /// A source, opened once for as many chapters as one thread holds against it.
  private struct OpenSource: ~Copyable {
    var packets: PacketList
    /// Once they were needed.
    var frames: ShownFrames?
  }

  /// Several chapters side by side.
  func run(progress: @escaping @Sendable (Double, Double) -> Void, _ report: inout VerificationReport) async throws {
    let (check, total) = (self, Double(manifest.chapters.count))
    var done = 0.0
    for (index, source) in sources.sorted(by: { $0.key < $1.key }) {
      let chapters = manifest.chapters.filter { $0.source.recording == index }
      let before = done
      let found = try await sideBySide(chapters, workers: 8) {
        progress(before + $0, total)
      } tool: {
        OpenSource(packets: try PacketList(source.url, named: source.name), frames: nil)
      } _: { open, chapter, report in
        defer { report(1) }
        return try check.findings(chapter, source, &open)
      }
      done += Double(chapters.count)
      for part in found.map(\.report) {
        report.faults += part.faults
        report.notChecked += part.notChecked.filter { !report.notChecked.contains($0) }
      }
      let agreed = found.reduce(0) { $0 + $1.agreed }
      report.checked.append("\(counted(agreed, "copied packet")) against '\(shown(source.name))'")
    }
  }

  private func findings(
    _ chapter: Manifest.Chapter, _ source: Source, _ open: inout OpenSource
  ) throws -> (agreed: Int, report: VerificationReport) {
    var report = VerificationReport()
    guard let media = chapter.video ?? chapter.audio, let range = chapter.source.range else { return (0, report) }
    do {
      let agreed = try check(media, range, of: chapter, against: source, &open.packets, &open.frames, &report)
      return (agreed, report)
    } catch let error as MediaError where error.code != .cancelled {
      report.fault(media.path, "can't be read: \(error.description)")
      return (0, report)
    }
  }

  /// How many packets agreed.
  private func check(
    _ media: Manifest.Media, _ range: TimeRange, of chapter: Manifest.Chapter, against source: Source,
    _ recording: inout PacketList, _ frames: inout ShownFrames?, _ report: inout VerificationReport
  ) throws -> Int {
    let url = folder.appending(path: media.path)
    var file = try PacketList(url, named: media.path)
    checkDuration(media, range, claimed: file.claimedDuration, &report)
    let tracks = try file.tracks()
    var agreed = 0
    var compared = try pictures(of: chapter, in: media, tracks.pictures, range, source)
    // A track that has nothing in the chapter isn't in its file.
    let heard = source.info.sounds.enumerated().filter { $0.element.range.intersection(range) != nil }
    for (number, (place, sound)) in heard.enumerated() {
      let what = number == 0 ? "sound" : "sound (track \(number + 1))"
      let told = chapter.cut.encoded?.sounds?.first { $0.track == place }?.codec
      if let encodedAs = told ?? sound.encodedAs {
        if !tracks.sounds.indices.contains(number) { report.fault(media.path, "has no \(what)") }
        let note =
          "the \(what) of '\(shown(source.name))', which was encoded again (\(sound.codec) to \(encodedAs))"
        if !report.notChecked.contains(note) { report.notChecked.append(note) }
      } else if sound.codec.hasPrefix("pcm_") {
        // Uncompressed sound is cut inside its packets, so it is compared by its bytes.
        agreed += try checkSamples(media, range, of: url, number, against: source, sound, &report)
      } else {
        let packets = tracks.sounds.indices.contains(number) ? tracks.sounds[number] : nil
        compared.append(
          Track(
            kind: .audio, what: what, place: place, number: number, stream: sound.stream, packets: packets, file: url,
            path: media.path))
      }
    }
    var shifts: [Int64] = []
    let length = Seconds(try range.length()).microseconds
    var reachesEnd = false
    for found in compared {
      let what = found.what
      let wanted = try source.packets(of: found.stream, in: range, &recording)
      let step = wanted.first.map { $0.end - $0.time } ?? 0
      let preRoll = found.kind == .audio ? recording.preRoll(of: found.stream, step: step) : 0
      guard let comparison = try compare(found, with: wanted, preRoll: preRoll, chapter) else {
        if wanted.contains(where: { $0.isShown && $0.time >= 0 && $0.time < length }) {
          report.fault(found.path, "has no \(what)")
        }
        continue
      }
      agreed += comparison.matched
      if found.kind == .audio, found.number == 0 {
        reachesEnd = wanted.contains { $0.time < length && $0.end > length }
      }
      if let shift = comparison.shift { shifts.append(shift) }
      if comparison.isMostlyOther, let other = try chapterHeld(in: found, source, &recording, but: chapter) {
        report.fault(found.path, "holds the \(what) of chapter \(other.number) ('\(other.id)')")
      } else if let lateness = comparison.lateness {
        let milliseconds = Double(abs(lateness) / 100) / 10
        report.fault(found.path, "plays the \(what) \(milliseconds) ms too \(lateness > 0 ? "late" : "early")")
      } else if comparison.isAnotherRecording {
        report.fault(found.path, "holds \(what) that is not of this recording")
      } else {
        var sentences = comparison.sentences(what)
        if found.kind == .video {
          sentences += try headFaults(found, wanted, range, of: chapter, source, &frames)
        }
        for sentence in sentences { report.fault(found.path, sentence) }
      }
    }
    if let first = shifts.min(), let last = shifts.max(), last - first >= Self.mostOutOfStep {
      report.fault(media.path, "plays picture and sound \(Double(last - first) / 1000) ms out of step")
    }
    if reachesEnd { checkEnd(of: file.trackLengths, media, range, of: chapter, source, &report) }
    return agreed
  }

  /// Picture and sound are less than this out of step, in microseconds.
  private static let mostOutOfStep: Int64 = 1000

  /// The packets of a chapter's file that are held against the source's.
  struct Track {
    let kind: StreamInfo.Kind
    /// As messages call it.
    let what: String
    /// Which of the recording's tracks of this kind, from 0.
    let place: Int
    /// Which of the file's, from 0.
    let number: Int
    /// The recording's stream that it was copied from.
    let stream: Int
    /// nil where the file has no such track.
    let packets: [PacketRecord]?
    let file: URL
    /// Of the file, within the lesson.
    let path: String
  }

  /// Each picture of the recording, in the chapter's file or in one of its own. `found` are those in its file.
  private func pictures(
    of chapter: Manifest.Chapter, in media: Manifest.Media, _ found: [[PacketRecord]], _ range: TimeRange,
    _ source: Source
  ) throws -> [Track] {
    try chapter.pictureFiles(in: media, range, of: source.info.pictures).map { picture in
      let (place, path) = (picture.place, picture.path)
      let file = folder.appending(path: path)
      var all = found
      if path != media.path {
        var list = try PacketList(file, named: path)
        all = try list.tracks().pictures
      }
      return Track(
        kind: .video, what: place == 0 ? "picture" : "picture (track \(place + 1))", place: place,
        number: picture.number, stream: source.info.pictures[place].stream,
        packets: all.dropFirst(picture.number).first, file: file, path: path)
    }
  }

  /// What is wrong with the frames that were encoded again, and with those that need frames behind the end. `frames` are the recording's, once they were needed.
  private func headFaults(
    _ track: Track, _ wanted: [PacketRecord], _ range: TimeRange, of chapter: Manifest.Chapter, _ source: Source,
    _ frames: inout ShownFrames?
  ) throws -> [String] {
    let check = HeadCheck(chapter, picture: track.place)
    let end = try Seconds(range.length()).microseconds
    let faults = check.faults(source: wanted, chapter: track.packets ?? [])
    guard faults.isEmpty else { return faults }
    let last = wanted.lastIndex { $0.isShown && $0.time < end } ?? 0
    let hidden = wanted.prefix(last).count { $0.time >= end }
    return try check.decodedFaults(track, hidden: hidden, range: range, source, &frames)
  }

  private func compare(
    _ track: Track, with wanted: [PacketRecord], preRoll: Int = 0, _ chapter: Manifest.Chapter
  ) throws -> PacketComparison? {
    guard let found = track.packets, let range = chapter.source.range else { return nil }
    let omitted = manifest.omitted.filter { $0.recording == chapter.source.recording }.compactMap(\.range)
    let file = track.file
    let hasEditList = ["mp4", "m4a", "mov"].contains(file.pathExtension)
    let last = hasEditList ? found.compactMap(\.position).max() : nil
    let hidden = try last.map {
      try packetsHidden(behind: $0, of: track.kind, track.number, in: file, named: file.lastPathComponent)
    }
    let head = track.kind == .video ? HeadCheck(chapter, picture: track.place) : nil
    return PacketComparison(
      source: wanted.filter { head?.isCopied($0) ?? true }, chapter: found.filter { head?.isCopied($0) ?? true },
      hiddenAtEnd: hidden ?? 0, length: try range.length(), preRoll: preRoll,
      isStartStrict: omitted.contains { $0.end == range.start },
      isEndStrict: omitted.contains { $0.start == range.end },
      isCoarse: sources[chapter.source.recording]?.info.container == "matroska")
  }

  /// The chapter that the file holds in place of its own, one of the same recording first; nil where it holds none.
  private func chapterHeld(
    in track: Track, _ source: Source, _ recording: inout PacketList, but own: Manifest.Chapter
  ) throws -> Manifest.Chapter? {
    for other in manifest.chapters where other.source.recording == own.source.recording && other.id != own.id {
      if try isHeld(other, in: track, source, &recording) { return other }
    }
    for (index, source) in sources.sorted(by: { $0.key < $1.key }) where index != own.source.recording {
      var recording = try PacketList(source.url, named: source.name)
      for other in manifest.chapters where other.source.recording == index {
        if try isHeld(other, in: track, source, &recording) { return other }
      }
    }
    return nil
  }

  private func isHeld(
    _ chapter: Manifest.Chapter, in track: Track, _ source: Source, _ recording: inout PacketList
  ) throws -> Bool {
    guard let range = chapter.source.range,
      let stream = (track.kind == .video ? source.info.pictures.map(\.stream) : source.info.sounds.map(\.stream))
        .dropFirst(track.place).first,
      let comparison = try compare(track, with: source.packets(of: stream, in: range, &recording), chapter)
    else { return false }
    return comparison.expected > 0 && !comparison.isMostlyOther
  }
}
