package import Foundation

/// The codecs parameter of a stream's MIME type as a chapter's file says it (RFC 6381, §3.3; ISO/IEC 14496-15, annex E, for `avc1`): in MP4 it begins with the four characters of the
/// sample entry, in WAV it is the format's number (RFC 2361). nil where chop doesn't know how to say it.
func codecString(of stream: StreamInfo) -> String? {
  let configuration = stream.extradata
  switch stream.codec {
  case "h264":
    guard let bytes = avcProfile(configuration) else { return nil }
    return "avc1." + bytes.map { hexadecimal($0) }.joined()
  case "hevc": return hevcString(configuration)
  case "vp9": return vp9String(stream)
  case "av1": return av1String(configuration)
  case "aac":
    guard let type = audioObjectType(configuration) ?? (stream.profile >= 0 ? stream.profile + 1 : nil) else {
      return nil
    }
    return "mp4a.40.\(type)"
  // "Encapsulation of Opus in ISO Base Media File Format", §4.3.1; chapters carry the other two as Opus.
  case "opus", "vorbis", "aac_latm": return "Opus"
  // "Encapsulation of FLAC in ISO Base Media File Format", §3.3.1.
  case "flac": return "fLaC"
  case "alac": return "alac"
  case "ac3": return "ac-3"
  case "eac3": return "ec-3"
  // The object types of ISO/IEC 13818-3, with its lower sample rates, and of 11172-3 (mp4ra.org).
  case "mp2", "mp3": return (stream.sound?.sampleRate ?? 48000) > 24000 ? "mp4a.6B" : "mp4a.69"
  case "pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le": return "1"
  case "pcm_f32le", "pcm_f64le": return "3"
  default: return nil
  }
}

/// ISO/IEC 14496-15, annex E.3: profile, compatibility with its bits reversed, tier and level, constraints without the zeros behind them.
private func hevcString(_ configuration: [UInt8]) -> String? {
  guard configuration.count >= 13, configuration[0] == 1 else { return nil }
  let space = ["", "A", "B", "C"][Int(configuration[1] >> 6)]
  let flags = configuration[2...5].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
  let compatible = (0..<32).reduce(UInt32(0)) { $0 << 1 | flags >> $1 & 1 }
  var constraints = Array(configuration[6...11])
  while constraints.last == 0 { constraints.removeLast() }
  let tier = configuration[1] & 0x20 == 0 ? "L" : "H"
  let parts =
    ["hvc1", "\(space)\(configuration[1] & 0x1f)", String(compatible, radix: 16), "\(tier)\(configuration[12])"]
    + constraints.map { String($0, radix: 16, uppercase: true) }
  return parts.joined(separator: ".")
}

/// "VP Codec ISO Media File Format Binding", §4: profile, level, bit depth. Where the container has no level it is the least that allows the size and rate (webmproject.org, VP9 levels).
private func vp9String(_ stream: StreamInfo) -> String? {
  guard let picture = stream.picture, stream.profile >= 0 else { return nil }
  let depth = picture.pixelFormat.hasSuffix("10le") ? 10 : picture.pixelFormat.hasSuffix("12le") ? 12 : 8
  let size = picture.width * picture.height
  let rate = picture.frameRate.map { Double($0.numerator) / Double($0.denominator) } ?? 30
  let fitting = vp9Levels.first { size <= $0.size && Double(size) * rate <= Double($0.rate) }
  let level = stream.level > 0 ? stream.level : fitting?.level ?? 62
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return "vp09.\(two(stream.profile)).\(two(level)).\(two(depth))"
}

private let vp9Levels: [(level: Int, rate: Int, size: Int)] = [
  (10, 829_440, 36_864), (11, 2_764_800, 73_728), (20, 4_608_000, 122_880), (21, 9_216_000, 245_760),
  (30, 20_736_000, 552_960), (31, 36_864_000, 983_040), (40, 83_558_400, 2_228_224), (41, 160_432_128, 2_228_224),
  (50, 311_951_360, 8_912_896), (51, 588_251_136, 8_912_896), (52, 1_176_502_272, 8_912_896),
  (60, 1_176_502_272, 35_651_584), (61, 2_353_004_544, 35_651_584), (62, 4_706_009_088, 35_651_584),
]

/// "AV1 Codec ISO Media File Format Binding", §5: profile, level and tier, bit depth, from `av1C` (§2.3.3).
private func av1String(_ configuration: [UInt8]) -> String? {
  guard configuration.count >= 4, configuration[0] == 0x81 else { return nil }
  let (level, tier) = (configuration[1] & 0x1f, configuration[2] & 0x80 == 0 ? "M" : "H")
  let depth = configuration[2] & 0x40 == 0 ? "08" : configuration[2] & 0x20 == 0 ? "10" : "12"
  return "av01.\(configuration[1] >> 5).\(level < 10 ? "0" : "")\(level)\(tier).\(depth)"
}

/// The codecs parameter for all streams of a media file, with a comma and a space between them; nil where one can't be said.
package func codecStrings(of url: URL, named name: String) throws(MediaError) -> String? {
  let demuxer = try Demuxer(url, named: name)
  let strings = demuxer.streams.map { codecString(of: $0) }
  return strings.contains(nil) ? nil : strings.compactMap(\.self).joined(separator: ", ")
}

private func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

/// Profile, constraints and level: bytes 1…3 of an `avcC` box, or those behind the header of the first sequence parameter set of an Annex B
/// stream.
private func avcProfile(_ configuration: [UInt8]) -> ArraySlice<UInt8>? {
  guard configuration.count >= 4 else { return nil }
  if configuration[0] == 1 { return configuration[1...3] }
  for start in configuration.indices.dropLast(6) where configuration[start...].starts(with: [0, 0, 1]) {
    if configuration[start + 3] & 0x1f == 7 { return configuration[start + 4...start + 6] }
  }
  return nil
}

/// The first audio object type of an AudioSpecificConfig (ISO/IEC 14496-3, §1.6.2.1): five bits, or 31 and six more.
private func audioObjectType(_ configuration: [UInt8]) -> Int? {
  guard configuration.count >= 2 else { return nil }
  let type = Int(configuration[0] >> 3)
  guard type == 31 else { return type > 0 ? type : nil }
  return 32 + (Int(configuration[0] & 7) << 3 | Int(configuration[1] >> 5))
}
