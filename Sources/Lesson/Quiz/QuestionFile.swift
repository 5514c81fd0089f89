public import Foundation

/// A picture or sound that a question's texts refer to.
public struct QuestionFile: Hashable, Sendable, Codable {
  /// Without folders: letters, digits, `.`, `-`, `_` and blanks only.
  public var name: String
  /// Its media type, by its name's ending.
  public var type: String
  /// In JSON as Base64 (RFC 4648, §4).
  public var data: Data

  /// The most that the files of one quiz may hold together, in bytes.
  public static let totalLimit = 24 << 20

  /// Refuses a name that could lead out of a folder or that is of no known kind.
  public init?(name: String, data: Data) {
    guard !name.isEmpty, name.utf8.count <= 200, !name.hasPrefix("."), name.allSatisfy(Self.isTaken),
      let dot = name.lastIndex(of: "."), let type = Self.types[name[name.index(after: dot)...].lowercased()]
    else { return nil }
    self.name = name
    self.type = type
    self.data = data
  }

  private enum CodingKeys: String, CodingKey { case name, type, data }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let text = try container.decode(String.self, forKey: .data)
    guard let data = Data(base64Encoded: text),
      let file = QuestionFile(name: try container.decode(String.self, forKey: .name), data: data)
    else {
      throw DecodingError.dataCorruptedError(forKey: .data, in: container, debugDescription: "is no question's file")
    }
    self = file
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(type, forKey: .type)
    try container.encode(data.base64EncodedString(), forKey: .data)
  }

  private static func isTaken(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || " .-_()".contains(character)
  }

  private static let types = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "svg": "image/svg+xml", "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "wav": "audio/wav",
    "mp4": "video/mp4", "webm": "video/webm", "pdf": "application/pdf",
  ]

  /// The endings of names that are taken.
  public static var endings: [String] { types.keys.sorted() }
}
