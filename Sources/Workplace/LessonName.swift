internal import Foundation

extension LessonFolder {
  /// The folder at this path, whatever recording it is for.
  public init(at path: String) {
    self.path = path
    url = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
  }

  /// The name of the lesson's folder of a recording of this name: `lecture.lesson`, and `lecture.mp4.lesson` where another recording differs in
  /// the ending only. Not longer than a file system takes.
  public static func name(forRecording name: String, isAlone: Bool) -> String {
    let stem = isAlone ? RecordingFile.stem(of: name) : name
    return stem.prefix(bytes: nameLimit - ".lesson".utf8.count) + ".lesson"
  }
}
