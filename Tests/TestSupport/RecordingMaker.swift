internal import Foundation

extension TestRecording {
  /// Runs ffmpeg: once to encode, once more to add what needs a copy (rotation, cover).
  func make() throws -> URL {
    let extensionName = container.rawValue
    let needsCopy = hasCover || (picture?.rotation ?? 0) != 0
    let encoded = temporaryFile(needsCopy ? "encoded.\(extensionName)" : "recording.\(extensionName)")
    var inputs: [String] = []
    var outputs: [String] = []
    if let picture {
      inputs += try pictureInput(picture)
      outputs += pictureOutput(picture)
    }
    if let sound {
      let pcm = try temporaryFile(
        "sound.pcm", sound.content.pcm(seconds: seconds, rate: sound.sampleRate, channels: sound.channels))
      inputs += [
        "-itsoffset", "\(sound.start)", "-f", "s16le", "-ar", "\(sound.sampleRate)", "-ac", "\(sound.channels)",
      ]
      inputs += ["-i", pcm.path]
      outputs += ["-c:a", sound.codec ?? usualSoundCodec]
    }
    try run("ffmpeg", Self.quietly + inputs + outputs + (needsCopy ? [] : arguments) + Self.bitExact + [encoded.path])
    guard needsCopy else { return encoded }

    let finished = temporaryFile("recording.\(extensionName)")
    var copy = ["-i", encoded.path]
    var mapped = ["-map", "0", "-c", "copy"]
    // ffmpeg 5.1 takes the tag as the counterclockwise angle.
    if let rotation = picture?.rotation, rotation != 0 { mapped += ["-metadata:s:v:0", "rotate=\(360 - rotation)"] }
    if hasCover {
      let cover = temporaryFile("cover.jpg")
      try run("ffmpeg", Self.quietly + ["-f", "lavfi", "-i", "color=red:s=120x80:d=1", "-frames:v", "1", cover.path])
      if container == .mkv {
        mapped += ["-attach", cover.path, "-metadata:s:t:0", "mimetype=image/jpeg"]
      } else {
        copy += ["-i", cover.path]
        mapped += ["-map", "1", "-disposition:v:\(picture == nil ? 0 : 1)", "attached_pic"]
      }
    }
    try run("ffmpeg", Self.quietly + copy + mapped + arguments + Self.bitExact + [finished.path])
    return finished
  }

  private static let quietly = ["-v", "error", "-nostdin", "-y"]
  private static let bitExact = ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"]

  private var usualSoundCodec: String {
    switch container {
    case .mp4, .mov, .mkv, .m4a: "aac"
    case .mp3: "libmp3lame"
    case .wav: "pcm_s16le"
    }
  }

  /// The stamps as tiny grey pictures, one pixel a cell; ffmpeg enlarges them.
  private func pictureInput(_ picture: Picture) throws -> [String] {
    let frames = (sourceFrames.last ?? 0) + 1
    var cells = Data(capacity: frames * 64)
    for number in 0..<frames {
      cells.append(contentsOf: FrameStamp(number: number, recording: picture.recording).cells)
    }
    let raw = try temporaryFile("stamps.gray", cells)
    return [
      "-itsoffset", "\(picture.start)", "-f", "rawvideo", "-pixel_format", "gray", "-video_size", "8x8",
      "-framerate", picture.rate, "-i", raw.path,
    ]
  }

  private func pictureOutput(_ picture: Picture) -> [String] {
    var filters: [String] = []
    if picture.isVariable {
      let numbers = sourceFrames
      let gap = numbers.indices.dropFirst().max {
        numbers[$0] - numbers[$0 - 1] < numbers[$1] - numbers[$1 - 1]
      }
      let (before, after) = gap.map { (numbers[$0 - 1], numbers[$0]) } ?? (0, 0)
      filters.append("select='not(eq(mod(n,5),3))*not(gt(n,\(before))*lt(n,\(after)))'")
    }
    filters.append("scale=\(picture.width):\(picture.height):flags=neighbor")
    switch picture.rotation {
    case 90: filters.append("transpose=cclock")
    case 180: filters.append("hflip,vflip")
    case 270: filters.append("transpose=clock")
    default: break
    }
    filters.append("setsar=1,format=\(picture.pixelFormat)")
    let coding =
      picture.codec == "libx264"
      ? [
        "-preset", "veryfast", "-crf", "26", "-bf", "\(picture.bFrames)", "-sc_threshold", "0", "-b_strategy", "0",
        "-keyint_min", "\(picture.gop)",
      ] : []
    return ["-vf", filters.joined(separator: ","), "-fps_mode", "passthrough", "-c:v", picture.codec]
      + ["-g", "\(picture.gop)", "-threads:v", "1"] + coding + picture.arguments
  }
}
