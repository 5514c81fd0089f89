internal import Foundation

/// The size of a regular, readable, non-empty file; throws for anything else, so that no pipe or device blocks.
func regularFileSize(at url: URL, _ operation: Operation) throws(MediaError) -> Int64 {
  let path = url.path(percentEncoded: false)
  var status = stat()
  guard url.isFileURL, !path.utf8.contains(0), stat(path, &status) == 0 else {
    switch errno {
    case EACCES:
      throw operation.error(
        .noPermission, "you have no permission to look into its folder", remedy: "chmod +x on the folder opens it")
    default:
      throw operation.error(.noSuchFile, "there is no such file", remedy: "check its name and folder")
    }
  }
  switch status.st_mode & S_IFMT {
  case S_IFREG: break
  case S_IFDIR:
    throw operation.error(
      .notAFile, "is a folder, not a recording", remedy: "name a recording in it")
  default:
    throw operation.error(.notAFile, "is not a plain file", remedy: "copy the recording to a file first")
  }
  guard access(path, R_OK) == 0 else {
    throw operation.error(.noPermission, "you have no permission to read it", remedy: "chmod +r makes it readable")
  }
  guard status.st_size > 0 else {
    throw operation.error(
      .empty, "is empty: nothing was recorded or downloaded", remedy: "copy it again from where it was recorded")
  }
  return Int64(status.st_size)
}

/// Whether the first box is one that an MP4 or MOV file may start with: the name `.mp4` alone makes FFmpeg try.
func startsLikeMP4(_ url: URL) -> Bool {
  guard let file = try? FileHandle(forReadingFrom: url), let head = try? file.read(upToCount: 8), head.count == 8 else {
    return false
  }
  return ["ftyp", "mdat", "wide", "free", "skip", "uuid", "pnot"].contains(
    String(decoding: head.suffix(4), as: UTF8.self))
}
