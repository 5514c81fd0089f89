internal import Foundation
internal import Lesson
internal import Timeline
internal import Wording

/// A lesson as plain pages, for platforms that show pages of their own around them: no scripts, no styles.
struct LessonPages {
  struct Link: Hashable {
    var title: String
    var address: String
  }

  private let lesson: Manifest
  private let words: [String: Any]

  init(_ lesson: Manifest) {
    self.lesson = lesson
    func words(_ language: String) -> [String: Any] {
      let data = Data(PageFile.text(of: "words/\(language).json").utf8)
      return (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] ?? [:]
    }
    self.words = words("en").merging(words(String(lesson.language.prefix { $0 != "-" }).lowercased())) { $1 }
  }

  private func word(_ key: String) -> String { words[key] as? String ?? "" }

  var aboutTitle: String { word("about") }
  var closingQuizTitle: String { word("closingQuiz") }
  var linksTitle: String { word("references") }
  func quizTitle(of chapter: Manifest.Chapter) -> String {
    word("quizOf").replacing("{t}", with: "\(chapter.number). \(chapter.title)")
  }

  /// What the teacher says of the lesson; nil where nothing is said.
  var about: String? {
    let authors = lesson.authors.map { author in
      let affiliation = HTMLPage.escaped(author.affiliation ?? "")
      return [link(author.name, to: author.url ?? ""), affiliation].filter { !$0.isEmpty }.joined(separator: ", ")
    }
    let feedback = isSafe(lesson.feedback) ? [link(word("tellTeacher"), to: lesson.feedback)] : []
    let parts =
      paragraphs(lesson.description) + (authors.isEmpty ? [] : ["<p>\(authors.joined(separator: "; "))</p>"])
      + paragraphs(lesson.date) + paragraphs(lesson.licence) + list("objectives", lesson.objectives)
      + list("references", lesson.references) + feedback.map { "<p>\($0)</p>" }
    return parts.isEmpty ? nil : page(lesson.title, parts)
  }

  /// A chapter's summary, its video or sound, and what is said in it.
  func page(of chapter: Manifest.Chapter, captions: [CaptionTrack]) -> String {
    var parts = paragraphs(chapter.summary)
    if let media = chapter.video ?? chapter.audio {
      let tag = chapter.video == nil ? "audio" : "video"
      let width = chapter.video.map { " width=\"\(min($0.width ?? 640, 960))\"" } ?? ""
      let tracks = chapter.shownCaptions.map { captions in
        let language = HTMLPage.escaped(captions.language)
        return "<track kind=\"captions\" src=\"\(name(captions.path))\" srclang=\"\(language)\">"
      }
      parts.append(
        "<p><\(tag) src=\"\(name(media.path))\" controls=\"controls\"\(width)>\(tracks.joined())</\(tag)></p>")
    }
    if let track = spoken(in: captions), !track.cues.isEmpty {
      parts += ["<h2>\(HTMLPage.escaped(word("transcript")))</h2>"] + Self.spoken(track.cues).flatMap(paragraphs)
    }
    return page("\(chapter.number). \(chapter.title)", parts)
  }

  /// The track whose text stands on the page.
  private func spoken(in captions: [CaptionTrack]) -> CaptionTrack? {
    captions.first { $0.language == lesson.language } ?? captions.first
  }

  /// What is said in other languages, where there is no video that shows it.
  func lostCaptions(_ contents: LessonContents) -> [ExportRemark] {
    var languages: [String] = []
    for (index, chapter) in lesson.chapters.enumerated() where chapter.shownCaptions.isEmpty {
      let captions = contents.captions(ofChapter: index)
      for track in captions where track.language != spoken(in: captions)?.language {
        if !languages.contains(track.language) { languages.append(track.language) }
      }
    }
    guard !languages.isEmpty else { return [] }
    let names = listed(languages.map { shown($0, limit: 40) })
    return [ExportRemark(.lost, "the lesson", "loses its captions in \(names), for only videos show any")]
  }

  /// What lies elsewhere: the lesson's homepage, and each address in its references.
  var links: [Link] {
    var links: [Link] = []
    func add(_ title: String, _ address: String) {
      guard URL(string: address)?.host != nil, !links.contains(where: { $0.address == address }) else { return }
      links.append(Link(title: title.isEmpty ? address : title, address: address))
    }
    if lesson.homepage.wholeMatch(of: /https?:\/\/\S+/) != nil { add(word("homepage"), lesson.homepage) }
    for reference in lesson.references {
      // As on the page (about.js): with the parentheses that it opens and closes.
      let address = /https?:\/\/(?:[^\s<>"()]|\([^\s<>"()]*\))*(?:[^\s<>".,;:!?()\]]|\([^\s<>"()]*\))/
      for match in reference.matches(of: address) {
        let title = reference[..<match.range.lowerBound].trimmingCharacters(
          in: CharacterSet(charactersIn: " \t:,;(<–-"))
        add(title, String(match.output))
      }
    }
    return links
  }

  /// Of a file that lies beside the page.
  private func name(_ path: String) -> String {
    HTMLPage.escaped(path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// As on the lesson's own page (`lesson.js`).
  private func isSafe(_ address: String) -> Bool { address.wholeMatch(of: /(?i:https?:\/\/|mailto:)\S+/) != nil }

  /// `text` alone where nothing leads there.
  private func link(_ text: String, to address: String) -> String {
    let text = HTMLPage.escaped(text)
    return isSafe(address) ? "<a href=\"\(HTMLPage.escaped(address))\">\(text)</a>" : text
  }

  /// A paragraph ends where another speaks, or after two seconds of silence.
  private static func spoken(_ cues: [Cue]) -> [String] {
    var paragraphs: [String] = []
    var last: Cue?
    for cue in cues {
      if let last, last.speaker == cue.speaker, let pause = try? cue.range.start - last.range.end, pause < 2.s {
        paragraphs[paragraphs.count - 1] += " " + cue.text
      } else {
        paragraphs.append((cue.speaker.map { "\($0): " } ?? "") + cue.text)
      }
      last = cue
    }
    return paragraphs
  }

  private func paragraphs(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
      .map { "<p>\(HTMLPage.escaped(String($0)))</p>" }
  }

  private func list(_ heading: String, _ items: [String]) -> [String] {
    guard !items.isEmpty else { return [] }
    return ["<h2>\(HTMLPage.escaped(word(heading)))</h2>", "<ul>"]
      + items.map { "<li>\(HTMLPage.escaped($0))</li>" } + ["</ul>"]
  }

  private func page(_ title: String, _ parts: [String]) -> String {
    let language = lesson.language == "und" ? "" : " lang=\"\(HTMLPage.escaped(lesson.language))\""
    return """
      <!DOCTYPE html>
      <html\(language)>
      <head>
      <meta charset="utf-8">
      <title>\(HTMLPage.escaped(title))</title>
      </head>
      <body>
      \(parts.joined(separator: "\n"))
      </body>
      </html>

      """
  }
}

extension Manifest.Chapter {
  /// What its page shows over the video; with sound alone browsers show none.
  var shownCaptions: [Manifest.Captions] { video == nil ? [] : captions }
}
