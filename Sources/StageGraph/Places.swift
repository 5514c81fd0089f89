public import Foundation

/// Where on this machine the files are that a run reads and writes. Never part of an order, so that no result depends on a folder's name.
public struct Places: Hashable, Sendable, Codable {
  /// The recording and its companions, by the names that orders have for them.
  public var files: [String: URL]
  /// The lesson's folder while it is made; nil where no files are written.
  public var lesson: URL?

  public init(files: [String: URL] = [:], lesson: URL? = nil) {
    self.files = files
    self.lesson = lesson
  }

  private enum CodingKeys: CodingKey { case files, lesson }

  /// As JSON they are paths: `{"files":{"lecture.mp4":"/…/lecture.mp4"},"lesson":"/…"}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    files = try container.decode([String: String].self, forKey: .files).mapValues { URL(fileURLWithPath: $0) }
    lesson = try container.decodeIfPresent(String.self, forKey: .lesson).map {
      URL(fileURLWithPath: $0, isDirectory: true)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(files.mapValues { $0.path(percentEncoded: false) }, forKey: .files)
    try container.encodeIfPresent(lesson?.path(percentEncoded: false), forKey: .lesson)
  }
}
