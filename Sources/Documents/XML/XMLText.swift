/// XML 1.0 as it is written, one element or text to a line.
public struct XMLText: Sendable {
  private var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
  private var depth = 0

  public init() {}

  public var finished: String { lines.joined(separator: "\n") + "\n" }

  /// An element without content.
  public mutating func element(_ name: String, _ attributes: [(String, String)] = []) {
    line("<\(name)\(Self.written(attributes))/>")
  }

  /// `<name>value</name>`.
  public mutating func value(_ name: String, _ value: String, _ attributes: [(String, String)] = []) {
    line("<\(name)\(Self.written(attributes))>\(Self.escaped(value))</\(name)>")
  }

  /// `<name>text</name>`, as CDATA where the text has markup; `]]>` is split over two sections.
  public mutating func markup(_ name: String, _ text: String, _ attributes: [(String, String)] = []) {
    line("<\(name)\(Self.written(attributes))>\(Self.section(text))</\(name)>")
  }

  /// An element with what `content` writes in it.
  public mutating func element(
    _ name: String, _ attributes: [(String, String)] = [], _ content: (inout XMLText) -> Void
  ) {
    line("<\(name)\(Self.written(attributes))>")
    depth += 1
    content(&self)
    depth -= 1
    line("</\(name)>")
  }

  private mutating func line(_ text: String) { lines.append(String(repeating: "  ", count: depth) + text) }

  private static func written(_ attributes: [(String, String)]) -> String {
    attributes.map { " \($0)=\"\(escaped($1))\"" }.joined()
  }

  private static func section(_ text: String) -> String {
    let text = valid(text)
    guard text.contains(where: { "<>&".contains($0) }) else { return text }
    return "<![CDATA[" + text.replacing("]]>", with: "]]]]><![CDATA[>") + "]]>"
  }

  /// Text for an element's content or a quoted attribute's value.
  public static func escaped(_ text: String) -> String {
    let text = valid(text)
    guard
      text.utf8.contains(where: {
        [UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\"")].contains($0)
      })
    else { return text }
    return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  /// Without the characters that XML 1.0 forbids (§2.2, "Char").
  private static func valid(_ text: String) -> String {
    func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || scalar.value == 0xfffe || scalar.value == 0xffff
    }
    guard text.unicodeScalars.contains(where: isForbidden) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !isForbidden($0) }))
  }

  /// `text` as a name that may stand as an `ID` (an NCName: Namespaces in XML 1.0, §3) behind `prefix`: other characters than ASCII letters, digits, `.`, `-`
  /// and `_` become `-`.
  public static func identifier(_ prefix: String, _ text: String) -> String {
    prefix + "-" + String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) ? $0 : "-" })
  }
}
