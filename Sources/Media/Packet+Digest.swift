internal import CFFmpeg

extension Packet {
  /// 64 bits that tell packets with other bytes apart (FNV-1a over 8 bytes at a time). Not meant against forgers: files are held against SHA-256.
  package var digest: UInt64 {
    withBytes { bytes in
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
  }
}
