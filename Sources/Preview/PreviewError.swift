/// Why a lesson can't be shown, as a sentence that names what the user gave and says what to do.
public struct PreviewError: Error, Hashable, CustomStringConvertible {
  public let description: String
}
