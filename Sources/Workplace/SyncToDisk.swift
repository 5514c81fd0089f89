internal import Foundation

/// Brings a folder to the disk (fsync(2)), all that is in it first, and of that the file `last` last: what is there after a power cut is whole if
/// that file is there.
func sync(_ folder: URL, last: String) throws {
  let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
  let entries = paths.map { folder.appending(path: $0, directoryHint: .notDirectory) }
  for (path, file) in zip(paths, entries) where path != last && !isFolder(file) { try sync(file) }
  if paths.contains(last) { try sync(folder.appending(component: last)) }
  try syncFolders(in: folder)
}

/// Brings the folders alone to the disk, the innermost first: the names of what is in them.
func syncFolders(in folder: URL) throws {
  let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
  for path in paths.reversed() {
    let inner = folder.appending(path: path, directoryHint: .notDirectory)
    if isFolder(inner) { try sync(inner) }
  }
  try sync(folder)
}

/// A file, or a folder without what is in it. Some file systems can't do that for folders, and need not.
func sync(_ url: URL) throws(POSIXError) {
  let descriptor = unsafe open(url.path(percentEncoded: false), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
  guard descriptor >= 0 else {
    if errno == ELOOP { return }
    throw .last
  }
  defer { close(descriptor) }
  guard fsync(descriptor) != 0 else { return }
  let error = POSIXError.last
  guard isFolder(url), error.meansUnknownHere else { throw error }
}
