/// The codecs parameter of a stream's MIME type (RFC 6381, §3.3; ISO/IEC 14496-15, annex E, for `avc1`); nil where chop doesn't know how to
/// say it.
///
/// MP3 and PCM have other names in MP4 than in files of their own: `container` is FFmpeg's name of the source's, which an audio chapter keeps.
func codecString(of stream: StreamInfo, in container: String) -> String? {
  let configuration = stream.extradata
  switch stream.codec {
  case "h264":
    guard let bytes = avcProfile(configuration) else { return nil }
    return "avc1." + bytes.map { hexadecimal($0) }.joined()
  case "aac":
    guard let type = audioObjectType(configuration) ?? (stream.profile >= 0 ? stream.profile + 1 : nil) else {
      return nil
    }
    return "mp4a.40.\(type)"
  case "mp3": return container == "mp3" ? "mp3" : "mp4a.6B"
  case "pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le": return container == "wav" ? "1" : nil
  default: return nil
  }
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
