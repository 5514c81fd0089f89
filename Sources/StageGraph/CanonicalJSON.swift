internal import Crypto
internal import Foundation

/// The one JSON text of a value: keys sorted, no spaces, slashes as they are. Equal values have equal texts.
///
/// Throws when a number is infinite or not a number, which JSON has no word for.
public func canonicalJSON(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// SHA-256 of a text, in hexadecimal.
func sha256(_ text: String) -> String {
  var result = ""
  for byte in SHA256.hash(data: Data(text.utf8)) {
    result += (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
  return result
}
