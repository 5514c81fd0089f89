internal import Lesson

/// A formula as `[key, element]`: the key is `$` and the TeX of one in a line, `$$` and that of one on a line of its own; an element is
/// `[name, {attributes}, text or child, …]`.
struct PageFormula: Encodable {
  let formula: Formula

  func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode((formula.source.isDisplay ? "$$" : "$") + formula.source.tex)
    try list.encode(Element(element: formula.math))
  }

  private struct Element: Encodable {
    let element: MathElement

    func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      try list.encode(element.name)
      var attributes = list.nestedContainer(keyedBy: Name.self)
      for attribute in element.attributes { try attributes.encode(attribute.value, forKey: Name(attribute.name)) }
      if !element.text.isEmpty { try list.encode(element.text) }
      for child in element.children { try list.encode(Element(element: child)) }
    }
  }

  private struct Name: CodingKey {
    let stringValue: String
    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.stringValue = stringValue }
    var intValue: Int? { nil }
    init?(intValue: Int) { nil }
  }
}
