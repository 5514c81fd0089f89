internal import Documents
package import Lesson
internal import Wording

extension RichText {
  /// As HTML. Markdown stays as it was written, line by line, but for its pictures.
  var html: RichText {
    switch format {
    case .html: self
    case .moodle: RichText(text.replacing("\n", with: "<br>"), .html)
    case .plain: RichText(escapedForHTML(text).replacing("\n", with: "<br>"), .html)
    case .markdown:
      RichText(
        escapedForHTML(text).replacing("\n", with: "<br>").replacing(/!\[([^\]"]*)\]\(([^()\s"]+)\)/) {
          "<img src=\"\($0.2)\" alt=\"\($0.1)\">"
        }, .html)
    }
  }

  /// Without markup. Markdown stays as it was written.
  var plain: RichText {
    switch format {
    case .plain, .markdown: RichText(text)
    case .html: RichText(textOfHTML(text, keepsLines: false))
    case .moodle: RichText(textOfHTML(text, keepsLines: true))
    }
  }

  /// The name of a question that has none: how its text begins, in one plain line; `-` where it is markup alone.
  package var beginning: String {
    let start = String(plain.text.singleSpaced.prefix(80))
    return start.isEmpty ? "-" : start
  }

  /// Whether it says more than its plain text.
  var hasMarkup: Bool {
    guard format == .html || format == .moodle else {
      return format == .markdown && text.firstRange(of: /`[^`]+`|\*[^*\s][^*]*\*|(?:^|\s)_+[^_\s][^_]*_/) != nil
    }
    return text.contains("<") && text.firstRange(of: /<(?!\/?p>|br *\/?>)[A-Za-z]/) != nil
  }
}

func escapedForHTML(_ text: String) -> String {
  guard text.utf8.contains(where: { [UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">")].contains($0) }) else {
    return text
  }
  return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
}

/// What HTML says to a reader: tags taken out, paragraphs and `br` as line breaks, pictures as their `alt`, character references decoded.
private func textOfHTML(_ html: String, keepsLines: Bool) -> String {
  var result = ""
  var rest = Substring(html)
  func addText(_ text: Substring) {
    let decoded = CharacterReference.decoded(String(text))
    guard !keepsLines else { return result += decoded }
    var before: Unicode.Scalar?
    for scalar in decoded.unicodeScalars.map({ "\t\r\n".unicodeScalars.contains($0) ? " " : $0 }) {
      if scalar != " " || before != " " { result.unicodeScalars.append(scalar) }
      before = scalar
    }
  }
  while let open = rest.firstIndex(of: "<") {
    let after = rest[rest.index(after: open)...]
    guard let close = after.firstIndex(of: ">") else { break }
    addText(rest[..<open])
    guard let first = after.first, first.isLetter || first == "/" || first == "!" else {
      result.append("<")
      rest = after
      continue
    }
    let tag = after[..<close]
    let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
    switch name {
    case "br": result += "\n"
    case "p", "div", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "pre", "blockquote":
      if !result.isEmpty, result.last != "\n" { result += "\n" }
      if name == "li", tag.first != "/" { result += "- " }
    case "img":
      if let alt = tag.firstMatch(of: /\balt *= *(?:"([^"]*)"|'([^']*)')/) {
        result += "[\(CharacterReference.decoded(String(alt.1 ?? alt.2 ?? "")))]"
      }
    case "script", "style":
      if tag.first != "/" {
        rest = after.firstRange(of: "</\(name)").map { after[$0.lowerBound...] } ?? ""
        continue
      }
    default: break
    }
    rest = rest[rest.index(after: close)...]
  }
  addText(rest)
  return result.split(separator: "\n", omittingEmptySubsequences: false).map(\.trimmed).joined(separator: "\n").trimmed
    .description
}
