internal import Captions
internal import Foundation
internal import Lesson
internal import StageGraph

/// Divides captions among the chapters, times counted from each chapter's start.
///
/// A cue across a boundary is divided: each chapter shows its part. Cues in stretches that are left out are in no chapter.
struct SplitCaptions: Stage {
  static let about = About(
    "divides the captions among the chapters, in every language", example: "split-captions:", writesFiles: true)

  @Needs var captions: GivenCaptions?
  @Needs var cuts: CutPlan
  @Needs var names: ChapterNames

  func run(in workshop: Workshop) async throws -> ChapterCaptions {
    var result = ChapterCaptions(chapters: [])
    let given = captions?.tracks ?? []
    let paths = Self.fileNames(for: given)
    for (cut, name) in zip(cuts.cuts, names.chapters) {
      var files: [Manifest.Captions] = []
      var tracks: [CaptionTrack] = []
      for (track, file) in zip(given, paths) {
        let cues = try cues(of: track.cues, within: cut.range)
        guard !cues.isEmpty else { continue }
        let data = Data(webVTT(cues, speakers: true).utf8)
        let made = try workshop.addFile("\(name.id)/\(file)", "text/vtt", data)
        files.append(Manifest.Captions(file: made, language: track.language))
        tracks.append(CaptionTrack(language: track.language, file: track.file, cues: cues))
      }
      result.chapters.append(ChapterCaptions.Chapter(files: files, tracks: tracks))
    }
    return result
  }

  /// `captions.en.vtt`; a language that is no plain tag, or the same tag in other letters, gets its place's number.
  static func fileNames(for tracks: [CaptionTrack]) -> [String] {
    var taken: Set<String> = []
    return tracks.enumerated().map { index, track in
      let plain = track.language.lowercased()
      let isTag = plain.count <= 35 && plain.wholeMatch(of: /[a-z0-9]{1,8}(-[a-z0-9]{1,8})*/) != nil
      let tag = isTag ? plain : "x-\(index + 1)"
      var name = tag
      var number = index
      while !taken.insert(name).inserted {
        number += 1
        name = "\(tag)-\(number)"
      }
      return "captions.\(name).vtt"
    }
  }
}

/// Each chapter's captions: the files, and what stands in them.
struct ChapterCaptions: Hashable, Sendable, Codable {
  var chapters: [Chapter]

  struct Chapter: Hashable, Sendable, Codable {
    var files: [Manifest.Captions]
    /// Times from the chapter's start.
    var tracks: [CaptionTrack]
  }
}
