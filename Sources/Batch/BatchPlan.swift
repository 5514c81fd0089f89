internal import Foundation
internal import Lesson
internal import Wording
internal import Workplace

/// All that lies below a folder of recordings, by what is to become of it. Nothing is opened but for a look at each file's first bytes, at question files
/// where pictures lie beside them, and at lessons whose names their recordings would no longer choose.
public struct BatchPlan: Sendable {
  /// By their recordings' paths.
  public private(set) var lessons: [PlannedLesson] = []
  /// What will never become a lesson as it lies there.
  public private(set) var failures: [BatchFailure] = []
  /// By path.
  public private(set) var leftAlone: [LeftAlone]

  private var ofLinks: Set<String> = []
  /// The folder of lessons.
  private let output: String

  /// Both are absolute paths; the folder of lessons need not be there.
  public init(recordings root: String, lessons output: String) {
    self.output = output
    let walk = FolderWalk(root, without: output)
    leftAlone = walk.leftAlone
    failures = walk.problems.map { BatchFailure($0.path.isEmpty ? "." : $0.path, $0.sentence) }
    ofLinks = Set(walk.leftAlone.filter { $0.kind == .link }.map(\.path))
    for folder in walk.folders { add(folder, root: root) }
    refuseSharedPlaces()
    lessons.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    failures.sort { $0.recording.utf8.lexicographicallyPrecedes($1.recording.utf8) }
    leftAlone.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private mutating func add(_ folder: FolderWalk.Folder, root: String) {
    let names = Set(folder.files.map(\.name))
    var recordings: [PlannedLesson.File] = []
    var others: [FolderWalk.File] = []
    for file in folder.files {
      let path = folder.path(of: file.name)
      let ending = RecordingSigns.ending(of: file.name)
      if RecordingSigns.unfinishedEndings.contains(ending) {
        leftAlone.append(LeftAlone(path, .halfWritten))
      } else if RecordingSigns.unfinishedEndings.contains(where: { names.contains("\(file.name).\($0)") }) {
        leftAlone.append(LeftAlone(path, .halfWritten, "is still being downloaded"))
      } else if ending == "zoom" {
        leftAlone.append(LeftAlone(path, .halfWritten, "open it in Zoom, which makes the recording of it"))
      } else if RecordingSigns.endings.contains(ending)
        || RecordingSigns.head(of: root + "/" + path).map(RecordingSigns.areIn) == true
      {
        recordings.append(planned(file, in: folder))
      } else {
        others.append(file)
      }
    }
    group(recordings, others, in: folder, root: root)
  }

  private func planned(_ file: FolderWalk.File, in folder: FolderWalk.Folder) -> PlannedLesson.File {
    PlannedLesson.File(
      path: folder.path(of: file.name), name: file.name.precomposedStringWithCanonicalMapping, stamp: file.stamp)
  }

  private mutating func group(
    _ recordings: [PlannedLesson.File], _ others: [FolderWalk.File], in folder: FolderWalk.Folder, root: String
  ) {
    // Two spellings of one name are two files of one name here; their lessons would share a place, which is refused later.
    let byName = Dictionary(grouping: recordings, by: \.name)
    let names = byName.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let meetings = Meetings(of: names)
    for view in meetings.otherViews {
      for file in byName[view.name] ?? [] { leftAlone.append(LeftAlone(file.path, .view, "\(view.taken) is taken")) }
    }
    let beside = names + others.map(\.name.precomposedStringWithCanonicalMapping)
    let called = meetings.groups.map { RecordingFile.commonName(of: $0.recordings, beside: beside) }
    var companions = Companionship(of: meetings.groups.flatMap(\.recordings), lessons: called.compactMap(\.self))
    let files = others.map { planned($0, in: folder) }
    var strangers = Set(files.filter { !companions.take($0) }.map(\.path))
    let links = links(in: folder)
    let pictures = ShownPictures(among: files, links: links, root: root)
    let stems = Dictionary(grouping: names) { LessonFolder.name(forRecording: $0, isAlone: true) }
    let place = folder.path.precomposedStringWithCanonicalMapping
    let home = URL(fileURLWithPath: place.isEmpty ? output : output + "/" + place)
    for (group, lessonName) in zip(meetings.groups, called) {
      let parts = group.recordings.compactMap { byName[$0]?.first }
      guard let first = parts.first else { continue }
      let isAlone = stems[LessonFolder.name(forRecording: first.name, isAlone: true)]?.count == 1
      let name =
        group.name.map { $0 + ".lesson" }
        ?? LessonFolder.name(forRecording: first.name, isAlone: isAlone, in: home)
      let named = companions.of(group.recordings, lesson: lessonName)
      let shown = pictures.shown(by: named)
      strangers.subtract(shown.files.map(\.file.path))
      let lesson = PlannedLesson(
        recordings: parts, companions: named + shown.files, lesson: place.isEmpty ? name : place + "/" + name)
      // Whoever looks for companions by name would follow it.
      let companionLink = links.first { name in
        group.recordings.contains { CompanionFiles.role(of: name, beside: $0) != nil }
      }
      if let outside = companionLink ?? shown.link {
        failures.append(
          BatchFailure(
            first.path, "\(Wording.shown(outside)) is a link that leads out of the folder; put the file itself there"))
      } else {
        lessons.append(lesson)
      }
      for twin in byName[first.name]?.dropFirst() ?? [] {
        lessons.append(PlannedLesson(recordings: [twin], companions: lesson.companions, lesson: lesson.lesson))
      }
    }
    leftAlone += strangers.map { LeftAlone($0, .noRecording) }
  }

  /// Names of links that were left alone, in Unicode NFC, in order.
  private func links(in folder: FolderWalk.Folder) -> [String] {
    ofLinks.compactMap { path in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return folder.path(of: name) == path ? name.precomposedStringWithCanonicalMapping : nil
    }.sorted()
  }

  /// Two recordings whose lessons would share a place: neither is made, since one would replace the other night after night.
  private mutating func refuseSharedPlaces() {
    let shared = Dictionary(grouping: lessons, by: \.lesson).filter { $0.value.count > 1 }
    lessons.removeAll { shared[$0.lesson] != nil }
    for (place, lessons) in shared {
      for lesson in lessons {
        let others = lessons.filter { !$0.name.utf8.elementsEqual(lesson.name.utf8) }.map { shown($0.name) }.sorted()
        failures.append(
          BatchFailure(
            lesson.name,
            "would become \(shown(place)), as would \(listed(others)); rename one of them so that both can have a lesson"
          ))
      }
    }
  }
}
