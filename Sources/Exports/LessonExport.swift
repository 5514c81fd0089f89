public import Foundation
internal import Lesson
internal import Quizzes
internal import Wording

/// A way to give a lesson to a platform or player. One file each, and one line in ``builtInExports``.
public protocol LessonExport: Sendable {
  /// As on the command line and in pipelines: kebab-case, unique among the exports.
  var name: String { get }
  /// What else people call it; no other export's name.
  var otherNames: [String] { get }
  /// One sentence without a full stop: what it is for.
  var summary: String { get }
  var form: ExportForm { get }
  /// What the name of a package ends with, without the point.
  var packageEnding: String { get }
  /// What has to be told or made for it, and is in no lesson's folder.
  var needs: Set<ExportNeed> { get }
  /// The files, by path, and what they can't say of the lesson. The same contents give the same bytes.
  func export(_ contents: LessonContents) throws -> Exported
}

extension LessonExport {
  public var otherNames: [String] { [] }
  public var packageEnding: String { "zip" }
  public var needs: Set<ExportNeed> { [] }

  /// What the export of the lesson `base` is called where nobody says: `lecture.youtube.txt`, `lecture.page`, `lecture.scorm.zip`.
  public func fileName(of base: String, _ exported: Exported) -> String {
    switch form {
    case .folder: "\(base).\(name)"
    case .package: "\(base).\(name).\(packageEnding)"
    case .file: "\(base).\(name).\(((exported.files.first?.path ?? "") as NSString).pathExtension)"
    }
  }
}

/// What an export is made from beside a lesson's folder.
public enum ExportNeed: Hashable, Sendable {
  /// ``LessonContents/baseURL``, without which it can't be made.
  case baseURL
  /// ``LessonContents/formulas``; those that are missing are shown as they are written.
  case formulas
}

/// How an export lies on disk.
public enum ExportForm: String, Hashable, Sendable, Codable {
  /// Its one file.
  case file
  /// A folder that holds its files, the lesson's own media among them.
  case folder
  /// A zip file that holds them, in their order: the first is what platforms look for first, the others are sorted by path.
  case package
}

/// What an export makes of a lesson.
public struct Exported: Hashable, Sendable {
  /// Of the form ``ExportForm/file`` exactly one.
  public var files: [ExportedFile]
  public var remarks: [ExportRemark]

  public init(_ files: [ExportedFile], remarks: [ExportRemark] = []) {
    self.files = files
    self.remarks = remarks
  }
}

/// A file of an export.
public struct ExportedFile: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    case made(Data)
    /// The lesson's own file of this path, as it is: it may be larger than memory.
    case copied(String)
  }
  /// Relative to the lesson's folder (or the export's own), `/` between names, lower-case ASCII.
  public var path: String
  /// Its media type.
  public var type: String
  public var content: Content

  public init(path: String, type: String, content: Content) {
    self.path = path
    self.type = type
    self.content = content
  }

  public init(path: String, type: String, data: Data) { self.init(path: path, type: type, content: .made(data)) }

  /// Its bytes, where the export made them.
  public var data: Data? {
    if case .made(let data) = content { data } else { nil }
  }
}

/// What whoever exports a lesson has to be told of one thing in it.
public struct ExportRemark: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable {
    /// The target can't say it: it is missing in the export, or less exact.
    case lost
    /// The target's rules forbid it: there it won't work.
    case forbidden
  }
  public var kind: Kind
  /// What is meant: `chapter 3 "Work"`, `question "q7"`; `the lesson` for all of it.
  public var item: String
  /// What becomes of it, as a sentence about the item without a full stop.
  public var sentence: String

  public init(_ kind: Kind, _ item: String, _ sentence: String) {
    self.kind = kind
    self.item = item
    self.sentence = sentence
  }

  /// What is lost of a question.
  init(lostOf question: Question, _ sentence: String) {
    self.init(.lost, "question '\(shown(question.shownName, limit: 60))'", sentence)
  }
}
