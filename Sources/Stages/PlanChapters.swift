internal import Boundaries
internal import Digests
internal import Lesson
internal import StageGraph
internal import Timeline
internal import Wording

/// Decides which chapters the recording falls into, and says what spoke for each boundary.
///
/// A chapter list is followed; where it leaves a stretch open, and without one, boundaries lie in pauses, or at slide changes where nobody speaks, so that chapters are about `target` long, between `min` and
/// `max`; a long pause, a sentence's end, a slide change and a keyframe speak for a boundary. Never inside speech, unless `max` leaves no other way.
struct PlanChapters: Stage {
  static let about = About(
    "decides where chapters begin, from pauses, slide changes, captions and chapter lists",
    example: "plan-chapters: { target: 4m, min: 2m, max: 8m }")

  @Option("the length that chapters should have", 10.s...12.h) var target = 6.min
  @Option("no chapter is shorter, unless a list asks for it; half the target where none is given", 1.s...12.h)
  var min: TimeSpan? = nil
  @Option("no chapter is longer, unless a list asks for it; twice the target where none is given", 2.s...24.h)
  var max: TimeSpan? = nil
  @Option("how far a listed whole-second time may move to a pause", 0.s...30.s) var snap = 2.s

  @Needs var recording: Recording
  @Needs var part: LessonPart?
  @Needs var info: MediaInfo
  @Needs var pauses: PauseMap?
  @Needs var slides: SlideMap?
  @Needs var captions: GivenCaptions?
  @Needs var details: GivenDetails?
  @Needs var list: GivenChapterList?
  @Needs var settings: RunSettings?
  @Needs var earlier: EarlierLesson?

  func check() throws(Complaint) {
    if let min, let max, min > max {
      throw Complaint("min (\(min.text)) is above max (\(max.text)); lower min or raise max")
    }
  }

  func run(in workshop: Workshop) async throws -> ChapterPlan {
    let track = captions?.main(language: details?.details.language)
    var request = PlanRequest(duration: info.duration, pauses: pauses)
    request.sentenceEnds = try track.map { try Boundaries.sentenceEnds(in: $0.cues) } ?? []
    request.topics = track.map { TopicChange(in: $0.cues) }
    request.announcements = track.map { Announcements(in: $0.cues, language: $0.language) }
    request.slides = slides
    request.keyframes = info.video?.keyframes ?? []
    request.list = list?.list
    (request.target, request.minimum, request.maximum) = try lengths()
    request.snap = snap
    var plan = try planChapters(request)
    let key = sha256(try planningText())
    if settings?.replans != true, let earlier, earlier.planning == key,
      var kept = earlier.plan(titles: plan.chapters.map(\.title), end: try Instant.zero + info.duration)
    {
      for index in kept.chapters.indices {
        let same = plan.chapters.first { $0.range.start == kept.chapters[index].range.start }
        kept.chapters[index].alternatives = same?.alternatives ?? []
      }
      plan = kept
    }
    plan.key = key
    if let track, let warning = try clockWarning(track) { plan.warnings.append(warning) }
    if let part, part.isOneOfSeveral { try stand(in: part, &plan) }
    for warning in plan.warnings { workshop.warn(warning) }
    return plan
  }

  /// Where the recording before ends, a chapter begins; and messages say of which recording they speak.
  private func stand(in part: LessonPart, _ plan: inout ChapterPlan) throws {
    if let before = part.recordingBefore, plan.chapters.first?.range.start == .zero {
      let evidence = "the recording '\(shown(before))' ends, '\(shown(recording.name))' starts here"
      plan.chapters[0].boundary = Boundary(.start, evidence: evidence)
    }
    let least = try lengths().min
    if info.duration < least, (list?.list?.entries ?? []).isEmpty {
      plan.warnings.append(
        "lasts \(info.duration.shortClock), less than the minimum of \(least.text), and is one chapter")
    }
    plan.warnings = plan.warnings.map { "\(shown(recording.name)): \($0)" }
  }

  /// Captions that run beside the sound: boundaries by them would be wrong, and what is shown is.
  private func clockWarning(_ track: CaptionTrack) throws -> String? {
    guard let pauses, let delay = captionsDelay(track.cues, pauses, duration: info.duration) else { return nil }
    let (side, option, length) = delay > .zero ? ("behind", "late", delay) : ("ahead of", "early", try .zero - delay)
    return
      "\(shown(track.file)): the captions run \(length) \(side) the sound, as far as its pauses tell; --set read-captions.\(option)=\(length) moves those beside the recording into place"
  }

  /// What is given decides what isn't, so that a short target alone, or a short maximum, means short chapters.
  private func lengths() throws -> (target: TimeSpan, min: TimeSpan, max: TimeSpan) {
    let least = Swift.max(target, min ?? target)
    let wished = max.map { Swift.min(least, $0) } ?? least
    return try (wished, min ?? wished / 2, max ?? wished * 2)
  }

  /// All that the boundaries depend on beside the recording: while it stays the same, those of an earlier lesson stay.
  private func planningText() throws -> String {
    let (target, min, max) = try lengths()
    let options = [target, min, max, snap, pauses?.shortest ?? .zero].map(\.text).joined(separator: " ")
    return try options + (slides == nil ? "" : " slides") + "\n" + canonicalJSON(list?.list?.entries ?? [])
  }
}
