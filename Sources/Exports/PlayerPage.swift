internal import Documents
internal import Foundation
internal import Lesson

/// `index.html`: plays the lesson from a double click and from any file server, in one file without network.
///
/// Styles, scripts and data stand in the page, for at `file:` browsers block `fetch`, modules and `<track>`; only media and posters are
/// files beside it. A Content-Security-Policy (W3C, CSP Level 3) names the one script and the one style sheet by their hash, so text of
/// the lesson can't run as a script even if it came to stand in the page as HTML.
public struct PlayerPage: LessonExport {
  public let name = "page"
  public let summary = "index.html: plays the lesson in a browser, with chapters, captions and quizzes"
  public let form = ExportForm.folder
  public let needs: Set<ExportNeed> = [.formulas]

  public init() {}

  /// The page, and the media and posters that it shows.
  public func export(_ contents: LessonContents) throws -> Exported {
    let shown = contents.manifest.chapters.flatMap { [$0.video?.file, $0.audio?.file, $0.poster].compactMap(\.self) }
    let pictures = QuestionPictures(contents)
    let html = try Self.html(contents, pictures: pictures)
    return Exported(
      [ExportedFile(path: "index.html", type: "text/html", data: Data(html.utf8))] + pictures.files
        + shown.map { ExportedFile(path: $0.path, type: $0.type, content: .copied($0.path)) },
      remarks: contents.furtherPictures)
  }

  private static func html(_ contents: LessonContents, pictures: QuestionPictures) throws -> String {
    let style = PageFile.style
    let script = "(() => {\n'use strict';\n\(PageFile.script)\n})();\n"
    let parts = [
      "language": HTMLPage.escaped(contents.manifest.language),
      "policy": HTMLPage.policy(
        script: script, style: style, "img-src 'self' data:", "media-src 'self' blob:", "connect-src 'self'"),
      "title": HTMLPage.escaped(contents.manifest.title),
      "description": HTMLPage.escaped(contents.manifest.description),
      "metadata": try metadata(of: contents),
      "style": style,
      "icons": PageFile.flush("icons.svg"),
      "chapters": contents.manifest.chapters.map(link).joined(separator: "\n"),
      "words": "{\(words.joined(separator: ",\n"))}",
      "lesson": String(
        decoding: try encodeOrderedJSON(PageLesson(contents, pictures: pictures), pretty: false, forHTML: true),
        as: UTF8.self),
      "script": script,
    ]
    return HTMLPage.filled(PageFile.flush("index.html"), parts)
  }

  private static func metadata(of contents: LessonContents) throws -> String {
    guard let base = contents.baseURL else { return "" }
    return try PageMetadata(lesson: contents.manifest, formulas: contents.formulas, base: base).head()
  }

  /// `"en": {…}` for each language of the interface.
  private static var words: [String] {
    PageFile.all.filter { $0.name.hasPrefix("words/") }.map { file in
      let language = file.name.dropFirst("words/".count).prefix { $0 != "." }
      return "\"\(language)\": \(file.text)"
    }
  }

  /// What is there without scripts.
  private static func link(_ chapter: Manifest.Chapter) -> String {
    let path = (chapter.video ?? chapter.audio)?.path ?? ""
    return "<li><a href=\"\(HTMLPage.escaped(path))\">\(chapter.number). \(HTMLPage.escaped(chapter.title))</a></li>"
  }
}
