extension Packet {
  /// 64 bits that tell packets with other bytes apart (FNV-1a over 8 bytes at a time). Not meant against forgers: files are held against SHA-256.
  package var digest: UInt64 { withBytes { Media.digest(of: $0) } }

  /// The digest of what is coded in a packet of `stream`, whatever a splice has changed of it: HEVC's picture behind a head may be marked BLA_W_LP instead of CRA
  /// (Rec. ITU-T H.265, §7.4.2.2), and AV1's may have got its sequence header.
  package func codedDigest(in stream: StreamInfo) -> UInt64 {
    guard isKey else { return digest }
    switch stream.codec {
    case "hevc":
      guard stream.extradata.count > 21 else { return digest }
      return Media.digest(of: withoutSpliceMark(bytes, lengthSize: Int(stream.extradata[21] & 3) + 1).span)
    case "av1": return Media.digest(of: withoutSequenceHeader(bytes).span)
    default: return digest
    }
  }
}

private func digest(of bytes: Span<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(bytes.count)
  bytes.withUnsafeBytes { raw in
    let words = raw.count / 8
    for word in 0..<words {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)) &* 0x100_0000_01b3
      hash ^= hash >> 29
    }
    for offset in words * 8..<raw.count { hash = (hash ^ UInt64(raw[offset])) &* 0x100_0000_01b3 }
  }
  return hash
}

/// Length-prefixed NAL units, those of type 16 marked as 21.
private func withoutSpliceMark(_ packet: [UInt8], lengthSize: Int) -> [UInt8] {
  var bytes = packet
  var place = 0
  while place + lengthSize < bytes.count {
    let length = bytes[place..<place + lengthSize].reduce(0) { $0 << 8 | Int($1) }
    place += lengthSize
    guard length <= bytes.count - place else { break }
    if bytes[place] >> 1 & 0x3f == 16 { bytes[place] = bytes[place] & 0x81 | 21 << 1 }
    place += length
  }
  return bytes
}

/// A temporal unit without the sequence header (OBU type 1) at its start.
private func withoutSequenceHeader(_ unit: [UInt8]) -> [UInt8] {
  guard let header = unit.first, header >> 3 & 15 == 1, header & 2 != 0 else { return unit }
  var place = header & 4 != 0 ? 2 : 1
  var (size, shift) = (0, 0)
  while place < unit.count, shift < 28 {
    size |= Int(unit[place] & 0x7f) << shift
    shift += 7
    place += 1
    if unit[place - 1] & 0x80 == 0 { break }
  }
  return place + size <= unit.count ? Array(unit[(place + size)...]) : unit
}
