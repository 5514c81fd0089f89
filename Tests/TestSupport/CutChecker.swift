public import Foundation

/// Holds chapters against the recording they were cut from, by decoding both with ffmpeg: what it doesn't name is as it should be.
///
/// Finds frames lost, doubled, out of order, damaged or shown at another time, and sound lost, doubled, out of step or wrong at a join. It knows nothing of how chapters were made.
public struct CutChecker {
  /// A chapter's file, and the stretch of the recording that it is to play, in seconds from the recording's first shown frame or sample.
  public struct Chapter {
    public var file: URL
    public var start: Double
    public var end: Double
    /// The frames at its start that need not be the source's to the bit.
    public var encoded: Int
    public init(_ file: URL, start: Double, end: Double, encoded: Int = 0) {
      self.file = file
      self.start = start
      self.end = end
      self.encoded = encoded
    }
  }

  private let source: Decoded
  private let origin: Double
  /// Clocks of whole milliseconds are this exact, in seconds.
  private static let tolerance = 0.0011

  /// Which of a chapter's pictures is looked at, from 0.
  private let picture: Int

  /// - Parameters:
  ///   - sourcePicture: which of the recording's pictures chapters are held against, from 0.
  ///   - picture: which of a chapter's.
  public init(source file: URL, picture sourcePicture: Int = 0, inChapters picture: Int = 0) throws {
    self.picture = picture
    source = try Decoded(file, picture: sourcePicture)
    origin = [source.frames.first?.time, source.soundStart].compactMap(\.self).min() ?? 0
  }

  /// A sentence for each thing that is wrong.
  public func faults(_ chapters: [Chapter]) throws -> [String] {
    var faults: [String] = []
    var shown = 0
    for (number, chapter) in chapters.enumerated() {
      let own = try Decoded(chapter.file, picture: picture)
      for (place, frame) in own.frames.enumerated() {
        let name = "chapter \(number + 1), frame \(place)"
        guard shown < source.frames.count else {
          faults.append("\(name) is one more than the source has")
          break
        }
        let wanted = source.frames[shown]
        shown += 1
        if frame.stamp == nil { faults.append("\(name) shows no stamp") }
        if frame.stamp != wanted.stamp {
          faults.append("\(name) shows \(frame.stamp ?? -1), not \(wanted.stamp ?? -1)")
        } else if place >= chapter.encoded, frame.hash != wanted.hash {
          faults.append("\(name) is damaged")
        }
        let late = frame.time - (wanted.time - origin - chapter.start)
        if abs(late) > Self.tolerance { faults.append("\(name) is \(Int(late * 1000)) ms late") }
      }
      faults += soundFaults(own, chapter, number + 1)
    }
    if shown < source.frames.count { faults.append("\(source.frames.count - shown) frames are missing at the end") }
    return faults
  }

  /// The first and the last 20 ms, and the middle, are the source's there: not shifted, and better than 20 dB.
  private func soundFaults(_ own: Decoded, _ chapter: Chapter, _ number: Int) -> [String] {
    guard let rate = source.rate, let sourceStart = source.soundStart else { return [] }
    guard own.rate == rate else { return ["chapter \(number) has no sound of the source's rate"] }
    let late = own.soundStart ?? 0
    let first = Int(((chapter.start + late - (sourceStart - origin)) * rate).rounded())
    let length = min(Int(((chapter.end - chapter.start - late) * rate).rounded()), source.samples.count - first)
    guard own.samples.count >= length - 2 else {
      return ["chapter \(number) lacks \(length - own.samples.count) samples"]
    }
    var faults: [String] = []
    let window = Int(rate / 50)
    for (name, place) in [("start", 0), ("middle", length / 2), ("end", length - window - 1)] {
      guard place >= 0, place + window <= own.samples.count, first + place >= 0 else { continue }
      var (noise, signal) = (0.0, 0.0)
      for index in place..<place + window where first + index < source.samples.count {
        let (ours, theirs) = (Double(own.samples[index]), Double(source.samples[first + index]))
        noise += (ours - theirs) * (ours - theirs)
        signal += theirs * theirs
      }
      if noise > signal / 100 { faults.append("chapter \(number) sounds otherwise at its \(name)") }
    }
    return faults
  }
}

/// What ffmpeg decodes of a file.
private struct Decoded {
  struct Frame {
    var time: Double
    var hash: String
    var stamp: Int?
  }
  var frames: [Frame] = []
  var samples: [Float] = []
  /// Samples a second; nil without sound.
  var rate: Double?
  /// When the first sample is heard, in seconds on the file's clock.
  var soundStart: Double?

  /// Sound of several channels is mixed to one.
  init(_ file: URL, picture: Int) throws {
    let streams = try probe(file)
    let (stamps, sound) = (temporaryFile("stamps.gray"), temporaryFile("sound.f32"))
    var arguments = ["-v", "quiet", "-nostdin", "-noautorotate", "-copyts", "-i", file.path]
    arguments += ["-map", "0:V:\(picture)", "-fps_mode", "passthrough", "-enc_time_base", "-1", "-f", "framemd5", "-"]
    arguments += ["-map", "0:V:\(picture)", "-fps_mode", "passthrough", "-vf", "scale=64:64:flags=area,format=gray"]
    arguments += ["-f", "rawvideo", stamps.path]
    let audio = streams.first("audio")
    if audio != nil { arguments += ["-map", "0:a:0", "-ac", "1", "-f", "f32le", "-c:a", "pcm_f32le", sound.path] }
    let listing = String(decoding: try run("ffmpeg", arguments), as: UTF8.self)
    var base = 0.0
    for line in listing.split(separator: "\n") {
      if line.hasPrefix("#tb 0:"), let parts = line.split(separator: " ").last?.split(separator: "/") {
        base = (Double(parts[0]) ?? 0) / (Double(parts[1]) ?? 1)
      }
      guard !line.hasPrefix("#") else { continue }
      let parts = line.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count >= 6, let pts = Double(parts[2]) else { continue }
      frames.append(Frame(time: pts * base, hash: parts[5], stamp: nil))
    }
    let luma = try Data(contentsOf: stamps)
    for index in frames.indices where (index + 1) * 4096 <= luma.count {
      frames[index].stamp =
        FrameStamp(luma: luma.dropFirst(index * 4096).prefix(4096), width: 64, height: 64)?.number
    }
    guard let audio else { return }
    rate = audio.sampleRate.flatMap(Double.init)
    soundStart = audio.startTime.flatMap(Double.init)
    samples = try Data(contentsOf: sound).withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
    }
    for file in [stamps, sound] { try FileManager.default.removeItem(at: file) }
  }
}
