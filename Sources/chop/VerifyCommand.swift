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
      Without --source the recordings are looked for beside the lesson, by the names in the manifest.

      Every copied packet is held against the recording's, sound has to be in step with the picture, and the first and last frames that were encoded again are \
      decoded. --quick looks less closely, --deep more.

      EXAMPLES
        chop verify lecture.lesson
        chop verify lecture.lesson --quick
        chop verify lecture.lesson --deep --source ~/recordings/lecture.mp4
        chop verify lecture.lesson --source ~/recordings/lecture.mp4 --json
        chop verify lecture.lesson --source b.mp4 --source a.mp4
      """)

  @Argument(help: "The lesson's folder.", completion: .directory) var lesson: String
  @Option(
    name: .long,
    help: ArgumentHelp("The recording it was made of; once for each part, in any order.", valueName: "file"),
    completion: .recordings)
  var source: [String] = []
  @Flag var depth: Depth?
  @Flag(name: .long, help: "JSON for programs.") var json = false

  enum Depth: String, EnumerableFlag {
    case quick, deep

    static func help(for value: Depth) -> ArgumentHelp? {
      switch value {
      case .quick:
        "Only the manifest, every file's SHA-256, chapters in a row, captions and quizzes; no recording is needed."
      case .deep: "Also decode every frame and all sound, and hold each frame against the recording's."
      }
    }
  }

  func validate() throws {
    if depth == .quick, !source.isEmpty {
      throw ValidationError("a quick check needs no recording; leave out --source, or --quick")
    }
  }

  func run() async throws {
    let command = self
    try await Failure.reported {
      try checkIsNamed(command.lesson, "the lesson", "chop verify lecture.lesson")
      for path in command.source { try checkIsNamed(path, "a recording", "--source lecture.mp4") }
      try await Interruption.cancelling {
        let folder = URL(fileURLWithPath: command.lesson, isDirectory: true).standardizedFileURL
        guard FileManager.default.fileExists(atPath: folder.appending(path: ManifestFile.path).path) else {
          throw Complaint(
            "\(shown(command.lesson)): holds no lesson, for there is no \(ManifestFile.path); name a lesson's folder")
        }
        let depth: VerificationDepth =
          switch command.depth {
          case .quick: .quick
          case nil: .standard
          case .deep: .deep
          }
        let report = try await verifyLesson(
          in: folder, sources: depth == .quick ? [] : command.recordings(of: folder), depth: depth)
        if command.json {
          try Console.out(json: report)
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

  /// The recordings that were named, else those of the sources' names beside the lesson.
  private func recordings(of folder: URL) throws -> [VerifiedSource] {
    var files = try source.map { try RecordingFile(path: $0) }
    if source.isEmpty {
      let names = (try? readManifest(in: folder))?.sources.map(\.name) ?? []
      files = names.filter { !$0.contains("/") }.compactMap { name in
        try? RecordingFile(
          path: folder.deletingLastPathComponent().appending(component: name).path(percentEncoded: false))
      }
    }
    return files.map { VerifiedSource($0.url, named: $0.recording.name) }
  }
}
