public import Foundation
internal import Lesson

extension CompanionFiles {
  /// A question file is looked through so far, in bytes.
  private static let questionLimit = 4 << 20

  /// Names of the pictures that a question file shows from the folder it lies in, `![the swing](swing.png)`, in Unicode NFC. None where it can't be read.
  public static func picturesShown(byQuestionsAt url: URL) -> Set<String> {
    guard let file = try? FileHandle(forReadingFrom: url.resolvingSymlinksInPath()),
      let data = try? file.read(upToCount: questionLimit)
    else { return [] }
    let references = PictureReference.all(in: String(decoding: data, as: UTF8.self))
    return Set(references.map(\.name.precomposedStringWithCanonicalMapping))
  }

  /// Finds the pictures that the question files show, beside each, in place of those found before.
  mutating func findPictures() throws(WorkplaceError) {
    for file in companions.files where file.role == .picture { urls[file.name] = nil }
    companions.files.removeAll { $0.role == .picture }
    for quiz in companions.files where quiz.role == .quiz {
      guard let url = urls[quiz.name], let path = paths[quiz.name] else { continue }
      let shown = Self.picturesShown(byQuestionsAt: url)
      guard !shown.isEmpty else { continue }
      let folder = url.deletingLastPathComponent()
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
      for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
        let plain = name.precomposedStringWithCanonicalMapping
        guard shown.contains(plain), urls[plain] == nil else { continue }
        let given = (path as NSString).deletingLastPathComponent as NSString
        try add(
          folder.appending(component: name), as: plain, role: .picture, language: nil,
          path: given.appendingPathComponent(name), isGiven: false)
      }
    }
  }
}
