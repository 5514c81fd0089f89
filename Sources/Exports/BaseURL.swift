internal import Foundation

/// The address of a lesson's folder on a web server, with a `/` at its end.
public struct BaseURL: Hashable, Sendable, Codable {
  public let text: String

  /// nil for what is no address with `http:` or `https:` and a host, holds a name, password, query or fragment, or signs that an address may not hold
  /// (RFC 3986).
  public init?(_ text: String) {
    let allowed = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !"\"'<>\\^`{|}".utf8.contains($0) }
    guard allowed, text.utf8.count <= 2000, let parts = URLComponents(string: text),
      ["http", "https"].contains(parts.scheme?.lowercased()), parts.host?.isEmpty == false, parts.user == nil,
      parts.query == nil, parts.fragment == nil
    else { return nil }
    self.text = text.hasSuffix("/") ? text : text + "/"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let url = BaseURL(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "is no address of a folder")
    }
    self = url
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// Of a chapter on the lesson's page.
  func address(ofChapter id: String) -> String { "\(text)#\(id)" }

  /// The end of "is not …".
  public static let expected = "an address such as https://example.org/lessons/energy/"
}
