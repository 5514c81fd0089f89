internal import Documents
internal import Foundation
internal import Lesson
internal import Timeline

/// What the page says of itself to search engines and to whoever is sent its address: Open Graph (ogp.me) and schema.org's `VideoObject` with a `Clip` for each
/// chapter, as JSON-LD, which is data and no script to browsers.
struct PageAddress {
  let base: BaseURL
  /// The page's own.
  var page: String { base.text }

  init(_ base: BaseURL) { self.base = base }

  /// The address of a file of the lesson; its path needs no escape.
  private func file(_ path: String) -> String { base.text + path }

  /// Elements for the page's head, a line each.
  func head(_ manifest: Manifest, escaped: (String) -> String) throws -> String {
    let poster = manifest.chapters.lazy.compactMap(\.poster).first.map { file($0.path) }
    var lines = ["<link rel=\"canonical\" href=\"\(escaped(page))\">"]
    let properties: [(String, String?)] = [
      ("og:type", "video.other"), ("og:title", manifest.title), ("og:description", manifest.description),
      ("og:url", page), ("og:image", poster),
      ("og:video", manifest.chapters.first?.video.map { file($0.path) }),
      ("og:audio", manifest.chapters.first?.audio.map { file($0.path) }),
    ]
    for case (let name, let value?) in properties where !value.isEmpty {
      lines.append("<meta property=\"\(name)\" content=\"\(escaped(value))\">")
    }
    let data = try encodeOrderedJSON(video(manifest, poster), pretty: false, forHTML: true)
    lines.append("<script type=\"application/ld+json\">\(String(decoding: data, as: UTF8.self))</script>")
    return lines.joined(separator: "\n")
  }

  private func video(_ manifest: Manifest, _ poster: String?) throws -> LinkedVideo {
    var start = Seconds(TimeSpan.zero)
    var video = LinkedVideo(name: manifest.title)
    video.context = "https://schema.org"
    video.description = nonEmpty(manifest.description)
    video.url = page
    video.thumbnailUrl = poster
    video.uploadDate = nonEmpty(manifest.date)
    video.inLanguage = manifest.language == "und" ? nil : manifest.language
    video.license = manifest.licence.hasPrefix("https://") ? manifest.licence : nil
    video.author = manifest.authors.map { LinkedPerson(name: $0.name, url: $0.url) }
    video.hasPart = manifest.chapters.map { chapter in
      let media = chapter.video ?? chapter.audio
      let length = media?.duration ?? Seconds(TimeSpan.zero)
      var end = start
      end.microseconds = start.microseconds.addingReportingOverflow(length.microseconds).partialValue
      defer { start.microseconds = end.microseconds }
      var part = LinkedVideo(type: chapter.video == nil ? "AudioObject" : "VideoObject", name: chapter.title)
      part.contentUrl = media.map { file($0.path) }
      part.encodingFormat = media.map { String($0.type.prefix { $0 != ";" }) }
      part.thumbnailUrl = chapter.poster.map { file($0.path) }
      part.duration = duration(length)
      return LinkedClip(
        name: chapter.title, startOffset: start, endOffset: end, url: "\(page)#\(chapter.id)",
        description: nonEmpty(chapter.summary), video: part)
    }
    video.duration = duration(start)
    return video
  }

  /// ISO 8601: `PT2M35.04S`.
  private func duration(_ seconds: Seconds) -> String {
    let (minutes, rest) = seconds.microseconds.quotientAndRemainder(dividingBy: 60_000_000)
    let (whole, fraction) = rest.quotientAndRemainder(dividingBy: 1_000_000)
    var digits = String(String(fraction + 1_000_000).dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return "PT\(minutes)M\(whole)\(digits.isEmpty ? "" : ".\(digits)")S"
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
