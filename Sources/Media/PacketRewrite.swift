internal import CFFmpeg
internal import Foundation
internal import NALUnits

/// Brings a stream's packets into the form that MP4 and Matroska hold them in, so that nothing behind the demuxer has to know of another.
///
/// * H.264 and HEVC as a byte stream with start codes (MPEG-TS, AVI; Rec. ITU-T H.264, annex B) become length-prefixed, parameter sets go to the stream's configuration
///   (ISO/IEC 14496-15), access unit delimiters are dropped.
/// * AAC with a header before each packet (ADTS; ISO/IEC 13818-7, 6.2) loses it.
enum PacketRewrite {
  case byteStream(ByteStreamSets)
  case adts

  /// nil where the stream is as it should be. The stream's configuration is changed where it isn't.
  init?(_ stream: UnsafeMutablePointer<AVStream>, in container: String, _ operation: Operation) throws(MediaError) {
    let parameters = stream.pointee.codecpar.pointee
    let size = Int(max(0, parameters.extradata_size))
    let configuration = parameters.extradata.map { Array(UnsafeBufferPointer(start: $0, count: size)) } ?? []
    switch parameters.codec_id {
    case AV_CODEC_ID_H264, AV_CODEC_ID_HEVC:
      // What is as it should be begins with its version, 1.
      guard configuration.first != 1,
        let sets = ByteStreamSets(configuration, isHEVC: parameters.codec_id == AV_CODEC_ID_HEVC)
      else { return nil }
      try set(sets.configuration, on: stream.pointee.codecpar, operation)
      self = .byteStream(sets)
    case AV_CODEC_ID_AAC:
      guard configuration.isEmpty, ["mpegts", "aac", "avi", "mpeg"].contains(container),
        let made = audioSpecificConfig(parameters)
      else { return nil }
      try set(made, on: stream.pointee.codecpar, operation)
      self = .adts
    default: return nil
    }
  }

  /// The packet's bytes in their new form; nil where they stay. `changes` is set where parameter sets differ from those of the configuration.
  func rewritten(_ bytes: UnsafeBufferPointer<UInt8>, changes: inout Bool) -> [UInt8]? {
    switch self {
    case .byteStream(let sets): sets.lengthPrefixed(Array(bytes), changes: &changes)
    case .adts:
      // Sync word of 12 bits; without a checksum the header has 7 bytes, else 9.
      if bytes.count > 7, bytes[0] == 0xff, bytes[1] & 0xf0 == 0xf0 {
        Array(bytes.dropFirst(bytes[1] & 1 == 1 ? 7 : 9))
      } else {
        nil
      }
    }
  }
}

/// An `AudioSpecificConfig` (ISO/IEC 14496-3, 1.6.2.1) by what libavformat has found; HE-AAC is signalled implicitly, by the rate of its core.
private func audioSpecificConfig(_ parameters: AVCodecParameters) -> [UInt8]? {
  let rates: [Int32] = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350]
  let isHighEfficiency = [FF_PROFILE_AAC_HE, FF_PROFILE_AAC_HE_V2].contains(parameters.profile)
  let type = isHighEfficiency ? 2 : max(0, parameters.profile) + 1
  let core = isHighEfficiency ? parameters.sample_rate / 2 : parameters.sample_rate
  let channels = parameters.profile == FF_PROFILE_AAC_HE_V2 ? 1 : parameters.ch_layout.nb_channels
  guard let rate = rates.firstIndex(of: core), (1...4).contains(type), (1...8).contains(channels), channels != 7 else {
    return nil
  }
  let bits = Int(type) << 11 | rate << 7 | Int(channels == 8 ? 7 : channels) << 3
  return [UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits)]
}

func set(
  _ extradata: [UInt8], on parameters: UnsafeMutablePointer<AVCodecParameters>, _ operation: Operation
) throws(MediaError) {
  guard extradata.count < 1 << 24 else { throw operation.error(.outOfRange, "has a codec configuration beyond 16 MB") }
  let padding = Int(AV_INPUT_BUFFER_PADDING_SIZE)
  let memory = try operation.allocated(av_mallocz(extradata.count + padding))
  extradata.withUnsafeBytes { if let start = $0.baseAddress { memcpy(memory, start, $0.count) } }
  av_freep(&parameters.pointee.extradata)
  parameters.pointee.extradata = memory.assumingMemoryBound(to: UInt8.self)
  parameters.pointee.extradata_size = Int32(extradata.count)
}
