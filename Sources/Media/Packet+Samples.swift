extension Packet {
  /// How many samples per channel it holds, by what it is or what its codec fixes; nil where neither says.
  package func sampleCount(in stream: StreamInfo) -> Int? {
    guard let sound = stream.sound else { return nil }
    if stream.codec == "opus" { return withBytes(opusSamples) }
    if stream.codec.hasPrefix("pcm_") { return sound.bytesPerSample.map { size / $0 } }
    // Layer III halves its granules below 32 kHz (ISO/IEC 13818-3, 2.4.2.3).
    if stream.codec == "mp3" { return sound.sampleRate < 32000 ? 576 : 1152 }
    // Six blocks of 256 samples (ETSI TS 102 366, 4.1).
    if stream.codec == "ac3" { return 1536 }
    return sound.samplesPerPacket > 0 ? sound.samplesPerPacket : nil
  }
}

/// Samples of an Opus packet at 48 kHz, by its table-of-contents byte and frame count (RFC 6716, 3.1 and 3.2); nil for what is none.
private func opusSamples(_ packet: Span<UInt8>) -> Int? {
  guard packet.count > 0 else { return nil }
  let configuration = Int(packet[0] >> 3)
  let frame: Int =
    switch configuration {
    case 0..<12: [480, 960, 1920, 2880][configuration % 4]
    case 12..<16: [480, 960][configuration % 2]
    default: [120, 240, 480, 960][configuration % 4]
    }
  switch packet[0] & 3 {
  case 0: return frame
  case 1, 2: return 2 * frame
  default:
    guard packet.count > 1 else { return nil }
    let samples = Int(packet[1] & 0x3f) * frame
    return samples > 0 && samples <= 5760 ? samples : nil
  }
}

extension StreamInfo.Sound {
  /// Of one sample in all channels, where it isn't compressed; nil where bytes are divided.
  package var bytesPerSample: Int? {
    let bits = bitsPerSample * channels
    return bitsPerSample > 0 && bitsPerSample % 8 == 0 && bits > 0 ? bits / 8 : nil
  }
}
