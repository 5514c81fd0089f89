internal import Foundation
internal import Lesson

/// What happened when a lesson was moved to its place.
public struct Publication: Hashable, Sendable {
  /// Relative paths of a person's files in the earlier lesson, which are in the new one too.
  public var carriedOver: [String] = []
  /// The name under which what else stood there was moved aside.
  public var movedAside: String?
  /// The earlier lesson is the same, and stays as it is.
  public var isUnchanged = false
  /// Another chop made the same lesson at the same time: that one stands.
  public var isByAnother = false
  /// The file system can't exchange two folders, so for a moment no lesson stood at the place.
  public var hadGap = false

  public static let unchanged = Publication(isUnchanged: true)
}

extension LessonInTheMaking {
  /// Moves the lesson to its place, at one instant, so that what stands there is always a whole lesson. Files that a person put into the earlier
  /// lesson are carried over. A lesson that is the same as the earlier one is not moved: that stays, as does one with the same
  /// fingerprint that another chop has put there since this one began. What isn't chop's, or of another recording, is moved aside if `force` says so.
  ///
  /// Nothing is locked: whoever renames first wins, and what stands at the place says what there is to do.
  ///
  /// `source` is the SHA-256 of the recording. Throws ``WorkplaceError``, or what Foundation says of a file that can't be carried over; what
  /// stood at the place is there then.
  public func publish(source: String, force: Bool = false) throws -> Publication {
    if case .lesson(source) = try place.present(), isSame(as: place.url) {
      abandon()
      return .unchanged
    }
    do {
      return try move(source: source, force: force)
    } catch {
      throw reason(of: error)
    }
  }

  private func move(source: String, force: Bool) throws -> Publication {
    try sync(url, last: Self.manifest)
    let own = manifest(in: url)
    var done = Publication()
    var aside: URL?
    do {
      // Others may be at the same place, but not for ever.
      for _ in 0..<16 {
        if try takeEmptyPlace(own) { return finished(done) }
        let found = FolderIdentity(of: place.url)
        switch try place.present() {
        case .nothing: continue
        case .lesson(source):
          if found != standing, fingerprint(of: place.url) == fingerprint(of: url) {
            done.isByAnother = true
            return finished(done)
          }
          guard let found, let replaced = try replace(found) else { continue }
          return finished(replaced)
        case .lesson, .somethingElse:
          guard force else {
            throw WorkplaceError(
              place.path, "something has come to stand there while chop worked",
              remedy: "choose another folder with -o, or --force moves what is there aside")
          }
          aside = try moveAside(place.url)
          done.movedAside = aside?.lastPathComponent
        }
      }
      throw WorkplaceError(place.path, "others keep changing it", remedy: "run chop again when they are done")
    } catch {
      if let aside, !somethingStands(at: place.url) { try? rename(aside, to: place.url) }
      throw error
    }
  }

  /// False where something stands there.
  private func takeEmptyPlace(_ own: Data?) throws -> Bool {
    do throws(POSIXError) {
      try rename(url, to: place.url)
      return true
    } catch {
      switch error.code {
      case .ENOTEMPTY, .EEXIST, .ENOTDIR: return false
      case .ENOENT:
        // A file server may do it, lose its answer, be asked again, and find nothing to rename.
        if own != nil, manifest(in: place.url) == own { return true }
        throw WorkplaceError.revoked(place.path)
      default: throw error
      }
    }
  }

  /// Puts the new lesson in place of the earlier one, which is the folder `found`; nil where that is no longer so.
  private func replace(_ found: FolderIdentity) throws -> Publication? {
    var done = Publication(carriedOver: try carryOver(from: place.url, to: url))
    try syncFolders(in: url)
    do throws(POSIXError) {
      try exchange(url, place.url)
    } catch {
      if error.code == .ENOENT { return nil }
      guard error.meansUnknownHere else { throw error }
      try replaceByTwoRenames()
      done.hadGap = true
      return done
    }
    guard FolderIdentity(of: url) != found else { return done }
    // Another one came in between, whose files were not looked at.
    try exchange(url, place.url)
    for path in done.carriedOver { try FileManager.default.removeItem(at: url.appending(path: path)) }
    return nil
  }

  /// What stood there comes back where the new lesson can't be moved in.
  private func replaceByTwoRenames() throws {
    for number in 0..<4 {
      do throws(POSIXError) { try rename(place.url, to: work.placeOfEarlier(number)) } catch {
        guard error.code == .ENOENT else { throw error }
      }
      do throws(POSIXError) { return try rename(url, to: place.url) } catch {
        // Another chop was faster.
        if error.code == .ENOTEMPTY || error.code == .EEXIST { continue }
        try? rename(work.placeOfEarlier(0), to: place.url)
        throw error
      }
    }
    throw WorkplaceError(place.path, "others keep changing it", remedy: "run chop again when they are done")
  }

  /// The lesson stands: what is left of the earlier one, or of this one's folders, is no reason to fail.
  private func finished(_ publication: Publication) -> Publication {
    try? sync(place.url.deletingLastPathComponent())
    abandon()
    return publication
  }

  /// The same manifest, and every file it names taken over from the earlier lesson.
  private func isSame(as earlier: URL) -> Bool {
    guard let data = manifest(in: url), data == manifest(in: earlier),
      let files = try? JSONDecoder().decode(Manifest.self, from: data).allFiles
    else { return false }
    return files.allSatisfy { file in
      guard let own = FolderIdentity(of: url.appending(path: file.path)) else { return false }
      return own == FolderIdentity(of: earlier.appending(path: file.path))
    }
  }

  private func fingerprint(of folder: URL) -> String? {
    manifest(in: folder).flatMap { try? JSONDecoder().decode(Manifest.self, from: $0).fingerprint }
  }

  private func manifest(in folder: URL) -> Data? { try? Data(contentsOf: folder.appending(path: Self.manifest)) }
  private static let manifest = "manifest.json"
}
