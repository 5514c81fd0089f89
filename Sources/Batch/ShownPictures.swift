internal import Foundation
internal import Lesson
internal import Workplace

/// The pictures in a folder that question files beside them show: companions that no name tells.
///
/// Whoever makes a lesson alone finds the same (``CompanionFiles``); otherwise it would be made again every night.
struct ShownPictures {
  private let root: String
  /// By name, in Unicode NFC.
  private let files: [String: PlannedLesson.File]
  /// Names of links that were left alone, in Unicode NFC.
  private let links: Set<String>

  /// - Parameter root: The absolute path of the folder of recordings.
  init(among files: [PlannedLesson.File], links: [String], root: String) {
    self.root = root
    self.files = Dictionary(files.filter { Self.isPicture($0.name) }.map { ($0.name, $0) }) { first, _ in first }
    self.links = Set(links.filter(Self.isPicture))
  }

  private static func isPicture(_ name: String) -> Bool { PictureReference.isName(name[...]) }

  /// Those that the questions among `companions` show, by name, each beside the first recording whose questions do; and a link that they show.
  func shown(
    by companions: [PlannedLesson.CompanionFile]
  ) -> (files: [PlannedLesson.CompanionFile], link: String?) {
    guard !files.isEmpty || !links.isEmpty else { return ([], nil) }
    var taken = Set(companions.map(\.file.name))
    var found: [PlannedLesson.CompanionFile] = []
    var link: String?
    let quizzes = companions.filter { $0.role == .quiz }.sorted { ($0.part ?? .max) < ($1.part ?? .max) }
    for quiz in quizzes {
      let names = CompanionFiles.picturesShown(byQuestionsAt: URL(fileURLWithPath: "\(root)/\(quiz.file.path)"))
      link = link ?? names.intersection(links).min()
      for name in names where taken.insert(name).inserted {
        guard let file = files[name] else { continue }
        found.append(PlannedLesson.CompanionFile(file: file, role: .picture, language: nil, part: quiz.part))
      }
    }
    found.sort { CompanionFiles.isBefore(($0.role, $0.file.name), ($1.role, $1.file.name)) }
    return (found, link)
  }
}
