/// `&amp;`, `&#233;`, `&#xe9;` (HTML, "named character references"): the names that WebVTT and caption editors write.
public struct CharacterReference {
  public var text: String
  /// The index after the `;`.
  public var end: Int

  /// nil where no reference that is known starts at `start`.
  public init?(_ scalars: [Unicode.Scalar], at start: Int) {
    let longest = 12
    guard let close = scalars[start..<min(start + longest, scalars.count)].firstIndex(of: ";"), close > start + 1
    else { return nil }
    let name = String(String.UnicodeScalarView(scalars[(start + 1)..<close]))
    end = close + 1
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let isHexadecimal = digits.first == "x" || digits.first == "X"
      guard let value = UInt32(isHexadecimal ? digits.dropFirst() : digits, radix: isHexadecimal ? 16 : 10) else {
        return nil
      }
      text = Unicode.Scalar(value).flatMap { value == 0 ? nil : String($0) } ?? "\u{fffd}"
    } else {
      guard let known = Self.names[name] else { return nil }
      text = known
    }
  }

  /// `text` with every reference that is known decoded.
  public static func decoded(_ text: String) -> String {
    guard text.unicodeScalars.contains("&") else { return text }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if scalars[index] == "&", let reference = CharacterReference(scalars, at: index) {
        result.append(contentsOf: reference.text.unicodeScalars)
        index = reference.end
      } else {
        result.append(scalars[index])
        index += 1
      }
    }
    return String(result)
  }

  private static let names: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{a0}", "lrm": "\u{200e}",
    "rlm": "\u{200f}", "shy": "\u{ad}", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}",
    "zwj": "\u{200d}", "zwnj": "\u{200c}", "hellip": "…", "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’",
    "ldquo": "“", "rdquo": "”", "sbquo": "‚", "bdquo": "„", "laquo": "«", "raquo": "»", "bull": "•", "middot": "·",
    "deg": "°", "times": "×", "divide": "÷", "plusmn": "±", "minus": "−", "le": "≤", "ge": "≥", "ne": "≠",
    "micro": "µ", "sup2": "²", "sup3": "³", "frac12": "½", "euro": "€", "pound": "£", "copy": "©", "reg": "®",
    "trade": "™", "iexcl": "¡", "iquest": "¿", "szlig": "ß", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä",
    "Ouml": "Ö", "Uuml": "Ü", "aring": "å", "Aring": "Å", "aelig": "æ", "oslash": "ø", "eacute": "é", "egrave": "è",
    "ecirc": "ê", "euml": "ë", "agrave": "à", "aacute": "á", "acirc": "â", "ccedil": "ç", "iacute": "í", "icirc": "î",
    "iuml": "ï", "ntilde": "ñ", "oacute": "ó", "ocirc": "ô", "uacute": "ú", "ugrave": "ù", "larr": "←", "rarr": "→",
  ]
}
