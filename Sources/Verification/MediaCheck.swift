internal import Foundation
internal import Lesson
internal import Media
internal import StageGraph
internal import Wording

/// Holds what the manifest says of each media file against the file's own header: the picture's size, the container, the codecs.
struct MediaCheck {
  let manifest: Manifest
  let folder: URL
  /// By their indices in the manifest; of others less is known of the codecs.
  let sources: [Int: SourceCheck.Source]
  /// Files that are known to be damaged; nothing more is asked of them.
  let damaged: Set<String>

  /// By the end of a file's name.
  private static let types = ["mp4": "video/mp4", "mov": "video/quicktime", "m4a": "audio/mp4", "wav": "audio/wav"]
  /// In pixels: encoders take even sizes only, and pixels that aren't square are written as fractions.
  private static let tolerance = 2

  func run(_ report: inout VerificationReport) async throws {
    let check = self
    let found = try await sideBySide(manifest.chapters, workers: 8) { _ in
    } tool: {
    } _: { _, chapter, _ in
      try check.faults(of: chapter)
    }
    for faults in found { report.faults += faults }
  }

  private func faults(of chapter: Manifest.Chapter) throws -> [VerificationReport.Fault] {
    var report = VerificationReport()
    let info = sources[chapter.source.recording]?.info
    let all = [chapter.video ?? chapter.audio].compactMap(\.self) + (chapter.more ?? [])
    for (place, media) in all.enumerated() where !damaged.contains(media.path) {
      do {
        if media.width != nil { try checkSize(of: media, &report) }
        try checkType(of: media, picture: place, info, &report)
      } catch let error as MediaError where error.code != .cancelled {
        // Where the recording is at hand, whoever compares the packets says so too.
        if info == nil { report.fault(media.path, "can't be read: \(error.description)") }
      }
    }
    return report.faults
  }

  private func checkSize(of media: Manifest.Media, _ report: inout VerificationReport) throws {
    let demuxer = try Demuxer(folder.appending(path: media.path), named: media.path, ignoresEditLists: true)
    let sizes = demuxer.streams.filter { $0.kind == .video && !$0.isCover }.compactMap { $0.picture?.displaySize }
    // A recording's picture may end before its sound: then a chapter's file has none.
    guard let first = sizes.first, let width = media.width, let height = media.height else { return }
    let fits = sizes.contains {
      abs($0.width - width) <= Self.tolerance && abs($0.height - height) <= Self.tolerance
    }
    if !fits {
      report.fault(
        media.path, "shows a picture of \(first.width)×\(first.height), the manifest says \(width)×\(height)")
    }
  }

  /// - Parameter picture: which of the recording's, from 0, where each is a file of its own.
  private func checkType(
    of media: Manifest.Media, picture: Int, _ info: MediaInfo?, _ report: inout VerificationReport
  ) throws {
    let isQuickTime = media.path.hasSuffix(".mov")
    guard
      let container = isQuickTime && media.width == nil
        ? "audio/quicktime" : Self.types[(media.path as NSString).pathExtension]
    else { return }
    let type = media.type.prefix { $0 != ";" }
    guard type == container else {
      return report.fault(media.path, "is \(container) by its name, the manifest says '\(shown(type))'")
    }
    // What QuickTime's files hold has no codecs that players ask for.
    guard !isQuickTime else { return }
    let told = media.type.firstMatch(of: /codecs="([^"]*)"/).map { String($0.1) } ?? ""
    if let info {
      // As the recording says it; a chapter's file may have another level, or lack a track that has nothing in the chapter.
      let video = info.pictures.dropFirst(picture).first?.codecString
      let known = [video, info.sound?.codecString].compactMap(\.self).joined(separator: ", ")
      if told == known { return }
    }
    let file = folder.appending(path: media.path)
    guard let found = try codecStrings(of: file, named: media.path), found != told else { return }
    if info == nil {
      let (saying, holding) = (families(in: told), families(in: found))
      if saying.isSubset(of: holding) || holding.isSubset(of: saying) { return }
    }
    report.fault(
      media.path,
      "holds the codecs '\(found)', the manifest says " + (told.isEmpty ? "none" : "'\(shown(told))'"))
  }

  /// What comes before profiles and levels: `avc1`, `mp4a`.
  private func families(in codecs: String) -> Set<String> {
    Set(
      codecs.split(separator: ",").map { codec in
        String(codec.drop { $0 == " " }.prefix { $0 != "." })
      })
  }
}
