internal import Foundation

/// Where a path that the user typed leads.
///
/// Some systems spell `Ü` as one character in names, some as two (Unicode NFC, NFD), and people can't see which: a name that isn't there
/// in the one spelling is looked for in the other.
func place(ofGiven path: String) -> URL {
  let url = URL(fileURLWithPath: path).standardizedFileURL
  let manager = FileManager.default
  guard !manager.fileExists(atPath: url.path(percentEncoded: false)),
    let names = try? manager.contentsOfDirectory(atPath: url.deletingLastPathComponent().path(percentEncoded: false)),
    // Swift compares strings by canonical equivalence.
    let name = names.first(where: { $0 == url.lastPathComponent })
  else { return url }
  return url.deletingLastPathComponent().appending(component: name)
}
