/// Something below the folder of recordings that is no work for a batch, and why.
public struct LeftAlone: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Still being written or downloaded.
    case halfWritten = "half-written"
    /// A symbolic link that leads out of the folder, nowhere, or to what is taken by its own name.
    case link
    /// A recording of what another recording shows too: a meeting's gallery beside its screen.
    case view = "other view"
    /// A lesson's folder, or what was exported of one.
    case lesson
    /// The folder of lessons, inside the folder of recordings.
    case output
    case hidden
    /// Neither file nor folder.
    case device = "no plain file"
    /// A picture, a text, a document.
    case noRecording = "no recording"
  }

  /// Relative to the folder of recordings, `/` between names.
  public var path: String
  public var kind: Kind
  /// More than the kind says: `leads out of the folder`; empty where there is no more to say.
  public var why: String

  public init(_ path: String, _ kind: Kind, _ why: String = "") {
    self.path = path
    self.kind = kind
    self.why = why
  }
}
