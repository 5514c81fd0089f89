internal import Captions
internal import Documents
internal import Exports
internal import Foundation
internal import Lesson
internal import Timeline
internal import Wording

/// Files beside the media hold what the manifest says: posters are JPEGs, `chapters.vtt` lists the chapters, the page plays them.
///
/// Of those that are known to be damaged nothing more is said.
struct WrittenCheck {
  let manifest: Manifest
  let folder: URL
  let damaged: Set<String>

  func run(_ report: inout VerificationReport) {
    for poster in manifest.chapters.compactMap(\.poster)
    where poster.type == "image/jpeg" && !damaged.contains(poster.path) {
      if !isJPEG(folder.appending(path: poster.path)) {
        report.fault(poster.path, "is no JPEG picture, or doesn't say its size; \(remedyForFiles)")
      }
    }
    let files = Set(manifest.files.map(\.path)).subtracting(damaged)
    if files.contains("chapters.vtt") { checkChapterTrack("chapters.vtt", &report) }
    if files.contains("index.html") { checkPage("index.html", &report) }
  }

  /// The track that would be written of this manifest has the same times and titles.
  private func checkChapterTrack(_ path: String, _ report: inout VerificationReport) {
    let contents = LessonContents(manifest: manifest, captions: [], quizzes: [], closingQuiz: nil)
    guard let export = builtInExport(named: "webvtt"), let data = try? export.export(contents).files.first?.data else {
      return
    }
    do {
      let wanted = try readCaptions(SourceText(data, named: path)).cues
      let found = try readCaptions(SourceText(contentsOf: folder.appending(path: path), named: path)).cues
      let pairs = zip(found, wanted)
      if let (cue, other) = pairs.first(where: { $0.range != $1.range || $0.lines != $1.lines }) {
        report.fault(
          path,
          "has '\(shown(cue.text, limit: 80))' from \(cue.range.start.clock()) to \(cue.range.end.clock()), the manifest '\(shown(other.text, limit: 80))' from \(other.range.start.clock()) to \(other.range.end.clock()); \(remedyForFiles)"
        )
      } else if found.count != wanted.count {
        report.fault(
          path, "lists \(counted(found.count, "chapter")), the manifest has \(wanted.count); \(remedyForFiles)")
      }
    } catch {
      report.fault(path, "can't be read: \(error)")
    }
  }

  /// It links every chapter, for browsers without scripts.
  private func checkPage(_ path: String, _ report: inout VerificationReport) {
    guard let data = try? Data(contentsOf: folder.appending(path: path)) else {
      return report.fault(path, "can't be read")
    }
    let page = String(decoding: data, as: UTF8.self)
    let media = manifest.chapters.compactMap { ($0.video ?? $0.audio)?.path }
    if let missing = media.first(where: { !page.contains("\"\($0)\"") }) {
      report.fault(path, "does not play \(shown(missing)); \(remedyForFiles)")
    }
  }
}

/// What helps where a file of a lesson is damaged.
let remedyForFiles = "run chop on the recording with --remake"

/// Whether a file begins as a JPEG does and says the size of its picture (ITU-T T.81, annex B: SOI, then segments up to the frame's header, SOFn).
private func isJPEG(_ url: URL) -> Bool {
  guard let file = try? FileHandle(forReadingFrom: url) else { return false }
  defer { try? file.close() }
  guard let data = try? file.read(upToCount: 1 << 20) else { return false }
  let bytes = [UInt8](data)
  func number(at place: Int) -> Int { Int(bytes[place]) << 8 | Int(bytes[place + 1]) }
  guard bytes.starts(with: [0xff, 0xd8]) else { return false }
  var place = 2
  while place + 9 <= bytes.count, bytes[place] == 0xff {
    switch bytes[place + 1] {
    case 0xff: place += 1
    case 0x01, 0xd0...0xd7: place += 2
    case 0xc0...0xc3, 0xc5...0xc7, 0xc9...0xcb, 0xcd...0xcf:
      return number(at: place + 5) > 0 && number(at: place + 7) > 0
    case 0xd8...0xda: return false
    default: place += 2 + max(2, number(at: place + 2))
    }
  }
  return false
}
