internal import Digests
internal import Foundation
internal import Lesson
internal import Wording

/// Every file that the manifest names is there, and has the size and the SHA-256 that the manifest says.
func checkFiles(of manifest: Manifest, in folder: URL, _ report: inout VerificationReport) throws {
  for file in manifest.allFiles {
    try Task.checkCancellation()
    let url = folder.appending(path: file.path)
    guard let values = try? url.resourceValues(forKeys: [.isRegularFileKey, .isSymbolicLinkKey, .fileSizeKey]),
      values.isRegularFile == true, values.isSymbolicLink != true
    else {
      report.fault(file.path, "is not there, or is no plain file; \(remedyForFiles)")
      continue
    }
    guard Int64(values.fileSize ?? 0) == file.bytes else {
      report.fault(
        file.path, "has \(values.fileSize ?? 0) bytes, the manifest says \(file.bytes); \(remedyForFiles)")
      continue
    }
    guard try sha256(ofFileAt: url).hash == file.sha256 else {
      report.fault(file.path, "has another SHA-256 than the manifest says; \(remedyForFiles)")
      continue
    }
  }
  report.checked.append("size and SHA-256 of \(counted(manifest.allFiles.count, "file"))")
}
