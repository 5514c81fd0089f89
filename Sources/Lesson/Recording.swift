/// What comes in: the recording, known to stages by its name and what is in it, never by its folder.
public struct Recording: Hashable, Sendable, Codable {
  /// The file's name without a folder, in Unicode NFC.
  public var name: String
  public var bytes: Int64
  /// Tells one recording from another without reading all of it: the SHA-256 of its size, its first and its last MiB.
  public var mark: String

  public init(name: String, bytes: Int64, mark: String) {
    self.name = name
    self.bytes = bytes
    self.mark = mark
  }
}

/// A file beside the recording that belongs to it.
public struct Companion: Hashable, Sendable, Codable {
  public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
    case captions, chapters, quiz, details
    /// Shown by questions.
    case picture
  }
  /// The file's name without a folder, in Unicode NFC; unique among the companions of a recording.
  public var name: String
  public var role: Role
  /// The language that the file's name says, BCP 47; nil where it says none.
  public var language: String?
  /// SHA-256 of its bytes, in hexadecimal.
  public var sha256: String
  /// Of a lesson of several recordings, the index of the one it lies beside; nil for one that speaks of the whole lesson.
  public var part: Int?

  public init(name: String, role: Role, language: String?, sha256: String, part: Int? = nil) {
    self.name = name
    self.role = role
    self.language = language
    self.sha256 = sha256
    self.part = part
  }
}

/// The companions of a recording, by role, then name.
public struct Companions: Hashable, Sendable, Codable {
  public var files: [Companion]

  public init(files: [Companion]) { self.files = files }

  public func of(_ role: Companion.Role) -> [Companion] { files.filter { $0.role == role } }
}
