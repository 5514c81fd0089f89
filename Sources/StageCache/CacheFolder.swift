internal import Digests
internal import Foundation
internal import Synchronization
internal import Wording

/// Small JSON files by name in a folder that nobody else may look into, bounded in bytes: those that were not used for longest give way.
///
/// Several programs may use it at once: a file appears whole, by a rename, and is the same whoever wrote it. It lies in one of sixteen parts, by the
/// first digit of its name, each bounded on its own, so that only a part has to be looked through when something is added.
struct CacheFolder {
  let path: String

  /// Bytes on disk of all files together.
  static let limit = 256 << 20
  /// No single file is larger, in bytes.
  static let fileLimit = 4 << 20
  private static let parts = 16

  private static let temporaryCount = Atomic<Int>(0)

  /// Why the folder is not to be used; nil where it may be.
  ///
  /// It must be the user's own, and closed to others: who can write there could choose what stages are said to have made.
  var problem: String? {
    var status = stat()
    // It is made when something is kept.
    guard unsafe stat(path, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT == S_IFDIR else { return "\(shown(path)) is no folder" }
    guard status.st_uid == geteuid() else { return "the folder \(shown(path)) is another user's" }
    guard status.st_mode & 0o022 == 0 else { return "others may write to the folder \(shown(path))" }
    return unsafe access(path, W_OK) == 0 ? nil : "the folder \(shown(path)) can't be written to"
  }

  /// What was written under this name. Whatever is odd about the file, it is removed, and nil is the answer.
  func read<Value: Decodable>(_ name: String, as _: Value.Type) -> Value? {
    let place = place(of: name)
    // Not through a symbolic link, and not waiting for whoever writes to a pipe.
    let descriptor = unsafe open(place, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno != ENOENT, errno != EACCES { remove(name) }
      return nil
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      status.st_size <= Self.fileLimit, let data = try? file.read(upToCount: Self.fileLimit + 1),
      let value: Value = Self.value(in: data)
    else {
      remove(name)
      return nil
    }
    // It was used now.
    _ = futimens(descriptor, nil)
    return value
  }

  /// Keeps a value under this name, where that can be done.
  func write(_ value: some Encodable, as name: String) {
    guard let data = Self.data(of: value), data.count <= Self.fileLimit else { return }
    let part = part(of: name)
    makeFolders(to: part)
    let number = Self.temporaryCount.add(1, ordering: .relaxed).newValue
    let beside = "\(part)/.\(name).\(getpid())-\(number)"
    let descriptor = unsafe open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    let isWritten = (try? file.write(contentsOf: data)) != nil
    guard close(descriptor) == 0, isWritten, unsafe rename(beside, place(of: name)) == 0 else {
      _ = unsafe unlink(beside)
      return
    }
    trim(part)
  }

  func remove(_ name: String) { _ = unsafe unlink(place(of: name)) }

  private func part(of name: String) -> String { "\(path)/\(name.prefix(1))" }
  private func place(of name: String) -> String { "\(part(of: name))/\(name)" }

  /// Folders on the way that are missing are made for the user alone (XDG Base Directory Specification: mode 0700).
  private func makeFolders(to path: String) {
    try? FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Removes files of a part, those first that were not used for longest, until the rest is within bounds. What a program that was killed left
  /// half-written goes the same way.
  private func trim(_ part: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: part)) ?? []
    var files: [(place: String, bytes: Int, used: timespec)] = []
    var sum = 0
    for name in names {
      var status = stat()
      let place = "\(part)/\(name)"
      guard unsafe lstat(place, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { continue }
      // Whole blocks, so that many small files count too.
      let bytes = (Int(status.st_size) + 4095) / 4096 * 4096
      files.append((place, bytes, status.st_mtim))
      sum += bytes
    }
    guard sum > Self.limit / Self.parts else { return }
    files.sort { ($0.used.tv_sec, $0.used.tv_nsec) < ($1.used.tv_sec, $1.used.tv_nsec) }
    for file in files {
      guard sum > Self.limit / Self.parts else { return }
      if unsafe unlink(file.place) == 0 { sum -= file.bytes }
    }
  }

  /// A line that says what it is, one with the SHA-256 of what follows, and the value as JSON.
  private static let head = "chop-cache 1"

  private static func data(of value: some Encodable) -> Data? {
    guard let body = try? JSONEncoder().encode(value) else { return nil }
    return Data("\(head)\n\(sha256(of: body))\n".utf8) + body
  }

  private static func value<Value: Decodable>(in data: Data) -> Value? {
    let lines = data.split(separator: 0x0a, maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count == 3, lines[0].elementsEqual(head.utf8), lines[1].elementsEqual(sha256(of: lines[2]).utf8) else {
      return nil
    }
    return try? JSONDecoder().decode(Value.self, from: lines[2])
  }
}
