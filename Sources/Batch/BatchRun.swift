public import Foundation
internal import Lesson
public import Processes
internal import Synchronization
internal import Wording
internal import Workplace

/// Makes the lessons of a plan, each in a process of its own.
///
/// There are no locks and there is no second truth: what says that a recording is done is its lesson. Two batches at the same time do some work twice, and the first
/// whole lesson wins.
public struct BatchRun: Sendable {
  /// The process that makes a lesson. `work` is where it may write before the lesson stands at its place; `replaces`: an earlier recording's lesson gives way.
  public typealias Command = @Sendable (_ lesson: PlannedLesson, _ work: URL, _ replaces: Bool) -> LimitedProcess

  let plan: BatchPlan
  let settings: BatchSettings
  let folder: BatchFolder
  let attempts: Attempts
  let check: StandingCheck
  let wording: BatchPaths
  private let command: Command

  public init(_ plan: BatchPlan, _ settings: BatchSettings, _ paths: BatchPaths, command: @escaping Command) {
    self.plan = plan
    self.settings = settings
    self.wording = paths
    self.command = command
    folder = BatchFolder(in: URL(fileURLWithPath: paths.lessons))
    attempts = Attempts(folder: folder)
    check = StandingCheck(
      lessons: paths.lessons, settings: settings.run, seen: SeenFiles(in: folder.seen, root: paths.recordings))
  }

  /// Does what there is to do, as many lessons at the same time as the settings say. A recording that fails stops nothing.
  ///
  /// When the task is cancelled, or the disk is full or sick, no more is started, and what is done stays. Throws where not even the batch's own folder can be made.
  public func run(_ events: @escaping @Sendable (BatchEvent) -> Void) async throws -> BatchReport {
    do { try folder.make() } catch {
      throw WorkplaceError(writing: wording.givenLessons, failed: writeFailure(error) ?? .ENOENT)
    }
    attempts.cleanAll(for: plan.lessons, in: wording.lessons)
    let outcomes = Mutex<[String: LessonOutcome]>([:])
    let end: @Sendable (PlannedLesson, LessonOutcome) -> Void = { lesson, outcome in
      outcomes.withLock { $0[lesson.id] = outcome }
      events(.ended(lesson, outcome))
    }
    let queue = WorkQueue(open(end))
    await withTaskGroup { group in
      for _ in 0..<settings.atOnce {
        group.addTask {
          while let (lesson, standing) = queue.next() {
            do {
              end(lesson, try await work(on: lesson, standing, events))
            } catch let error as SickPlace {
              queue.stop(error.sentence)
            } catch {
              return
            }
          }
        }
      }
    }
    let isStopped = Task.isCancelled
    var report = BatchReport(
      plan, outcomes.withLock { $0 }, sickness: queue.sickness, generator: settings.run.generator)
    do {
      try check.seen.save(isWhole: !isStopped && queue.sickness == nil)
      try write(report.data(), to: folder.report)
    } catch {
      report = BatchReport(
        plan, outcomes.withLock { $0 }, sickness: queue.sickness ?? SickPlace(folder.report, error).sentence,
        generator: settings.run.generator)
    }
    return report
  }

  /// The lessons that are not plainly done, those whose files were touched last at the end: they may still have to settle.
  private func open(_ end: (PlannedLesson, LessonOutcome) -> Void) -> [(PlannedLesson, Standing)] {
    var settled: [(PlannedLesson, Standing)] = []
    var young: [(PlannedLesson, Standing)] = []
    for lesson in plan.lessons {
      let standing = (try? check.standing(of: lesson, reading: false)) ?? .unread
      if case .done(let generator) = standing, !settings.renews {
        end(lesson, .unchanged(generator: generator))
      } else if Settling(lesson, settings.settle).wait > .zero {
        young.append((lesson, standing))
      } else {
        settled.append((lesson, standing))
      }
    }
    return settled + young
  }

