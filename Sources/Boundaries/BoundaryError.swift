/// Why no boundaries can be planned, as a sentence for people.
public struct BoundaryError: Error, Hashable, CustomStringConvertible {
  public let description: String

  public init(_ sentence: String) { description = sentence }
}
