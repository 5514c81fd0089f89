public import Documents
public import Foundation
public import Lesson
internal import Wording

/// `manifest.json`: its bytes, and how one is read back.
public enum ManifestFile {
  public static let path = "manifest.json"
  /// The largest manifest that is read, in bytes.
  public static let sizeLimit = 64 << 20

  /// The file of `manifest`: properties in their order, so that the fingerprint stands within the first 512 bytes.
  public static func data(_ manifest: Manifest) throws -> Data {
    try encodeOrderedJSON(WithClosingQuiz(manifest: manifest), pretty: true)
  }

  /// Says `"quiz": null` where the lesson has no closing quiz, so that readers find the name in every manifest.
  private struct WithClosingQuiz: Encodable {
    var manifest: Manifest
    enum CodingKeys: CodingKey { case quiz }
    func encode(to encoder: any Encoder) throws {
      try manifest.encode(to: encoder)
      guard manifest.quiz == nil else { return }
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encodeNil(forKey: .quiz)
    }
  }

  /// The manifest that `data` holds. Throws ``DocumentError`` where it isn't one of a version that is known, or names a path outside the lesson.
  public static func read(_ data: Data, named file: String) throws(DocumentError) -> Manifest {
    func refuse(_ sentence: String, _ hint: String? = nil) -> DocumentError {
      DocumentError(Diagnostic(.error, in: file, sentence, hint: hint))
    }
    guard data.count <= sizeLimit else {
      throw refuse("is larger than \(sizeLimit >> 20) MB, too large for a manifest")
    }
    struct Head: Decodable {
      var schema: String
      var version: String
    }
    let decoder = JSONDecoder()
    let head: Head
    do {
      head = try decoder.decode(Head.self, from: data)
    } catch DecodingError.dataCorrupted {
      throw refuse("is not JSON", "make the lesson again, or take the file from a backup")
    } catch {
      throw refuse("is JSON, but no manifest: 'schema' and 'version' are expected in it")
    }
    guard head.schema == "chop-manifest" else {
      throw refuse("is no manifest of a lesson: its schema is '\(head.schema)' in place of 'chop-manifest'")
    }
    guard head.version.split(separator: ".").first == "1" else {
      throw refuse("has version \(head.version), and versions 1.x are known", "a newer chop reads it")
    }
    let manifest: Manifest
    do {
      manifest = try decoder.decode(Manifest.self, from: data)
    } catch let error as DecodingError {
      throw refuse("is damaged: \(sentence(error))", "make the lesson again, or take the file from a backup")
    } catch {
      throw refuse("is damaged", "make the lesson again, or take the file from a backup")
    }
    for file in manifest.allFiles where !isInside(file.path) {
      throw refuse("names the path '\(file.path)', which does not lie in the lesson's folder")
    }
    return manifest
  }

  /// True for a path such as `01-what-is-energy/video.mp4`: relative, `/` between names, none of them empty or starting with a dot, no backslash and no
  /// control character.
  public static func isInside(_ path: String) -> Bool {
    path.utf8.count <= 1024 && !path.contains("\\")
      && path.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f && $0 != ":" }
      && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && $0.first != "." }
  }

  private static func sentence(_ error: DecodingError) -> String {
    func place(_ path: [any CodingKey]) -> String {
      path.reduce(into: "") { text, key in
        text += key.intValue.map { "[\($0)]" } ?? (text.isEmpty ? "" : ".") + key.stringValue
      }
    }
    switch error {
    case .keyNotFound(let key, let context): return "'\(place(context.codingPath + [key]))' is missing"
    case .typeMismatch(_, let context): return "'\(place(context.codingPath))' is of another type than expected"
    case .valueNotFound(_, let context): return "'\(place(context.codingPath))' is null"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty ? "it is not JSON" : "'\(place(context.codingPath))' can't be read"
    @unknown default: return "it can't be read"
    }
  }
}
