internal import FilesOnDisk
internal import Glibc

/// All files below a folder, whatever its depth, without those that are no work for a batch.
///
/// Each folder is looked at once: loops of links end, and so do loops that mounts make. Symbolic links to files inside are followed, all others are left alone.
struct FolderWalk {
  struct File {
    var name: String
    /// Of the file itself, where the name is a link.
    var stamp: FileStamp
  }

  struct Folder {
    /// Relative to the root; empty for the root itself.
    var path: String
    /// By name.
    var files: [File] = []

    func path(of name: String) -> String { path.isEmpty ? name : path + "/" + name }
  }

  /// By path.
  private(set) var folders: [Folder] = []
  private(set) var leftAlone: [LeftAlone] = []
  /// Folders that can't be looked into, and names that no path leads to.
  private(set) var problems: [(path: String, sentence: String)] = []

  private let root: String
  private let output: FileIdentity?
  private var visited: Set<FileIdentity> = []
  private var taken: [FileIdentity: String] = [:]
  private var links: [(folder: Int, name: String)] = []

  /// `root` and `output` are absolute paths; `output` need not be there.
  init(_ root: String, without output: String) {
    self.root = root
    self.output = FileStatus(at: output, followingLinks: true)?.identity
    if let own = FileStatus(at: root, followingLinks: true)?.identity { visited.insert(own) }
    var waiting = [""]
    while let path = waiting.popLast() { waiting += visit(path).reversed() }
    for link in links { follow(link.name, in: link.folder) }
    for index in folders.indices {
      folders[index].files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
    folders.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Returns the folders in it.
  private mutating func visit(_ path: String) -> [String] {
    var folder = Folder(path: path)
    let names: [String?]
    do throws(FolderProblem) { names = try namesInFolder(absolute(path)) } catch {
      problems.append((path, error.sentence))
      return []
    }
    if names.contains("manifest.json"), isManifest(absolute(folder.path(of: "manifest.json"))), !path.isEmpty {
      leftAlone.append(LeftAlone(path, .lesson))
      return []
    }
    if !path.isEmpty, ExportedLesson.isIn(absolute(path), names: names) {
      leftAlone.append(LeftAlone(path, .lesson, "was exported"))
      return []
    }
    var below: [String] = []
    for name in names {
      guard let name else {
        problems.append((path, "holds a name that is not UTF-8; rename that file"))
        continue
      }
      let path = folder.path(of: name)
      if name.hasPrefix(".") {
        leftAlone.append(LeftAlone(path, .hidden))
        continue
      }
      guard let status = FileStatus(at: absolute(path), followingLinks: false) else { continue }
      switch status.kind {
      case .folder:
        if let reason = reason(toLeave: name, status.identity) {
          leftAlone.append(LeftAlone(path, reason))
        } else if visited.insert(status.identity).inserted {
          below.append(path)
        } else {
          leftAlone.append(LeftAlone(path, .link, "is a folder that is looked at by another name"))
        }
      case .file:
        taken[status.identity] = path
        folder.files.append(File(name: name, stamp: status.stamp))
      case .link: links.append((folders.count, name))
      case .other: leftAlone.append(LeftAlone(path, .device))
      }
    }
    folders.append(folder)
    return below
  }

  private func reason(toLeave name: String, _ identity: FileIdentity) -> LeftAlone.Kind? {
    switch RecordingSigns.ending(of: name) {
    case "lesson": .lesson
    case let ending where RecordingSigns.unfinishedEndings.contains(ending): .halfWritten
    default: identity == output ? .output : nil
    }
  }

  private mutating func follow(_ name: String, in folder: Int) {
    let path = folders[folder].path(of: name)
    func leave(_ why: String) { leftAlone.append(LeftAlone(path, .link, why)) }
    guard let end = realPath(absolute(path)), let status = FileStatus(at: end, followingLinks: false) else {
      return leave("leads nowhere")
    }
    let home = realPath(root) ?? root
    guard end == home || end.hasPrefix(home.hasSuffix("/") ? home : home + "/") else {
      return leave("leads out of the folder")
    }
    switch status.kind {
    case .file:
      if let other = taken[status.identity] { return leave("leads to \(other), which is looked at itself") }
      taken[status.identity] = path
      folders[folder].files.append(File(name: name, stamp: status.stamp))
    case .folder: leave("leads to a folder inside")
    case .link, .other: leave("leads to no plain file")
    }
  }

  private func absolute(_ path: String) -> String { path.isEmpty ? root : root + "/" + path }

  private func isManifest(_ path: String) -> Bool { ManifestHead(at: path) != nil }
}

/// The path without links, `.` and `..`; nil where it leads nowhere.
func realPath(_ path: String) -> String? {
  guard let resolved = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}
