internal import Glibc

/// The names in a folder, by their bytes in order. A name that isn't UTF-8 is nil: no path leads there.
func namesInFolder(_ path: String) throws(FolderProblem) -> [String?] {
  guard let folder = unsafe opendir(path) else { throw FolderProblem(errno) }
  defer { unsafe closedir(folder) }
  var names: [String?] = []
  errno = 0
  while let entry = unsafe readdir(folder) {
    // The name is longer than its declared 256 bytes nowhere in Linux's file systems (NAME_MAX is 255).
    let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
    let name = String(validating: bytes, as: UTF8.self)
    if name != ".", name != ".." { names.append(name) }
    errno = 0
  }
  guard errno == 0 else { throw FolderProblem(errno) }
  return names.sorted { ($0 ?? "").utf8.lexicographicallyPrecedes(($1 ?? "").utf8) }
}

/// Why a folder can't be looked into.
struct FolderProblem: Error {
  let sentence: String

  init(_ number: Int32) {
    sentence =
      switch number {
      case EACCES, EPERM: "you have no permission to look into it; chmod +rx opens it"
      case ENAMETOOLONG: "lies too deep: its path is longer than the system takes; move it further up"
      case ENOENT, ENOTDIR: "went away while chop looked; run chop again"
      default: "can't be looked into (\(systemSentence(number)))"
      }
  }
}

/// What the system calls an error: `Input/output error`.
func systemSentence(_ number: Int32) -> String {
  unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
}
