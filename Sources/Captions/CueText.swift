internal import Documents
internal import Wording

/// A cue's text as markup, and how it becomes plain lines (WebVTT §6.4, "cue text parsing rules"; SubRip's `<i>` and `{\an8}` have no standard).
enum CueText {
  /// What one voice says in a cue.
  struct Part: Equatable {
    var speaker: String?
    /// Not empty, none of them blank.
    var lines: [String]
  }

  /// The parts of a cue's text, one for each `<v>` that speaks; none where nothing is left to read.
  ///
  /// In WebVTT every tag goes; SubRip has no escapes, so there only the tags that are in use go, and `vector<int>` stays.
  static func parts(of markup: String, isWebVTT: Bool) -> [Part] {
    var parts: [Part] = []
    var speaker: String?
    var text = String.UnicodeScalarView()
    func finish() {
      let lines = plainLines(String(text))
      if !lines.isEmpty { parts.append(Part(speaker: speaker, lines: lines)) }
      text = String.UnicodeScalarView()
    }
    let scalars = Array(markup.unicodeScalars)
    var index = 0
    while index < scalars.count {
      switch scalars[index] {
      case "<":
        guard let tag = Tag(scalars, at: index), isWebVTT || tag.isUsual else { break }
        index = tag.end
        switch tag.name {
        case "v" where !tag.isClosing:
          if !text.allSatisfy({ $0.properties.isWhitespace }) { finish() }
          speaker = tag.annotation
        case "/v": finish()
        case "br": text.append("\n")
        default: break
        }
        if tag.name == "/v" { speaker = nil }
        continue
      case "&":
        if let reference = CharacterReference(scalars, at: index) {
          text.append(contentsOf: reference.text.unicodeScalars)
          index = reference.end
          continue
        }
      case "{" where index + 1 < scalars.count && scalars[index + 1] == "\\":
        if let end = closing("}", in: scalars, after: index) {
          index = end + 1
          continue
        }
      default: break
      }
      text.append(scalars[index])
      index += 1
    }
    finish()
    return joined(parts)
  }

  /// Neighbours with the same speaker are one part.
  private static func joined(_ parts: [Part]) -> [Part] {
    var result: [Part] = []
    for part in parts {
      if let last = result.indices.last, result[last].speaker == part.speaker {
        result[last].lines += part.lines
      } else {
        result.append(part)
      }
    }
    return result
  }

  /// The lines of `text` without blank ones, control characters and white space at the ends.
  static func plainLines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).compactMap { line in
      var kept = String.UnicodeScalarView()
      for scalar in line.unicodeScalars {
        if scalar == "\t" {
          kept.append(" ")
        } else if !scalar.isControl {
          kept.append(scalar)
        }
      }
      let words = String(kept).trimmed
      return words.isEmpty ? nil : String(words)
    }
  }

  /// The index of `scalar` within the next 256: markup isn't longer.
  static func closing(_ scalar: Unicode.Scalar, in scalars: [Unicode.Scalar], after index: Int) -> Int? {
    scalars[index..<min(index + 256, scalars.count)].firstIndex(of: scalar)
  }

  /// `<v.loud Mara>`, `</i>`, `<00:01:02.000>`.
  private struct Tag {
    /// In lower case, without classes; with its `/` where it closes.
    var name: String
    /// What stands after the name, decoded; nil for nothing.
    var annotation: String?
    /// The index after the `>`.
    var end: Int

    var isClosing: Bool { name.hasPrefix("/") }
    /// Tags that SubRip files have.
    var isUsual: Bool {
      let bare = isClosing ? String(name.dropFirst()) : name
      return ["i", "b", "u", "s", "c", "v", "font", "br", "span", "em", "strong", "lang", "ruby", "rt"].contains(bare)
        || bare.allSatisfy { $0.isNumber || $0 == ":" }
    }

    init?(_ scalars: [Unicode.Scalar], at start: Int) {
      guard let close = closing(">", in: scalars, after: start), close > start + 1 else { return nil }
      let inside = scalars[(start + 1)..<close]
      guard let first = inside.first, first.properties.isAlphabetic || "/.0123456789".unicodeScalars.contains(first)
      else { return nil }
      let word = inside.prefix { !$0.properties.isWhitespace && ($0 != "/" || first == "/") }
      name = String(String.UnicodeScalarView(word.prefix { $0 != "." })).lowercased()
      end = close + 1
      let rest = String(String.UnicodeScalarView(inside[word.endIndex...]))
      let decoded = CharacterReference.decoded(rest).singleSpaced
      annotation = decoded.isEmpty ? nil : plainLines(decoded).joined(separator: " ")
    }
  }
}
