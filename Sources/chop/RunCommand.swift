import ArgumentParser
import Exports
import Foundation
import Lesson
import PipelineFile
import StageGraph
import Timeline
import Wording
import Workplace

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Makes a lesson of each recording; 'chop FILE' is the same.",
    discussion: """
      EXAMPLES
        chop lecture.mp4                           lecture.lesson/ beside the recording
        chop lecture.mp4 -o ~/lessons/energy       the lesson's own folder
        chop lecture.mp4 --target 4m --max 8m      shorter chapters
        chop lecture.mp4 --dry-run                 what would be done, nothing read but names
        chop a.mp4 b.mp4 c.mp4                     one lesson each
      """)

  @Argument(help: ArgumentHelp("The recordings.", valueName: "file"))
  var recordings: [String]
  @Option(name: [.short, .customLong("output")], help: ArgumentHelp("The lesson's own folder.", valueName: "folder"))
  var output: String?
  @Flag(name: .long, help: "Move aside what stands at the lesson's place and is not chop's, or of another recording.")
  var force = false
  @Flag(name: .long, help: "Plan boundaries anew, where a lesson of the recording stands already.")
  var replan = false
  @Flag(name: .long, help: "Make every file anew, where a lesson of the recording stands already.")
  var remake = false
  @Flag(name: .long, help: "Print the plan, and do nothing.")
  var dryRun = false
  @OptionGroup(title: "PLANNING") var work: WorkOptions
  @OptionGroup(title: "OUTPUT") var out: OutputOptions

  func validate() throws {
    if recordings.isEmpty { throw ValidationError("name a recording: chop lecture.mp4") }
    if recordings.count > 1, output != nil {
      throw ValidationError("-o names one lesson's folder, and there are \(recordings.count) recordings; leave it out")
    }
  }

  func run() async throws {
    let command = self
    try await Failure.reported {
      try await Interruption.cancelling {
        var failed = 0
        for path in command.recordings {
          do {
            try await command.makeLesson(of: path)
          } catch  where command.recordings.count > 1 && Failure.sentences(for: error) != nil {
            for sentence in Failure.sentences(for: error) ?? [] { Console.error(sentence) }
            failed += 1
          }
        }
        if failed > 0 { throw ExitCode(failed == command.recordings.count ? 1 : 2) }
      }
    }
  }

  private func makeLesson(of path: String) async throws {
    let run = try LessonRun(path, work, replans: replan)
    let place = LessonFolder(for: run.recording, asked: output)
    if dryRun {
      Console.out("\(run.description)\n\n\(run.pipeline.plan)\n\nwould become \(shown(place.path, limit: 400))")
      return
    }
    let source = try place.check(recording: run.recording, force: force)
    let earlier = source.flatMap { _ in try? readManifest(in: place.url) }
    if !out.quiet, out.progress == .text { Console.out(run.description) }
    let display = ProgressDisplay(out)
    if let source, let earlier, !replan, !remake, earlier.fingerprint == run.fingerprint(source: source),
      isWhole(earlier, in: place.url)
    {
      say(earlier, place, .unchanged, display)
      return
    }
    let making = try LessonInTheMaking(for: place)
    let manifest: Manifest
    let published: Publication
    do {
      _ = try await run.run(
        run.pipeline.plan, in: making.url, earlier: remake ? nil : earlier.map { (place.url, $0) }, display: display)
      manifest = try readManifest(in: making.url)
      published = try making.publish(source: manifest.sources.first?.sha256 ?? "")
    } catch {
      making.abandon()
      throw error
    }
    say(manifest, place, published, display)
  }

  /// Every file that the manifest names is there with its size: what a glance can tell.
  private func isWhole(_ manifest: Manifest, in folder: URL) -> Bool {
    manifest.allFiles.allSatisfy { file in
      let values = try? folder.appending(path: file.path).resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
      return values?.isRegularFile == true && values?.fileSize == Int(file.bytes)
    }
  }

  private func say(
    _ manifest: Manifest, _ place: LessonFolder, _ published: Publication, _ display: ProgressDisplay
  ) {
    let path = shown(place.path, limit: 400)
    if out.progress == .json {
      let summary = ["lesson": place.path, "id": manifest.id, "fingerprint": manifest.fingerprint]
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      if let line = try? encoder.encode(["made": summary]) { Console.out(String(decoding: line, as: UTF8.self)) }
      return
    }
    if let aside = published.movedAside { Console.error("what stood there is now \(shown(aside))") }
    guard !out.quiet else { return }
    if !published.carriedOver.isEmpty {
      Console.out("carried over: \(listed(published.carriedOver.map { shown($0) }))")
    }
    Console.out("\n\(Console.bold(shown(manifest.title, limit: 100))): \(counted(manifest.chapters.count, "chapter"))")
    for chapter in manifest.chapters { Console.out("  " + line(chapter)) }
    for omitted in manifest.omitted where omitted.exact.count == 2 {
      Console.out(
        "  left out: \(omitted.exact[0].shortClock) to \(omitted.exact[1].shortClock) (\(shown(omitted.reason)))")
    }
    if let quiz = manifest.quiz { Console.out("  at the end: \(counted(quiz.questions, "question"))") }
    Console.out(
      "\n\(path)/index.html plays it" + (published.isUnchanged ? "; nothing has changed, so it stays as it is" : ""))
    if out.timings {
      for (step, seconds) in display.timings { Console.out("  \(step): \(Int((seconds * 1000).rounded())) ms") }
    }
  }

  private func line(_ chapter: Manifest.Chapter) -> String {
    guard let range = chapter.source.range, let length = try? range.length() else { return chapter.id }
    let number = chapter.number < 10 ? " \(chapter.number)" : "\(chapter.number)"
    let quiz = chapter.quiz.map { ", \(counted($0.questions, "question"))" } ?? ""
    return "\(number)  \(range.start.shortClock)  \(shown(chapter.title, limit: 70))  "
      + Console.dim("\(length.shortClock), \(chapter.cut.method.rawValue)\(quiz)")
  }
}
