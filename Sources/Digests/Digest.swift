internal import Crypto
public import Foundation

/// The SHA-256 of data, in lower-case hexadecimal (FIPS 180-4).
public func sha256(of data: Data) -> String { hexadecimal(SHA256.hash(data: data)) }

/// The SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal.
public func sha256(_ text: String) -> String { sha256(of: Data(text.utf8)) }

/// The SHA-256 of the file at `url` and its size in bytes, read once in pieces of a MiB.
///
/// `progress` hears bytes done. Throws `CancellationError` when the task is cancelled, and what Foundation says of a file that can't be read.
public func sha256(ofFileAt url: URL, progress: (Int64) -> Void = { _ in }) throws -> (hash: String, bytes: Int64) {
  let file = try FileHandle(forReadingFrom: url)
  defer { try? file.close() }
  var hasher = SHA256()
  var bytes: Int64 = 0
  while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
    try Task.checkCancellation()
    hasher.update(data: piece)
    bytes += Int64(piece.count)
    progress(bytes)
  }
  return (hexadecimal(hasher.finalize()), bytes)
}

/// The SHA-256 of a file's size, first and last MiB: tells recordings apart at once, however long they are.
public func mark(ofFileAt url: URL, bytes: Int64) throws -> String {
  let file = try FileHandle(forReadingFrom: url)
  defer { try? file.close() }
  var hasher = SHA256()
  hasher.update(data: Data("\(bytes)\n".utf8))
  if let head = try file.read(upToCount: 1 << 20) { hasher.update(data: head) }
  if bytes > 1 << 20 {
    try file.seek(toOffset: UInt64(max(1 << 20, bytes - 1 << 20)))
    if let tail = try file.read(upToCount: 1 << 20) { hasher.update(data: tail) }
  }
  return hexadecimal(hasher.finalize())
}

/// The name-based UUID (RFC 9562, version 5, namespace URL) of a lesson whose sources have these SHA-256, in their order.
public func lessonID(ofSources sha256: [String]) -> String {
  let namespace: [UInt8] = [
    0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8,
  ]
  let name = "urn:sha256:" + sha256.joined(separator: "+")
  var bytes = Array(Insecure.SHA1.hash(data: namespace + Array(name.utf8)).prefix(16))
  bytes[6] = bytes[6] & 0x0f | 0x50
  bytes[8] = bytes[8] & 0x3f | 0x80
  let hex = hexadecimal(bytes)
  let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
  return cuts.map { String(hex.dropFirst($0.lowerBound).prefix($0.count)) }.joined(separator: "-")
}

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
