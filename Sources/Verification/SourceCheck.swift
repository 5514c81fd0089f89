internal import Foundation
internal import Lesson
internal import Media
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

  func run(progress: (Double, Double) -> Void, _ report: inout VerificationReport) throws {
    var done = 0
    for (index, source) in sources.sorted(by: { $0.key < $1.key }) {
      var checked = 0
      var recording = try PacketList(source.url, named: source.name)
      var frames: ShownFrames?
      for chapter in manifest.chapters where chapter.source.recording == index {
        try Task.checkCancellation()
        progress(Double(done), Double(manifest.chapters.count))
        done += 1
        guard let media = chapter.video ?? chapter.audio, let range = chapter.source.range else { continue }
        do {
          checked += try check(media, range, of: chapter, against: source, &recording, &report)
        } catch let error as MediaError where error.code != .cancelled {
          report.fault(media.path, "can't be read: \(error.description)")
        }
      }
      if !source.info.morePictures.isEmpty {
        report.notChecked.append("the further pictures of '\(shown(source.name))'")
      }
      report.checked.append("\(counted(checked, "copied packet")) against '\(shown(source.name))'")
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
    var compared: [(what: String, track: Track)] = []
    if let video = source.info.video {
      compared.append(("picture", Track(.video, 0, video.stream, tracks.picture, url)))
    }
    // A track that has nothing in the chapter isn't in its file.
    for (number, sound) in source.info.sounds.filter({ $0.range.intersection(range) != nil }).enumerated() {
      let what = number == 0 ? "sound" : "sound (track \(number + 1))"
      let told = chapter.cut.encoded?.sounds?.first { $0.track == number }?.codec
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
        compared.append((what, Track(.audio, number, sound.stream, packets, url)))
      }
    }
    var shifts: [Int64] = []
    let length = Seconds(try range.length()).microseconds
    var reachesEnd = false
    for (what, found) in compared {
      let wanted = try source.packets(of: found.stream, in: range, &recording)
      let step = wanted.first.map { $0.end - $0.time } ?? 0
      let preRoll = found.kind == .audio ? recording.preRoll(of: found.stream, step: step) : 0
      guard let comparison = try compare(found, with: wanted, preRoll: preRoll, chapter) else {
        if wanted.contains(where: { $0.isShown && $0.time >= 0 && $0.time < length }) {
          report.fault(media.path, "has no \(what)")
        }
        continue
      }
      agreed += comparison.matched
      if found.kind == .audio, found.number == 0 {
        reachesEnd = wanted.contains { $0.time < length && $0.end > length }
      }
      if let shift = comparison.shift { shifts.append(shift) }
      if comparison.isMostlyOther, let other = try chapterHeld(in: found, source, &recording, but: chapter) {
        report.fault(media.path, "holds the \(what) of chapter \(other.number) ('\(other.id)')")
      } else if let lateness = comparison.lateness {
        let milliseconds = Double(abs(lateness) / 100) / 10
        report.fault(media.path, "plays the \(what) \(milliseconds) ms too \(lateness > 0 ? "late" : "early")")
      } else if comparison.isAnotherRecording {
        report.fault(media.path, "holds \(what) that is not of this recording")
      } else {
        var sentences = comparison.sentences(what)
        if found.kind == .video, let packets = found.packets {
          sentences += try headFaults(media, packets, wanted, range, of: chapter, source, &frames)
        }
        for sentence in sentences { report.fault(media.path, sentence) }
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
  private struct Track {
    let kind: StreamInfo.Kind
    /// Which of the file's tracks of this kind, from 0.
    let number: Int
    /// The recording's stream that it was copied from.
    let stream: Int
    /// nil where the file has no such track.
    let packets: [PacketRecord]?
    let file: URL

    init(_ kind: StreamInfo.Kind, _ number: Int, _ stream: Int, _ packets: [PacketRecord]?, _ file: URL) {
      self.kind = kind
      self.number = number
      self.stream = stream
      self.packets = packets
      self.file = file
    }
  }

  /// What is wrong with the frames that were encoded again, and with those that need frames behind the end. `frames` are the recording's, once they were needed.
  private func headFaults(
    _ media: Manifest.Media, _ packets: [PacketRecord], _ wanted: [PacketRecord], _ range: TimeRange,
    of chapter: Manifest.Chapter, _ source: Source, _ frames: inout ShownFrames?
  ) throws -> [String] {
    let (check, end) = (HeadCheck(chapter), try Seconds(range.length()).microseconds)
    let faults = check.faults(source: wanted, chapter: packets)
    guard faults.isEmpty else { return faults }
    let last = wanted.lastIndex { $0.isShown && $0.time < end } ?? 0
    let hidden = wanted.prefix(last).count { $0.time >= end }
    return try check.decodedFaults(
      folder.appending(path: media.path), named: media.path, packets, hidden: hidden, range: range, source, &frames)
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
    let head = track.kind == .video ? HeadCheck(chapter) : nil
    return PacketComparison(
      source: wanted.filter { head?.isCopied($0) ?? true }, chapter: found.filter { head?.isCopied($0) ?? true },
      hiddenAtEnd: hidden ?? 0, length: try range.length(), preRoll: preRoll,
      isStartStrict: omitted.contains { $0.end == range.start },
      isEndStrict: omitted.contains { $0.start == range.end })
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
      let stream = track.kind == .video ? source.info.video?.stream : source.info.sound?.stream,
      let comparison = try compare(track, with: source.packets(of: stream, in: range, &recording), chapter)
    else { return false }
    return comparison.expected > 0 && !comparison.isMostlyOther
  }
}
