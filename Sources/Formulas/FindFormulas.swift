internal import Documents
public import Lesson
internal import Wording

/// A formula longer than this, in characters, is text.
private let longest = 2000

/// The formulas in `text`: `\(…\)` in a line, `\[…\]` and `$$…$$` on a line of their own, as in Moodle's and KaTeX's auto-render.
///
/// In HTML, what holds a tag is no formula; character references are decoded.
public func formulas(in text: RichText) -> [Formula.Source] {
  let isHTML = text.format == .html || text.format == .moodle
  return formulas(in: text.text).compactMap { source in
    guard isHTML else { return source }
    guard !source.tex.contains("<") else { return nil }
    return Formula.Source(tex: spaced(CharacterReference.decoded(source.tex)), isDisplay: source.isDisplay)
  }
}

/// Those in plain text, in their order.
public func formulas(in text: String) -> [Formula.Source] {
  guard text.utf8.contains(UInt8(ascii: "\\")) || text.contains("$$") else { return [] }
  let signs = Array(text.unicodeScalars)
  var found: [Formula.Source] = []
  var index = 0
  while index + 1 < signs.count {
    guard let (close, isDisplay) = closing(signs[index], signs[index + 1]),
      let end = firstIndex(of: close, in: signs, from: index + 3)
    else {
      index += 1
      continue
    }
    let tex = spaced(String(String.UnicodeScalarView(signs[(index + 2)..<end])))
    if !tex.isEmpty { found.append(Formula.Source(tex: tex, isDisplay: isDisplay)) }
    index = end + 2
  }
  return found
}

private typealias Pair = (Unicode.Scalar, Unicode.Scalar)

private func closing(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> (Pair, isDisplay: Bool)? {
  switch (first, second) {
  case ("\\", "("): (("\\", ")"), false)
  case ("\\", "["): (("\\", "]"), true)
  case ("$", "$"): (("$", "$"), true)
  default: nil
  }
}

/// Where `pair` stands, at least one character behind the opening and not too far from it.
private func firstIndex(of pair: Pair, in signs: [Unicode.Scalar], from start: Int) -> Int? {
  let last = min(signs.count - 2, start + longest - 1)
  guard start <= last else { return nil }
  return (start...last).first { signs[$0] == pair.0 && signs[$0 + 1] == pair.1 }
}

private func spaced(_ text: String) -> String {
  text.singleSpaced
}
