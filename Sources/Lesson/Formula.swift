/// A formula of the lesson's texts, and what it looks like.
public struct Formula: Hashable, Sendable, Codable {
  /// What it is known by in texts that hold it.
  public struct Source: Hashable, Sendable, Codable, Comparable {
    /// TeX, without its delimiters; one space for any white space.
    public var tex: String
    /// On a line of its own: written `\[…\]` or `$$…$$`, in a line `\(…\)`.
    public var isDisplay: Bool

    public init(tex: String, isDisplay: Bool) {
      self.tex = tex
      self.isDisplay = isDisplay
    }

    public static func < (left: Source, right: Source) -> Bool {
      left.tex == right.tex ? right.isDisplay && !left.isDisplay : left.tex < right.tex
    }
  }
  public var source: Source
  public var math: MathElement

  public init(source: Source, math: MathElement) {
    self.source = source
    self.math = math
  }
}

/// An element of presentation MathML (W3C, MathML Core). It has text or children, not both.
public struct MathElement: Hashable, Sendable, Codable {
  public var name: String
  /// In their order.
  public var attributes: [Attribute]
  public var text: String
  public var children: [MathElement]

  public struct Attribute: Hashable, Sendable, Codable {
    public var name: String
    public var value: String
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(name: String, attributes: [Attribute] = [], text: String = "", children: [MathElement] = []) {
    self.name = name
    self.attributes = attributes
    self.text = text
    self.children = children
  }
}
