/// An element of an XML file, with its place.
public final class XMLElement: Sendable {
  /// As written, with its prefix.
  public let name: String
  /// In the file's order, names unique.
  public let attributes: [(name: String, value: String)]
  public let children: [XMLElement]
  /// The character data directly in it, in order; what its children hold isn't part of it.
  public let text: String
  public let position: TextPosition

  init(
    name: String, attributes: [(name: String, value: String)], children: [XMLElement], text: String,
    position: TextPosition
  ) {
    self.name = name
    self.attributes = attributes
    self.children = children
    self.text = text
    self.position = position
  }

  /// An attribute's value.
  public func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// The first child of that name.
  public subscript(name: String) -> XMLElement? { children.first { $0.name == name } }

  /// All children of that name, in order.
  public func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }
}
