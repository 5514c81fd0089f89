internal import Captions
public import Documents
public import Foundation
internal import Lesson

/// A lesson as it lies on disk: what exports are made from.
public struct StoredLesson: Sendable {
  /// Without symbolic links.
  public let folder: URL
  public var contents: LessonContents

  /// The lesson in the folder at `path`.
  ///
  /// Throws `DocumentError` where there is none, and where its manifest or one of the questions or captions that it names can't be read or lies elsewhere.
  public init(at path: String) throws(DocumentError) {
    folder = URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL.resolvingSymlinksInPath()
    let given = path as NSString
    func name(_ file: String) -> String { given.appendingPathComponent(file) }
    guard FileManager.default.fileExists(atPath: folder.appending(path: ManifestFile.path).path(percentEncoded: false))
    else {
      throw DocumentError(
        Diagnostic(
          .error, in: path, "holds no lesson, for there is no \(ManifestFile.path) in it",
          hint: "name a lesson's folder, such as lecture.lesson"))
    }
    let manifest = try ManifestFile.read(
      Self.data(ManifestFile.path, in: folder, named: name(ManifestFile.path), limit: ManifestFile.sizeLimit),
      named: name(ManifestFile.path))
    contents = LessonContents(manifest: manifest, captions: [], quizzes: [], closingQuiz: nil)
    for chapter in manifest.chapters {
      var tracks: [CaptionTrack] = []
      for file in chapter.captions {
        let text = try SourceText(
          Self.data(file.path, in: folder, named: name(file.path), limit: SourceText.sizeLimit), named: name(file.path))
        // A chapter in which nothing is said has a file without cues.
        let cues = text.lines.contains { $0.contains("-->") } ? try readCaptions(text).cues : []
        tracks.append(CaptionTrack(language: file.language, file: file.path, cues: cues))
      }
      contents.captions.append(tracks)
      contents.quizzes.append(
        try chapter.quiz.map { file throws(DocumentError) in try quiz(file.path, name(file.path)) })
    }
    contents.closingQuiz = try manifest.quiz.map { file throws(DocumentError) in try quiz(file.path, name(file.path)) }
  }

  private func quiz(_ path: String, _ name: String) throws(DocumentError) -> Quiz {
    let data = try Self.data(path, in: folder, named: name, limit: ManifestFile.sizeLimit)
    guard let quiz = try? JSONDecoder().decode(Quiz.self, from: data), quiz.schema == "chop-quiz" else {
      throw DocumentError(
        Diagnostic(
          .error, in: name, "is damaged: 'chop schema quiz' says what is expected in it", hint: "make the lesson again")
      )
    }
    return quiz
  }

  /// Where the lesson's own file of this path lies. Throws `DocumentError` where none is there, or where a symbolic link leads out of the lesson.
  public func file(_ path: String) throws(DocumentError) -> URL { try Self.file(path, in: folder, named: path) }

  private static func file(_ path: String, in folder: URL, named name: String) throws(DocumentError) -> URL {
    let url = folder.appending(path: path, directoryHint: .notDirectory)
    guard ManifestFile.isInside(path),
      url.resolvingSymlinksInPath().path(percentEncoded: false) == url.path(percentEncoded: false),
      (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
    else {
      throw DocumentError(
        Diagnostic(
          .error, in: name, "is named by the manifest, and no plain file of that name is in the lesson",
          hint: "'chop verify' says what else is missing; make the lesson again"))
    }
    return url
  }

  private static func data(_ path: String, in folder: URL, named name: String, limit: Int) throws(DocumentError) -> Data
  {
    let url = try file(path, in: folder, named: name)
    guard let handle = try? FileHandle(forReadingFrom: url), let data = try? handle.read(upToCount: limit + 1) else {
      throw DocumentError(
        Diagnostic(.error, in: name, "can't be read", hint: "chmod +r makes it readable, if it is yours"))
    }
    guard data.count <= limit else {
      throw DocumentError(Diagnostic(.error, in: name, "is larger than \(limit >> 20) MB"))
    }
    return data
  }
}
