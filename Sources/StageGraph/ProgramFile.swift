internal import Digests
public import Foundation
internal import Wording

/// A user's own program on disk: its contents are a part of what its step makes, so that an edited script runs again.
public struct ProgramFile: Hashable, Sendable {
  /// SHA-256 of the file, in hexadecimal. What else the program reads, a module beside it, is not in it.
  public let sha256: String

  /// No program is larger, in bytes: its hash is taken while planning.
  static let sizeLimit = 256 << 20

  /// Looks at the program that a pipeline in `folder` calls `path`. Throws ``ProgramProblem`` where it isn't a plain file that may be run.
  public init(_ path: String, in folder: URL) throws(ProgramProblem) {
    let url = Self.place(of: path, in: folder)
    let place = url.path(percentEncoded: false)
    let name = "'\(shown(path))'"
    guard
      let attributes = try? FileManager.default.attributesOfItem(
        atPath: url.resolvingSymlinksInPath().path(percentEncoded: false))
    else {
      throw ProgramProblem("\(name) is not there", hint: "a program's path starts at the pipeline's own folder")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw ProgramProblem("\(name) is no plain file", hint: "name a program, such as ./topics.py")
    }
    guard let bytes = attributes[.size] as? Int, bytes <= Self.sizeLimit else {
      throw ProgramProblem("\(name) is larger than \(Self.sizeLimit >> 20) MB, too large for a program")
    }
    guard FileManager.default.isExecutableFile(atPath: place) else {
      throw ProgramProblem("\(name) may not be run", hint: "chmod +x \(shown(path)) allows it")
    }
    do {
      sha256 = try Digests.sha256(ofFileAt: url).hash
    } catch {
      throw ProgramProblem("\(name) can't be read", hint: "chmod +r \(shown(path)) allows it")
    }
  }

  /// Where the program is that a pipeline in `folder` calls `path`.
  public static func place(of path: String, in folder: URL) -> URL {
    path.hasPrefix("/") ? URL(filePath: path) : folder.appending(path: path, directoryHint: .notDirectory)
  }
}

/// Why a program can't be taken, and what to do about it.
public struct ProgramProblem: Error, Hashable {
  public let sentence: String
  public let hint: String?

  init(_ sentence: String, hint: String? = nil) {
    self.sentence = sentence
    self.hint = hint
  }
}
