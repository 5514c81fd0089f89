internal import Digests
public import Foundation
internal import Wording

extension Workshop {
  /// Makes a file of the lesson: `make` writes it at a place beside, and when it is whole it gets its name.
  ///
  /// `path` is relative to the lesson's folder, `/` between names, each of lower-case ASCII letters, digits, `.`, `_` and `-`; folders are made.
  /// `recipe` is a text of all that decides the file's bytes: a file of the same recipe in the earlier lesson, unchanged since, is linked instead, so
  /// `make` must not give anything but the file. Throws ``Complaint`` for a path that leaves the folder, and for a file that is there
  /// already.
  @discardableResult
  public func file(_ path: String, recipe: String, make: (_ place: URL) throws -> Void) throws -> MadeFile {
    guard writesFiles else { throw Complaint("a stage that doesn't say so wants to write '\(shown(path))'") }
    let url = try place(inLesson: path)
    let manager = FileManager.default
    var folder = try lessonFolder()
    for name in path.split(separator: "/").dropLast() {
      folder.append(component: String(name), directoryHint: .notDirectory)
      if try type(of: folder) == nil {
        // Another stage may make the same folder at the same time. The folders around it are not made again: where they are gone, somebody took them.
        do {
          try manager.createDirectory(at: folder, withIntermediateDirectories: false)
        } catch let error as CocoaError where error.code == .fileWriteFileExists {}
      }
      guard try type(of: folder) == .typeDirectory else { throw Complaint("'\(path)': '\(name)' is not a folder") }
    }
    guard try type(of: url) == nil else { throw Complaint("'\(path)' is there already") }
    let beside = url.deletingLastPathComponent().appending(component: ".unfinished-" + url.lastPathComponent)
    do {
      if let linked = linkEarlier(recipe, to: url, as: path) { return linked }
      try make(beside)
      guard try type(of: beside) == .typeRegular else { throw Complaint("'\(path)' was not made") }
      let (hash, bytes) = try sha256(ofFileAt: beside)
      try manager.moveItem(at: beside, to: url)
      return MadeFile(path: path, bytes: bytes, sha256: hash, recipe: sha256(recipe))
    } catch {
      try? manager.removeItem(at: beside)
      throw error
    }
  }

  /// Writes a new file at a place that ``file(_:recipe:make:)`` gave.
  ///
  /// Not by `Data.write(to:)`: where a disk takes a part of the bytes only, it goes on with the first ones again (Swift 6.3).
  public func write(_ data: Data, to place: URL) throws {
    let path = place.path(percentEncoded: false)
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw writeError(path) }
    do {
      try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).write(contentsOf: data)
    } catch {
      close(descriptor)
      throw error
    }
    // Some file servers say only now that there was no room.
    guard close(descriptor) == 0 else { throw writeError(path) }
  }

  private func writeError(_ path: String) -> CocoaError {
    let reason = POSIXError(POSIXError.Code(rawValue: errno) ?? .EIO)
    return CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path, NSUnderlyingErrorKey: reason])
  }

  /// Links the earlier lesson's file of this recipe, where it is there and still what its manifest says.
  private func linkEarlier(_ recipe: String, to url: URL, as path: String) -> MadeFile? {
    let key = sha256(recipe)
    guard let earlier = places.earlier, let file = earlier.files[key] else { return nil }
    let old = earlier.folder.appending(path: file.path)
    guard (try? type(of: old)) == .typeRegular, let found = try? sha256(ofFileAt: old), found.hash == file.sha256,
      (try? FileManager.default.linkItem(at: old, to: url)) != nil
    else { return nil }
    return MadeFile(path: path, bytes: found.bytes, sha256: found.hash, recipe: key)
  }

  /// Where a file of the lesson is that an earlier stage made. Throws ``Complaint`` when there is no such plain file in the lesson's folder.
  public func madeFile(_ path: String) throws -> URL {
    guard readsFiles else { throw Complaint("a stage that doesn't say so wants to read '\(shown(path))'") }
    let url = try place(inLesson: path)
    var folder = try lessonFolder()
    for name in path.split(separator: "/").dropLast() {
      folder.append(component: String(name), directoryHint: .notDirectory)
      guard try type(of: folder) == .typeDirectory else {
        throw Complaint("there is no file '\(shown(path))' in the lesson")
      }
    }
    guard try type(of: url) == .typeRegular else { throw Complaint("there is no file '\(shown(path))' in the lesson") }
    return url
  }

  private func lessonFolder() throws(Complaint) -> URL {
    guard let lesson = places.lesson else { throw Complaint("no lesson is being made here") }
    return lesson
  }

  private func place(inLesson path: String) throws(Complaint) -> URL {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = names.allSatisfy { name in
      !name.isEmpty && !name.hasPrefix(".") && !name.hasPrefix("-")
        && name.utf8.allSatisfy {
          (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || [0x2d, 0x2e, 0x5f].contains($0)
        }
    }
    guard isPlain, path.utf8.count <= 1000 else {
      throw Complaint(
        "'\(shown(path))' is no path in a lesson: lower-case ASCII letters, digits, '.', '_', '-', and '/' between names"
      )
    }
    return try lessonFolder().appending(path: path, directoryHint: .notDirectory)
  }

  /// What stands there, symbolic links not followed; nil for nothing. A path that ends in `/` would be followed.
  private func type(of url: URL) throws -> FileAttributeType? {
    do {
      return try FileManager.default.attributesOfItem(atPath: url.path(percentEncoded: false))[.type]
        as? FileAttributeType
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile {
      return nil
    }
  }
}

/// A file of the lesson that was made, or taken over from the earlier lesson.
public struct MadeFile: Hashable, Sendable {
  /// In the lesson.
  public var path: String
  public var bytes: Int64
  /// In hexadecimal.
  public var sha256: String
  /// Stands for all that decides its bytes: in the manifest beside the file.
  public var recipe: String
}
