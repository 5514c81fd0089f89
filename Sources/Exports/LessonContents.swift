public import Foundation
public import Lesson

/// All of a lesson but its media: what every export is made from.
public struct LessonContents: Hashable, Sendable, Codable {
  /// Its `files` are not filled in yet: they are what exports make.
  public var manifest: Manifest
  /// For each chapter, in order: its captions, times from the chapter's start.
  public var captions: [[CaptionTrack]]
  /// For each chapter, in order; nil where nothing is asked. Spans count from the chapter's start.
  public var quizzes: [Quiz?]
  /// The quiz at the lesson's end; spans count from the recording's start.
  public var closingQuiz: Quiz?

  public init(manifest: Manifest, captions: [[CaptionTrack]], quizzes: [Quiz?], closingQuiz: Quiz?) {
    self.manifest = manifest
    self.captions = captions
    self.quizzes = quizzes
    self.closingQuiz = closingQuiz
  }
}

/// A file that an export makes.
public struct ExportedFile: Hashable, Sendable {
  /// Relative to the lesson's folder (or the export's own), `/` between names, lower-case ASCII.
  public var path: String
  /// Its media type.
  public var type: String
  public var data: Data

  public init(path: String, type: String, data: Data) {
    self.path = path
    self.type = type
    self.data = data
  }
}

/// A way to give a lesson to a platform or player. One file each, and one line in ``BuiltInExports``.
public protocol LessonExport: Sendable {
  /// As on the command line and in pipelines: kebab-case.
  static var name: String { get }
  /// One sentence without a full stop: what it is for.
  static var summary: String { get }
  /// The files, by path. The same contents give the same bytes.
  static func files(for contents: LessonContents) throws -> [ExportedFile]
}
