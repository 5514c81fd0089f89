internal import Foundation
internal import Wording

/// The two folders of a batch: where they are, and what they are called in messages.
public struct BatchPaths: Hashable, Sendable {
  /// Absolute paths.
  public let recordings: String
  public let lessons: String
  /// As the user gave them, without a slash at the end.
  public let givenRecordings: String
  public let givenLessons: String

  /// Both as the user gave them.
  public init(recordings: String, lessons: String) {
    func absolute(_ path: String) -> String {
      let plain = URL(fileURLWithPath: path).standardizedFileURL.path(percentEncoded: false)
      return realPath(plain) ?? trimmed(plain)
    }
    self.recordings = absolute(recordings)
    self.lessons = absolute(lessons)
    givenRecordings = trimmed(recordings)
    givenLessons = trimmed(lessons)
  }

  /// A recording as the user would name it.
  public func given(recording path: String) -> String {
    givenRecordings == "/" ? "/" + path : givenRecordings + "/" + path
  }

  /// A lesson as the user would name it.
  public func given(lesson path: String) -> String { givenLessons == "/" ? "/" + path : givenLessons + "/" + path }

  var shownLessons: String { shown(givenLessons, limit: 400) }

  /// A sentence about a recording without the recording's name, and with other files' names relative to the two folders: so that it is the same on every machine.
  func about(_ lesson: PlannedLesson, _ sentence: String) -> String {
    var sentence = sentence
    for folder in [givenRecordings, givenLessons] {
      let prefix = shown(folder, limit: 400) + "/"
      if sentence.hasPrefix(prefix) { sentence.removeFirst(prefix.count) }
      for before in [" ", "'"] { sentence = sentence.replacing(before + prefix, with: before) }
    }
    // A lesson goes by its first recording's name; what is said of another part names that.
    for recording in lesson.recordings.prefix(1) {
      for name in [recording.path, recording.name] {
        for limit in [200, 400] where sentence.hasPrefix(shown(name, limit: limit) + ": ") {
          return String(sentence.dropFirst(shown(name, limit: limit).count + 2))
        }
      }
    }
    return sentence
  }

  func plain(_ error: any Error) -> String {
    (error as? POSIXError).map { systemSentence($0.code.rawValue) } ?? shown((error as NSError).localizedDescription)
  }
}

private func trimmed(_ path: String) -> String {
  var path = path[...]
  while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
  return String(path)
}
