/// Where a text of a question shows a picture that lies beside the question file: Markdown's `![alt](name.png)`, HTML's `<img src="name.png">`.
public struct PictureReference: Hashable, Sendable {
  /// A plain name without folders, as it is written.
  public var name: String
  /// The name's place in the text.
  public var range: Range<String.Index>

  private static let endings = ["png", "jpg", "jpeg", "gif", "webp", "svg"]

  /// All of them in `text`, in their order. Addresses, and names that lead into other folders, are none.
  public static func all(in text: String) -> [PictureReference] {
    guard text.contains(".") else { return [] }
    var found: [PictureReference] = []
    for (opening, closings) in [("](", " )\t\n"), ("src=\"", "\""), ("src='", "'")] {
      var rest = text[...]
      while let start = rest.firstRange(of: opening)?.upperBound {
        rest = text[start...]
        let name = rest.prefix(201).prefix { !closings.contains($0) }
        guard name.count <= 200, name.endIndex < text.endIndex, isName(name) else { continue }
        found.append(PictureReference(name: String(name), range: name.startIndex..<name.endIndex))
      }
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Whether a file of this name can be referred to.
  public static func isName(_ name: Substring) -> Bool {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex, name.first != "." else { return false }
    return endings.contains(name[name.index(after: dot)...].lowercased())
      && name.allSatisfy { $0.isLetter || $0.isNumber || " .-_()".contains($0) }
  }
}
