public import Foundation

/// Where on this machine the files are that a run reads and writes. Never part of an order, so that no result depends on a folder's name.
public struct Places: Hashable, Sendable, Codable {
  /// The recording and its companions, by the names that orders have for them.
  public var files: [String: URL]
  /// The lesson's folder while it is made; nil where no files are written.
  public var lesson: URL?
  /// The lesson that stands at the place now; nil where there is none.
  public var earlier: EarlierFiles?

  public init(files: [String: URL] = [:], lesson: URL? = nil, earlier: EarlierFiles? = nil) {
    self.files = files
    self.lesson = lesson
    self.earlier = earlier
  }

  /// These files alone, and no lesson.
  func only(_ names: Set<String>) -> Places { Places(files: files.filter { names.contains($0.key) }) }

  private enum CodingKeys: CodingKey { case files, lesson, earlier }

  /// As JSON they are paths: `{"files":{"lecture.mp4":"/…/lecture.mp4"},"lesson":"/…"}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    files = try container.decode([String: String].self, forKey: .files).mapValues { URL(fileURLWithPath: $0) }
    lesson = try container.decodeIfPresent(String.self, forKey: .lesson).map {
      URL(fileURLWithPath: $0, isDirectory: true)
    }
    earlier = try container.decodeIfPresent(EarlierFiles.self, forKey: .earlier)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(files.mapValues { $0.path(percentEncoded: false) }, forKey: .files)
    try container.encodeIfPresent(lesson?.path(percentEncoded: false), forKey: .lesson)
    try container.encodeIfPresent(earlier, forKey: .earlier)
  }
}

/// The files of an earlier lesson, by their recipes: what needn't be made again is taken from there.
public struct EarlierFiles: Hashable, Sendable, Codable {
  /// The earlier lesson's folder.
  public var folder: URL
  public var files: [String: File]

  /// A file as the earlier lesson's manifest has it.
  public struct File: Hashable, Sendable, Codable {
    public var path: String
    public var bytes: Int64
    public var sha256: String

    public init(path: String, bytes: Int64, sha256: String) {
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  public init(folder: URL, files: [String: File]) {
    self.folder = folder
    self.files = files
  }
}