  private func work(
    on lesson: PlannedLesson, _ earlier: Standing, _ events: @escaping @Sendable (BatchEvent) -> Void
  ) async throws -> LessonOutcome {
    if let moving = try await Settling(lesson, settings.settle).moving(below: wording.recordings) {
      return .leftAlone(LeftAlone(moving, .halfWritten, "changed while chop looked"))
    }
    let standing: Standing
    do {
      standing = earlier == .unread ? try await onThread { try check.standing(of: lesson, reading: true) } : earlier
    } catch {
      return .failed(reason: unreadable(error), isRemembered: false)
    }
    if case .done(let generator) = standing, !settings.renews { return .unchanged(generator: generator) }
    let key = Attempts.Key(lesson, with: settings.circumstances)
    if settings.retries || settings.renews {
      attempts.clear(lesson)
    } else if let reason = remembered(lesson, key) {
      return .failed(reason: reason, isRemembered: true)
    }
    return try await attempt(lesson, standing, key, events)
  }

  func unreadable(_ error: any Error) -> String {
    "can't be read (\(wording.plain(error))); chmod +r makes it readable"
  }

  /// Why there is no use in trying.
  func remembered(_ lesson: PlannedLesson, _ key: Attempts.Key) -> String? {
    if let reason = attempts.failure(of: lesson, key) { return reason }
    let count = attempts.withoutResult(lesson, key)
    guard count >= Attempts.limit else { return nil }
    return "ended chop \(count) times without a result, and is not tried again until it changes; --retry tries it"
  }

  private func attempt(
    _ lesson: PlannedLesson, _ standing: Standing, _ key: Attempts.Key,
    _ events: @escaping @Sendable (BatchEvent) -> Void
  ) async throws -> LessonOutcome {
    let attempt: String
    do { attempt = try attempts.begin(lesson, key) } catch { throw SickPlace(folder.url, error) }
    let work = attempts.work(attempt, of: lesson)
    defer { attempts.clean(work, for: lesson, in: wording.lessons) }
    events(.started(lesson, why: standing.why))
    var process = command(lesson, work, standing.isChanged && check.isOfTheSameName(lesson))
    process.timeLimit = settings.timeLimit(of: lesson)
    let earlier = FileStamp(at: check.manifest(of: lesson))
    let result: LessonProcess.Result
    do {
      result = try await LessonProcess(process: process).run { events(.heard(lesson, $0)) }
    } catch {
      attempts.forget(attempt, of: lesson)
      guard !Task.isCancelled else {
        // It may have got to its place at the last moment.
        guard FileStamp(at: check.manifest(of: lesson)) != earlier else { throw CancellationError() }
        check.learn(from: lesson)
        return .made(warnings: [])
      }
      throw SickPlace(sentence: "chop can't be started: \(error)")
    }
    let moved = lesson.files.first { FileStamp(at: wording.recordings + "/" + $0.path) != $0.stamp }?.path
    switch result {
    case .made(let warnings):
      attempts.clear(lesson)
      if moved == nil { check.learn(from: lesson) }
      let more = moved.map { ["\(shown($0)) changed while it was read; the next batch makes the lesson again"] } ?? []
      return .made(warnings: warnings.map { wording.about(lesson, $0) } + more)
    case .sickPlace(let sentences):
      attempts.forget(attempt, of: lesson)
      throw SickPlace(sentence: sentences.first ?? "\(wording.shownLessons): the disk is full or can't be written")
    case .failed where moved != nil, .noResult where moved != nil:
      attempts.forget(attempt, of: lesson)
      return .leftAlone(LeftAlone(moved ?? "", .halfWritten, "changed while chop read it"))
    case .failed(let sentences):
      let sentence = sentences.first ?? "failed and said nothing; chop probe may say more"
      let reason = wording.about(lesson, sentence)
      // What is wrong with the lesson's place may be right tomorrow, with the same recording.
      if !sentence.hasPrefix(shown(wording.given(lesson: lesson.lesson), limit: 400)) {
        do { try attempts.record(reason, of: lesson, key) } catch { throw SickPlace(folder.url, error) }
      }
      attempts.clearTraces(lesson)
      return .failed(reason: reason, isRemembered: false)
    case .noResult(let why, let remedy):
      let count = attempts.withoutResult(lesson, key)
      return .failed(reason: "\(why), attempt \(count) of \(Attempts.limit); \(remedy)", isRemembered: false)
    }
  }
}
