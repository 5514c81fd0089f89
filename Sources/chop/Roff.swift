/// Writes a manual page with the macros of man(7), as groff and mandoc read them.
struct Roff {
  /// Text in one face.
  enum Piece {
    case plain(String)
    /// To be typed as it stands.
    case literal(String)
    /// To be replaced by a value.
    case variable(String)
  }

  private(set) var lines: [String] = []

  init(title: String, section: Int, source: String, manual: String) {
    lines = [".TH \(title) \(section) \"\" \"\(Self.escaped(source))\" \"\(Self.escaped(manual))\""]
  }

  mutating func heading(_ name: String) { lines.append(".SH \(Self.escaped(name))") }
  mutating func subheading(_ name: String) { lines.append(".SS \(Self.escaped(name))") }

  /// Paragraphs, with empty lines between them.
  mutating func text(_ text: String) {
    var isNew = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.contains(where: { $0 != " " }) else {
        isNew = true
        continue
      }
      // None after a heading, where it would do nothing.
      if isNew, lines.last?.hasPrefix(".S") == false { lines.append(".PP") }
      isNew = false
      lines.append(Self.escaped(String(line)))
    }
  }

  /// A line of its own.
  mutating func line(_ pieces: [Piece]) {
    if lines.last?.hasPrefix(".S") == false { lines.append(".br") }
    lines.append(Self.joined(pieces))
  }

  /// A term, and below it what it means.
  mutating func item(_ label: [Piece], _ text: String) {
    lines += [".TP", Self.joined(label)]
    lines += text.split(separator: "\n").map { Self.escaped(String($0)) }
  }

  /// Lines as they stand.
  mutating func listing(_ listing: [String]) {
    guard !listing.isEmpty else { return }
    if lines.last?.hasPrefix(".S") == false { lines.append(".PP") }
    // A space in front would be no line of the text.
    lines += [".nf", ".RS"] + listing.map { ($0.hasPrefix(" ") ? "\\&" : "") + Self.escaped($0) } + [".RE", ".fi"]
  }

  private static func joined(_ pieces: [Piece]) -> String {
    pieces.map { piece in
      switch piece {
      case .plain(let text): escaped(text)
      case .literal(let text): "\\fB\(escaped(text))\\fR"
      case .variable(let text): "\\fI\(escaped(text))\\fR"
      }
    }.joined()
  }

  /// Text that means nothing but itself: groff(7), "Escape sequences" and "Control characters".
  private static func escaped(_ text: String) -> String {
    var result = text.first.map { ".'".contains($0) } == true ? "\\&" : ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "\"": result += "\\(dq"
      case "~": result += "\\(ti"
      case "^": result += "\\(ha"
      case "`": result += "\\(ga"
      default: result.append(character)
      }
    }
    return result
  }
}
