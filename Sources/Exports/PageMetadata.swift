internal import Documents
internal import Foundation
internal import Lesson
internal import Timeline

/// What the page says of itself to search engines and to whoever is sent its address: Open Graph (ogp.me) and schema.org's `VideoObject` (`AudioObject` where
/// there is only sound) with a `Clip` for each chapter, as JSON-LD, which is data and no script to browsers.
struct PageMetadata {
  let lesson: Manifest
  let formulas: [Formula]
  /// Where the page will be found.
  let base: BaseURL

  /// Elements for the page's head, a line each.
  func head() throws -> String {
    let first = lesson.chapters.first
    let properties: [(name: String, value: String?)] = [
      ("og:type", isSound ? "website" : "video.other"), ("og:title", plain(lesson.title)),
      ("og:description", plain(lesson.description)),
      ("og:url", base.text), ("og:image", poster), ("og:video", first?.video.map { address(of: $0.path) }),
      ("og:audio", first?.audio.map { address(of: $0.path) }),
    ]
    var lines = ["<link rel=\"canonical\" href=\"\(HTMLPage.escaped(base.text))\">"]
    for case (let name, let value?) in properties where !value.isEmpty {
      lines.append("<meta property=\"\(name)\" content=\"\(HTMLPage.escaped(value))\">")
    }
    let data = try encodeOrderedJSON(video(), pretty: false, forHTML: true)
    lines.append("<script type=\"application/ld+json\">\(String(decoding: data, as: UTF8.self))</script>")
    return lines.joined(separator: "\n")
  }

  private var isSound: Bool { !lesson.chapters.contains { $0.video != nil } }

  private var poster: String? { lesson.chapters.lazy.compactMap(\.poster).first.map { address(of: $0.path) } }

  /// Of a file of the lesson, whose path needs no escape.
  private func address(of path: String) -> String { base.text + path }

  private func video() throws -> LinkedVideo {
    var video = LinkedVideo(type: isSound ? "AudioObject" : "VideoObject", name: plain(lesson.title))
    video.context = "https://schema.org"
    video.description = nonEmpty(plain(lesson.description))
    video.url = base.text
    video.thumbnailUrl = poster
    video.uploadDate = nonEmpty(lesson.date)
    video.inLanguage = lesson.language == "und" ? nil : lesson.language
    video.license = lesson.licence.hasPrefix("https://") ? lesson.licence : nil
    video.author = lesson.authors.map { LinkedPerson(name: $0.name, url: $0.url) }
    var start = TimeSpan.zero
    video.hasPart = try lesson.chapters.map { chapter in
      let media = chapter.video ?? chapter.audio
      let length = try media?.duration.span ?? .zero
      let end = try start + length
      defer { start = end }
      let title = plain(chapter.title)
      let summary = nonEmpty(plain(chapter.summary))
      var part = LinkedVideo(type: chapter.video == nil ? "AudioObject" : "VideoObject", name: title)
      part.description = summary ?? video.description
      part.uploadDate = video.uploadDate
      part.contentUrl = media.map { address(of: $0.path) }
      part.encodingFormat = media.map { String($0.type.prefix { $0 != ";" }) }
      part.thumbnailUrl = chapter.poster.map { address(of: $0.path) }
      part.duration = duration(length)
      return LinkedClip(
        name: title, startOffset: Seconds(start), endOffset: Seconds(end),
        // The page's own path with a query: search engines take a fragment for the same address (`script/links.js` reads it).
        url: "\(base.text)?t=\(start.decimalSeconds)", description: summary, video: part)
    }
    video.duration = duration(start)
    return video
  }

  /// ISO 8601: `PT155.04S`.
  private func duration(_ length: TimeSpan) -> String { "PT\(length.decimalSeconds)S" }

  /// Text without TeX, as search engines show it: formulas in a line of characters, or without their signs where they could not be read.
  private func plain(_ text: String) -> String {
    var text = text
    for formula in formulas {
      let signs = formula.source.isDisplay ? [("\\[", "\\]"), ("$$", "$$")] : [("\\(", "\\)")]
      for (open, close) in signs { text = text.replacing(open + formula.source.tex + close, with: line(formula.math)) }
    }
    return ["\\(", "\\)", "\\[", "\\]"].reduce(text) { $0.replacing($1, with: "") }
  }

  private func line(_ math: MathElement) -> String {
    let parts = math.children.map(line)
    let groups = parts.map { $0.count == 1 || $0.allSatisfy(\.isNumber) ? $0 : "(\($0))" }
    return switch (math.name, groups.count) {
    case ("mfrac", 2): "\(groups[0])/\(groups[1])"
    case ("msup", 2): "\(groups[0])^\(groups[1])"
    case ("msub", 2): "\(parts[0])_\(groups[1])"
    case ("msqrt", _): "√(\(parts.joined()))"
    // Without the operators that can't be seen.
    default: (math.text + parts.joined()).filter { !("\u{2061}"..."\u{2064}").contains($0) }
    }
  }

  private func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }
}

private struct LinkedPerson: Encodable {
  var type = "Person"
  var name: String
  var url: String?
  enum CodingKeys: String, CodingKey {
    case type = "@type"
    case name, url
  }
}

private struct LinkedClip: Encodable {
  var type = "Clip"
  var name: String
  /// From the lesson's start, as its chapters follow each other.
  var startOffset: Seconds
  var endOffset: Seconds
  var url: String
  var description: String?
  var video: LinkedVideo
  enum CodingKeys: String, CodingKey {
    case type = "@type"
    case name, startOffset, endOffset, url, description, video
  }
}

private struct LinkedVideo: Encodable {
  var context: String?
  var type = "VideoObject"
  var name: String
  var description: String?
  var url: String?
  var contentUrl: String?
  var encodingFormat: String?
  var thumbnailUrl: String?
  var uploadDate: String?
  var duration: String?
  var inLanguage: String?
  var license: String?
  var author: [LinkedPerson]?
  var hasPart: [LinkedClip]?

  init(type: String = "VideoObject", name: String) {
    self.type = type
    self.name = name
  }

  enum CodingKeys: String, CodingKey {
    case context = "@context"
    case type = "@type"
    case name, description, url, contentUrl, encodingFormat, thumbnailUrl, uploadDate, duration, inLanguage, license
    case author, hasPart
  }
}
