internal import Glibc

/// What the first bytes of a lesson's manifest say: all that is read of a lesson to know whether it is done.
struct ManifestHead {
  /// SHA-256 of source, companions and options, in hexadecimal.
  var fingerprint: String
  /// `chop 0.1.0`
  var generator: String

  /// So many bytes hold the fingerprint, by the manifest's promise.
  private static let length = 512

  /// Of the manifest at `path`; nil where there is none, or something else.
  init?(at path: String) {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: Self.length)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, Self.length) }
    guard count > 0 else { return nil }
    self.init(bytes.prefix(count))
  }

  /// Chop writes `schema`, `version`, `fingerprint`, `generator` in this order before any text of the user's, so that the first of each is the right one.
  init?(_ bytes: ArraySlice<UInt8>) {
    var reader = Reader(rest: bytes)
    guard reader.value(of: "schema") == "chop-manifest", reader.value(of: "version") != nil,
      let fingerprint = reader.value(of: "fingerprint"), fingerprint.utf8.count == 64,
      let generator = reader.value(of: "generator")
    else { return nil }
    self.fingerprint = fingerprint
    self.generator = generator
  }

  private struct Reader {
    var rest: ArraySlice<UInt8>

    /// The text behind the next `"name":`, where that is what comes next.
    mutating func value(of name: String) -> String? {
      skip("{, \n\r\t")
      guard rest.starts(with: "\"\(name)\"".utf8) else { return nil }
      rest = rest.dropFirst(name.utf8.count + 2)
      skip(": \n\r\t")
      guard rest.first == UInt8(ascii: "\"") else { return nil }
      rest = rest.dropFirst()
      guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
      defer { rest = rest[(end + 1)...] }
      return String(decoding: rest[..<end], as: UTF8.self)
    }

    private mutating func skip(_ characters: String) {
      let skipped = Array(characters.utf8)
      rest = rest.drop { skipped.contains($0) }
    }
  }
}
