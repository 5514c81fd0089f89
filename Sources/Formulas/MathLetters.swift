/// Letters in bold, script and the like as characters of their own (Unicode, Mathematical Alphanumeric Symbols): MathML Core knows no other way.
enum MathLetters {
  /// `text` in a `mathvariant`; nil where that is another one or a character has no such form.
  static func text(_ text: String, as variant: String) -> String? {
    guard let alphabet = alphabets[variant] else { return nil }
    var result = ""
    for scalar in text.unicodeScalars {
      guard let letter = alphabet.letter(for: scalar) else { return nil }
      result.unicodeScalars.append(letter)
    }
    return result
  }

  private struct Alphabet {
    /// Of `A`, from where capitals and small letters follow each other.
    var letters: UInt32
    var digits: UInt32?
    /// Letters that Unicode had before and gave no second place.
    var others: [Unicode.Scalar: Unicode.Scalar] = [:]

    func letter(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
      if let other = others[scalar] { return other }
      switch scalar {
      case "A"..."Z": return Unicode.Scalar(letters + scalar.value - 0x41)
      case "a"..."z": return Unicode.Scalar(letters + 26 + scalar.value - 0x61)
      case "0"..."9": return digits.flatMap { Unicode.Scalar($0 + scalar.value - 0x30) }
      default: return nil
      }
    }
  }

  private static let alphabets: [String: Alphabet] = [
    "bold": Alphabet(letters: 0x1d400, digits: 0x1d7ce),
    "italic": Alphabet(letters: 0x1d434, others: ["h": "ℎ"]),
    "bold-italic": Alphabet(letters: 0x1d468),
    "script": Alphabet(
      letters: 0x1d49c,
      others: [
        "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ", "g": "ℊ", "o": "ℴ",
      ]),
    "fraktur": Alphabet(letters: 0x1d504, others: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"]),
    "double-struck": Alphabet(
      letters: 0x1d538, digits: 0x1d7d8,
      others: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"]),
    "sans-serif": Alphabet(letters: 0x1d5a0, digits: 0x1d7e2),
    "monospace": Alphabet(letters: 0x1d670, digits: 0x1d7f6),
  ]
}
