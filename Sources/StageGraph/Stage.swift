/// A step of a pipeline, as a plain value: its ``Option``s and ``Needs`` are its whole input, what ``run(in:)`` returns is its whole result.
///
/// A stage is one internal struct in one file, and one line in the registry. Conformance to `Decodable` is synthesised: an order is read straight into the
/// stage, and hidden state, such as a handle, doesn't compile. All that a stage is given or makes travels as JSON, so nothing in it may depend on the order of a
/// `Set` or of a dictionary whose keys aren't strings or integers.
public protocol Stage: Decodable, Sendable {
  /// What it makes. Never an optional or an array: several outputs are a struct.
  associatedtype Made: Codable & Hashable & Sendable

  static var about: About { get }

  /// The stage with its defaults.
  init()

  /// Throws when options contradict each other. Called while planning, when the needs are not there yet.
  func check() throws(Complaint)

  /// Does the work. It may block, since it has a thread of its own; it should look at `Task.isCancelled` often.
  func run(in workshop: Workshop) async throws -> Made
}

extension Stage {
  public func check() throws(Complaint) {}
}

/// What a stage says of itself.
public struct About: Hashable, Sendable {
  /// One sentence that goes on after the stage's name, without a full stop: "finds the stretches in which nobody speaks".
  public let summary: String
  /// A line of a pipeline with this stage, in YAML.
  public let example: String
  /// Raised when the same order gives another result than before.
  public let version: Int
  /// It gives bytes of a recording to a demuxer or decoder, so it may be run in a child process.
  public let opensMedia: Bool
  /// It makes files of the lesson.
  public let writesFiles: Bool
  /// It looks at files of the lesson that is being made, which no order holds: what it finds is never kept.
  public let readsFiles: Bool

  public init(
    _ summary: String, example: String, version: Int = 1, opensMedia: Bool = false, writesFiles: Bool = false,
    readsFiles: Bool = false
  ) {
    self.summary = summary
    self.example = example
    self.version = version
    self.opensMedia = opensMedia
    self.writesFiles = writesFiles
    self.readsFiles = readsFiles
  }
}

/// Something that doesn't work, in one sentence: lower case, no full stop.
public struct Complaint: Error, Hashable, Sendable, CustomStringConvertible {
  public let sentence: String

  public init(_ sentence: String) { self.sentence = sentence }

  public var description: String { sentence }
}
