import ArgumentParser
import Documents
import Exports
import Foundation
import Lesson
import Media
import PipelineFile
import StageGraph
import Wording
import Workplace

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Makes a lesson of each recording; 'chop FILE' is the same.",
    discussion: """
      EXAMPLES
        chop lecture.mp4                       makes lecture.lesson/ beside it
        chop lecture.mp4 -o ~/lessons/energy   in a folder of your choice
        chop lecture.mp4 --target 4m --max 8m  shorter chapters
        chop lecture.mp4 --chapters list.txt   cuts where the list says
        chop lecture.mov --for web             H.264 and AAC, for every browser
        chop lecture.mp4 --dry-run             says what it would do
        chop a.mp4 b.mp4 c.mp4                 one lesson each
        chop a.mp4 b.mp4 --as-one              parts of one lecture: one lesson
      """)

  @Argument(help: ArgumentHelp("The recordings.", valueName: "file"), completion: .recordings)
  var recordings: [String] = []
  @Option(
    name: [.short, .customLong("output")], help: ArgumentHelp("The lesson's own folder.", valueName: "folder"),
    completion: .directory)
  var output: String?
  @Flag(name: .long, help: "Make one lesson of all recordings, which are the parts of one lecture.")
  var asOne = false
  @Flag(name: .long, help: "Move aside what stands at the lesson's place and is not chop's, or of another recording.")
  var force = false
  @Flag(name: .long, help: "Plan boundaries anew, where a lesson of the recording stands already.")
  var replan = false
  @Flag(name: .long, help: "Make every file anew, where a lesson of the recording stands already.")
  var remake = false
  @Flag(name: .long, help: "Say what would be done; no media is opened, nothing is written.")
  var dryRun = false
  @Option(
    name: .customLong("work"),
    help: ArgumentHelp(
      "Where the lesson is made before it gets to its place, on the same disk.", valueName: "folder",
      visibility: .hidden),
    completion: .directory)
  var workFolder: String?
  @OptionGroup(title: "PLANNING") var work: WorkOptions
  @OptionGroup(title: "OUTPUT") var out: OutputOptions

  private func check() throws {
    if recordings.isEmpty { throw ValidationError("a recording was expected; write chop lecture.mp4") }
    for path in recordings { try checkIsNamed(path, "a recording", "chop lecture.mp4") }
    if let word = recordings.first, let command = Chop.commandMeant(by: word) {
      throw ValidationError(
        "\(shown(word)): there is no such command or file, and nothing was made; did you mean 'chop \(command)'?")
    }
    if output?.isEmpty == true { throw ValidationError("-o has no name; write -o lessons/energy") }
    if lessons.count > 1, work.baseURL != nil {
      throw ValidationError(
        "--base-url is one lesson's address, and there are \(recordings.count) recordings; make one after the other")
    }
    if lessons.count > 1, output != nil {
      throw ValidationError(
        "-o names one lesson's folder, and there are \(recordings.count) recordings; leave it out, or --as-one makes one lesson of them"
      )
    }
  }

  func run() async throws {
    let command = self
    try await Failure.reported {
      try command.check()
      try await Interruption.cancelling {
        var codes: [Int32] = []
        for paths in command.lessons {
          do {
            try await command.makeLesson(of: paths)
          } catch  where command.lessons.count > 1 && Failure.code(for: error) != 64 {
            guard let sentences = Failure.sentences(for: error) else { throw error }
            for sentence in sentences { Console.error(sentence) }
            codes.append(Failure.code(for: error))
          }
        }
        guard codes.isEmpty else {
          // What failed for the disk's sake alone is worth another try.
          let all: Int32 = codes.allSatisfy { $0 == 75 } ? 75 : 1
          throw ExitCode(codes.count == command.lessons.count ? all : 2)
        }
      }
    }
  }

  /// The recordings of each lesson.
  private var lessons: [[String]] { asOne ? [recordings] : recordings.map { [$0] } }

  private func makeLesson(of paths: [String]) async throws {
    let run = try LessonRun(
      paths, work, replans: replan, use: remake ? (dryRun ? .none : .kept) : dryRun ? .taken : .both)
    do {
      try await make(run)
    } catch {
      // What is wrong with a recording that is being changed is no news.
      if !Task.isCancelled { try run.checkInputs() }
      throw error
    }
  }

  private func make(_ run: LessonRun) async throws {
    let paths = run.parts.map(\.recording.path)
    let place = LessonFolder(for: run.parts[0].recording, lessonName: run.lessonName, asked: output)
    let display = ProgressDisplay(out, printsResult: dryRun)
    if !dryRun {
      for path in paths { display.say(["recording": path]) }
      place.removeAbandoned(in: workFolder)
    }
    var hashes: [String]?
    if case .lesson = try place.present() { hashes = try await run.sourceHashes(display) }
    let sources = try place.check(recordings: run.parts.map(\.recording), force: force, hashes: hashes)
    if dryRun { try place.checkReachable() }
    let earlier = try sources.flatMap { sources in
      try earlierManifest(in: place.url).map {
        LessonRun.Earlier(folder: place.url, manifest: $0, sources: sources)
      }
    }
    let changes = LessonChanges(since: earlier, run, replans: replan, remakes: remake)
    if dryRun {
      let outcome = try DryRun(of: run, for: place, earlier: remake ? nil : earlier, changes)
      Console.out(try out.progress == .json ? outcome.json() : "\(run.description)\n\n\(outcome)")
      return
    }
    if !out.quiet, out.progress == .text { Console.out(run.description) }
    if let earlier, changes.isEmpty {
      say(
        MadeLesson(path: place.path, manifest: earlier.manifest, publication: .unchanged, written: []), display)
      return
    }
    let making = try LessonInTheMaking(for: place, in: workFolder)
    do {
      try await run.makeLesson(in: making.url, earlier: remake ? nil : earlier, display: display)
      let manifest = try readManifest(in: making.url)
      try run.checkInputs()
      let written = earlier.map { _ in writtenFiles(of: manifest, in: making.url, before: place.url) }
      let publication = try making.publish(sources: manifest.sources.map(\.sha256), force: force)
      say(
        MadeLesson(path: place.path, manifest: manifest, publication: publication, written: written), display)
    } catch {
      defer { making.abandon() }
      if Task.isCancelled { throw error }
      throw making.reason(of: (error as? MediaError)?.writeFailure ?? error)
    }
  }

  /// nil for one that is damaged, or of a version that isn't known: all is made anew then. Throws where it can't be read.
  private func earlierManifest(in folder: URL) throws -> Manifest? {
    do { return try readManifest(in: folder) } catch is DocumentError { return nil }
  }

  private func say(_ made: MadeLesson, _ display: ProgressDisplay) {
    display.say(made.event)
    if made.publication.hadGap {
      Console.error(
        "note: \(shown(made.path, limit: 400)): this disk can't exchange folders, so for a moment no lesson was there")
    }
    if let aside = made.publication.movedAside { Console.error("what stood there is now \(shown(aside))") }
    guard !out.quiet, out.progress == .text else { return }
    Console.out(made.description)
    if out.timings {
      Console.out("")
      for (step, seconds) in display.timings { Console.out("  \(step): \(Int((seconds * 1000).rounded())) ms") }
    }
  }
}

extension MediaError {
  /// Why a lesson's file could not be written, where that is no matter of the recording's.
  fileprivate var writeFailure: POSIXError? {
    guard operation == "write" else { return nil }
    return switch code {
    case .diskFull: POSIXError(.ENOSPC)
    case .diskFailed: POSIXError(.EIO)
    case .noPermission: POSIXError(.EACCES)
    default: nil
    }
  }
}
