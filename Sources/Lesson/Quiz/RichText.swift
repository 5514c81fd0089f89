/// Text and how it is meant.
public struct RichText: Hashable, Sendable, Codable {
  public enum Format: String, Hashable, Sendable, Codable, CaseIterable {
    case plain, html, markdown
    /// Moodle's auto-format: plain text with line breaks and the odd HTML tag.
    case moodle
  }
  public var text: String
  public var format: Format

  public init(_ text: String, _ format: Format = .plain) {
    self.text = text
    self.format = format
  }
}
