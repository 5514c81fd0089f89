/// What `chop export` makes of a lesson and somebody may have put among recordings: its page, as such or in an unpacked SCORM package, and an unpacked Common
/// Cartridge. Told, as a lesson is, by the first bytes of one file.
enum ExportedLesson {
  /// Names of files in the folder, and what is in the first bytes of each.
  private static let signs = [
    ("index.html", ["default-src 'none'; script-src 'sha256-", "media-src 'self' blob:; connect-src 'self'"]),
    ("imsmanifest.xml", ["<manifest ", " identifier=\"lesson-"]),
  ]

  /// Whether one lies in the folder at this path, in which these names are.
  static func isIn(_ folder: String, names: [String?]) -> Bool {
    signs.contains { name, texts in
      guard names.contains(name), let head = RecordingSigns.head(of: "\(folder)/\(name)") else { return false }
      let text = String(decoding: head, as: UTF8.self)
      return texts.allSatisfy { text.contains($0) }
    }
  }
}
