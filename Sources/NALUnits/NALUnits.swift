/// A packet's NAL units, each behind its length in `lengthSize` bytes, as MP4 and Matroska hold them (ISO/IEC 14496-15, §5.3.3). What doesn't fit is left out.
package func lengthPrefixedUnits(_ packet: [UInt8], lengthSize: Int) -> [ArraySlice<UInt8>] {
  var units: [ArraySlice<UInt8>] = []
  var place = 0
  while place + lengthSize < packet.count {
    let length = packet[place..<place + lengthSize].reduce(0) { $0 << 8 | Int($1) }
    place += lengthSize
    guard length > 0, length <= packet.count - place else { break }
    units.append(packet[place..<place + length])
    place += length
  }
  return units
}

/// The NAL units of a byte stream with start codes, as encoders give them (Rec. ITU-T H.264, annex B).
package func byteStreamUnits(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  var units: [ArraySlice<UInt8>] = []
  var start: Int?
  var place = 0
  func add(upTo end: Int) {
    guard let start else { return }
    var end = end
    while end > start, bytes[end - 1] == 0 { end -= 1 }
    if end > start { units.append(bytes[start..<end]) }
  }
  while place + 3 <= bytes.count {
    if bytes[place + 2] > 1 {
      place += 3
    } else if bytes[place] == 0, bytes[place + 1] == 0, bytes[place + 2] == 1 {
      add(upTo: place)
      place += 3
      start = place
    } else {
      place += 1
    }
  }
  add(upTo: bytes.count)
  return units
}

/// NAL units as one packet, each behind its length; nil where one is too long for it.
package func packet(of units: [some Collection<UInt8>], lengthSize: Int) -> [UInt8]? {
  var bytes: [UInt8] = []
  for unit in units {
    guard unit.count < 1 << (8 * lengthSize) else { return nil }
    for index in 0..<lengthSize {
      bytes.append(UInt8(truncatingIfNeeded: unit.count >> (8 * (lengthSize - 1 - index))))
    }
    bytes += unit
  }
  return bytes
}
