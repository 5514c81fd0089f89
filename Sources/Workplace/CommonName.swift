internal import Foundation
internal import Lesson

extension RecordingFile {
  /// What the parts of one lecture are called without their numbers: `lecture` for `lecture-1.mp4` and `lecture-2.mp4`, or for `lecture.mp4` and
  /// `lecture (2).mp4`; Zoom's resolutions don't count. nil where the names have nothing else in common, and where another recording has that
  /// name.
  public static func commonName(of parts: [RecordingFile]) -> String? {
    guard let folder = parts.first?.url.deletingLastPathComponent().path(percentEncoded: false) else { return nil }
    let beside = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return commonName(
      of: parts.map(\.recording.name), beside: beside.map(\.precomposedStringWithCanonicalMapping))
  }

  /// The same of recordings of these names, with those of all files beside the first of them; in Unicode NFC.
  public static func commonName(of parts: [String], beside: [String]) -> String? {
    guard parts.count > 1 else { return nil }
    let names = parts.map { withoutNumber(stem(of: $0)) }
    guard let name = names.first, !name.isEmpty, names.allSatisfy({ $0 == name }) else { return nil }
    let isAnothers = beside.contains { other in
      stem(of: other) == name && !parts.contains(other)
        && LessonFolder.recordingEndings.contains(String(other.dropFirst(name.count + 1)).lowercased())
    }
    return isAnothers ? nil : name
  }

  /// `lecture` for `lecture-2`, `lecture (2)`, `lecture part 2`, and for `lecture`. A number of more than three digits is no part's.
  static func withoutNumber(_ stem: String) -> String {
    let name = stem.replacing(/_\d{2,5}x\d{2,5}$/, with: "")
    guard let match = name.wholeMatch(of: /(.*?[^\d])(\d{1,3})\)?/) else { return name }
    let base = String(match.1).replacing(/[\s_.(-]*(?i:part|teil|pt)?[\s_.(-]*$/, with: "")
    return base.isEmpty ? name : base
  }
}
