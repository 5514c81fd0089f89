public import Foundation
internal import Lesson

extension LessonFolder {
  /// The folder at this path, whatever recording it is for.
  public init(at path: String) {
    self.path = path
    url = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
  }

  /// The name of the lesson's folder of a recording of this name: `lecture.lesson`, and `lecture.mp4.lesson` where another recording differs in
  /// the ending only. Not longer than a file system takes.
  public static func name(forRecording name: String, isAlone: Bool) -> String {
    self.name(called: isAlone ? RecordingFile.stem(of: name) : name)
  }

  /// The same where lessons lie in `folder` already: that of a recording of this name keeps its place, whichever recordings came or went since it was made.
  public static func name(forRecording name: String, isAlone: Bool, in folder: URL) -> String {
    let usual = self.name(forRecording: name, isAlone: isAlone)
    let other = self.name(forRecording: name, isAlone: !isAlone)
    func isItsOwn(_ lesson: String) -> Bool {
      let file = folder.appending(component: lesson).appending(component: "manifest.json")
      return (try? Data(contentsOf: file)).flatMap(manifest)?.sources.map(\.name) == [name]
    }
    return isItsOwn(other) && !isItsOwn(usual) ? other : usual
  }

  /// The name of the folder of a lesson that is called so.
  public static func name(called name: String) -> String {
    name.prefix(bytes: nameLimit - ".lesson".utf8.count) + ".lesson"
  }
}
