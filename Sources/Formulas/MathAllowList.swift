internal import Documents
internal import Foundation
internal import Lesson

/// What of another program's MathML is taken: elements of presentation and attributes without addresses, styles or scripts (W3C, MathML Core).
enum MathAllowList {
  private static let tokens: Set = ["mi", "mn", "mo", "mtext", "ms", "mspace"]
  private static let containers: Set = [
    "math", "mrow", "mfrac", "msqrt", "mroot", "mstyle", "mpadded", "mphantom", "menclose", "msub", "msup", "msubsup",
    "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none", "mtable", "mtr", "mtd",
  ]
  private static let attributes: Set = [
    "display", "displaystyle", "scriptlevel", "stretchy", "fence", "separator", "form", "lspace", "rspace", "minsize",
    "maxsize", "symmetric", "largeop", "movablelimits", "accent", "accentunder", "linethickness", "columnalign",
    "columnspacing", "rowspacing", "width", "height", "depth", "voffset", "notation", "mathcolor", "mathbackground",
    "mathsize",
  ]

  /// The formula in another program's answer; nil where it holds anything else, or too much.
  static func math(_ text: String) -> MathElement? {
    guard text.utf8.count <= 1 << 20, let source = try? SourceText(Data(text.utf8), named: "katex"),
      let root = try? readXML(source).root
    else { return nil }
    var element: XMLElement? = root
    while let current = element, current.name != "math" { element = current.children.first }
    var count = 0
    guard let element, var math = taken(element, &count) else { return nil }
    math.attributes.removeAll { $0.name != "display" }
    return math
  }

  private static func taken(_ element: XMLElement, _ count: inout Int) -> MathElement? {
    count += 1
    guard count <= 3000 else { return nil }
    // The formula itself; the TeX beside it is known.
    if element.name == "semantics" { return element.children.first.flatMap { taken($0, &count) } }
    guard tokens.contains(element.name) || containers.contains(element.name) else { return nil }
    let isToken = tokens.contains(element.name)
    // Where KaTeX refuses a command, such as one with an address, it writes its name.
    if element.name == "mtext", element.text.hasPrefix("\\") { return nil }
    guard isToken ? element.children.isEmpty : element.text.allSatisfy(\.isWhitespace) else { return nil }
    var result = MathElement(name: element.name)
    let variant = element.attribute("mathvariant")
    for (name, value) in element.attributes where attributes.contains(name) && isPlain(value) {
      result.attributes.append(.init(name: name, value: value))
    }
    if isToken {
      let letters = variant.flatMap { MathLetters.text(element.text, as: $0) }
      result.text = letters ?? element.text
      // A letter alone is italic unless something says otherwise.
      if variant == "normal", letters == nil { result.attributes.append(.init(name: "mathvariant", value: "normal")) }
      return result
    }
    for child in element.children where !isGlue(child) {
      guard let child = taken(child, &count) else { return nil }
      result.children.append(child)
    }
    return result
  }

  /// Empty cells that KaTeX's own style sheet fills the width with.
  private static func isGlue(_ element: XMLElement) -> Bool {
    element.name == "mtd" && element.children.isEmpty && element.attribute("class") != nil
  }

  private static func isPlain(_ value: String) -> Bool {
    value.utf8.count <= 100
      && value.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
          || " .,%#+-".utf8.contains(byte)
      }
  }
}
