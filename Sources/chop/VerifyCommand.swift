import ArgumentParser
import Documents
import Exports
import Foundation
import Lesson
import StageGraph
import Verification
import Wording
import Workplace

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks that a lesson is whole, valid against its schema, and true to its source.",
    discussion: """
      Without --source the recording is looked for beside the lesson, by the name in the manifest.

      EXAMPLES
        chop verify lecture.lesson
        chop verify lecture.lesson --source ~/recordings/lecture.mp4 --json
      """)

  @Argument(help: "The lesson's folder.", completion: .directory) var lesson: String
  @Option(name: .long, help: ArgumentHelp("The recording it was made of.", valueName: "file"), completion: .recordings)
  var source: String?
  @Flag(name: .long, help: "JSON for programs.") var json = false

  func run() async throws {
    let command = self
    try await Failure.reported {
      try await Interruption.cancelling {
        let folder = URL(fileURLWithPath: command.lesson, isDirectory: true).standardizedFileURL
        guard FileManager.default.fileExists(atPath: folder.appending(path: ManifestFile.path).path) else {
          throw Complaint(
            "\(shown(command.lesson)): holds no lesson, for there is no \(ManifestFile.path); name a lesson's folder")
        }
        let source = try command.recording(of: folder)
        let report = try verifyLesson(in: folder, source: source)
        if command.json {
          Console.out(String(decoding: try encodeOrderedJSON(report, pretty: true, forHTML: false), as: UTF8.self))
        } else {
          for sentence in report.checked { Console.out("checked: \(sentence)") }
          for sentence in report.notChecked { Console.out("not checked: \(sentence)") }
          for fault in report.faults {
            Console.error("\(shown(fault.path)): error: \(shown(fault.sentence, limit: 600))")
          }
          Console.out(report.faults.isEmpty ? "no fault found" : counted(report.faults.count, "fault"))
        }
        if !report.faults.isEmpty { throw ExitCode(1) }
      }
    }
  }

  /// The recording that was named, else one of the source's name beside the lesson.
  private func recording(of folder: URL) throws -> (url: URL, name: String)? {
    if let source {
      let file = try RecordingFile(path: source)
      return (file.url, file.recording.name)
    }
    guard let name = (try? readManifest(in: folder))?.sources.first?.name, !name.contains("/"),
      let file = try? RecordingFile(
        path: folder.deletingLastPathComponent().appending(component: name).path(percentEncoded: false))
    else { return nil }
    return (file.url, file.recording.name)
  }
}
