internal import Foundation

/// The one JSON text of a value: keys sorted, no spaces, slashes as they are. Equal values have equal texts.
///
/// Throws when a number is infinite or not a number, which JSON has no word for.
public func canonicalJSON(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}
