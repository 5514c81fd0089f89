public import Foundation
internal import Lesson

/// A lesson's folder while it is being made: out of sight, on the same file system as its later place.
public struct LessonInTheMaking: Sendable {
  /// Where the lesson's files are written.
  public var url: URL { work.lesson }
  let place: LessonFolder
  let work: WorkFolder
  /// The folder that stood at the place when this was begun.
  let standing: FolderIdentity?
  /// The folders that had to be made for it, the innermost first.
  private let madeFolders: [URL]

  /// Makes a hidden folder beside the place, or `NAME.making` in `folder`. Throws ``WorkplaceError`` where that can't be done.
  public init(for place: LessonFolder, in folder: String? = nil) throws(WorkplaceError) {
    self.place = place
    standing = FolderIdentity(of: place.url)
    do {
      (work, madeFolders) = try Self.begin(place, in: folder)
    } catch {
      if let folder, error.code == .EEXIST {
        throw WorkplaceError(folder, "another chop is making a lesson in it", remedy: "name another folder with --work")
      }
      throw WorkplaceError(writing: place.path, failed: error.code)
    }
  }

  private static func begin(_ place: LessonFolder, in folder: String?) throws(POSIXError) -> (WorkFolder, [URL]) {
    var tries = 0
    while true {
      var made: [URL] = []
      do throws(POSIXError) {
        let parent = place.url.deletingLastPathComponent()
        made = try Workplace.makeFolders(parent)
        guard let folder else {
          return try (WorkFolder(at: parent.appending(component: place.unusedWorkName())), made)
        }
        let given = URL(fileURLWithPath: folder, isDirectory: true)
        made = try Workplace.makeFolders(given) + made
        guard FolderIdentity.areOnOneDisk(given, parent) else { throw POSIXError(.EXDEV) }
        place.removeAbandoned(in: folder)
        return try (WorkFolder(at: given.appending(component: place.workName)), made)
      } catch {
        for folder in made { removeEmptyFolder(folder) }
        // Another chop may have removed folders that it had made, or what it took for a crashed one's.
        tries += 1
        guard tries < 4, error.code == .ENOENT || folder == nil && error.code == .EEXIST else { throw error }
      }
    }
  }

  /// Removes what was made so far.
  public func abandon() {
    work.remove()
    for folder in madeFolders { removeEmptyFolder(folder) }
  }

  /// What is behind an error that came while the lesson was being made: what it means to the place, where it is about that.
  public func reason(of error: any Error) -> any Error {
    if error is WorkplaceError { return error }
    if work.isRevoked { return WorkplaceError.revoked(place.path) }
    return writeFailure(error).map { WorkplaceError(writing: place.path, failed: $0) } ?? error
  }
}

extension LessonFolder {
  /// Removes what earlier runs for this lesson left when they were killed; nothing of one that is still at work.
  ///
  /// `folder` is where they worked, if not beside the place.
  public func removeAbandoned(in folder: String? = nil) {
    if let folder {
      let given = URL(fileURLWithPath: folder, isDirectory: true)
      return WorkFolder.removeIfAbandoned(given.appending(component: workName), place: url)
    }
    let parent = url.deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path(percentEncoded: false))) ?? []
    for name in names where name.hasPrefix(hiddenWorkName) {
      guard name.dropFirst(hiddenWorkName.count).wholeMatch(of: /[0-9a-f]{8}/) != nil else { continue }
      WorkFolder.removeIfAbandoned(parent.appending(component: name), place: url)
    }
  }

  var workName: String { url.lastPathComponent.prefix(bytes: 100) + ".making" }
  private var hiddenWorkName: String { ".\(workName)-" }

  /// Random, since processes of several machines may have one number.
  func unusedWorkName() -> String {
    let number = String(UInt32.random(in: 0...UInt32.max), radix: 16)
    return hiddenWorkName + String(repeating: "0", count: 8 - number.count) + number
  }
}
