internal import Digests
internal import Documents
internal import Exports
public import Foundation
public import Lesson
internal import Media
internal import Wording

/// A recording that a lesson is held against.
public struct VerifiedSource: Hashable, Sendable {
  public var url: URL
  /// For messages.
  public var name: String
  /// Spares a second survey where it is known.
  public var info: MediaInfo?

  public init(_ url: URL, named name: String, info: MediaInfo? = nil) {
    self.url = url
    self.name = name
    self.info = info
  }
}

/// Checks that the lesson in `folder` is whole, valid and, where its sources are given, in whatever order, true to them: to the given depth. A quick check doesn't look at them.
///
/// Throws where a source can't be read, and `CancellationError`; all that is wrong with the lesson is in the report.
///
/// - Parameter progress: chapters done and chapters in all, at each depth that looks at media.
public func verifyLesson(
  in folder: URL, sources: [VerifiedSource], depth: VerificationDepth = .standard,
  progress: @escaping @Sendable (Double, Double) -> Void = { _, _ in }
) async throws -> VerificationReport {
  var report = VerificationReport()
  let manifest: Manifest
  do {
    let data = try Data(contentsOf: folder.appending(path: "manifest.json"))
    let violations = try SchemaCheck(Schemas.manifest).violations(in: data)
    for violation in violations.prefix(20) { report.fault("manifest.json", violation) }
    manifest = try JSONDecoder().decode(Manifest.self, from: data)
    report.checked.append("the manifest against its schema")
  } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
    report.fault("manifest.json", "is not there: this is no lesson")
    return report
  } catch let error as DecodingError {
    if report.faults.isEmpty { report.fault("manifest.json", "is no manifest: \(sentence(error))") }
    return report
  } catch let error as SchemaError {
    report.fault("manifest.json", error.description)
    return report
  }
  // Paths that lead out of the folder are violations of the schema; nothing is read by such a manifest.
  guard report.faults.isEmpty else { return report }

  try checkFiles(of: manifest, in: folder, &report)
  let damaged = Set(report.faults.map(\.path))
  try checkStructure(of: manifest, in: folder, &report)
  if let quiz = manifest.quiz { checkQuiz(quiz, in: folder, &report) }
  WrittenCheck(manifest: manifest, folder: folder, damaged: damaged).run(&report)
  nameUnlistedFiles(of: manifest, in: folder, &report)
  guard depth != .quick else {
    report.notChecked.append("picture and sound, for which a quick check has no time")
    return report
  }
  var found: [Int: SourceCheck.Source] = [:]
  for source in sources {
    let hash = try sha256(ofFileAt: source.url).hash
    guard let index = manifest.sources.firstIndex(where: { $0.sha256 == hash }) else {
      let isOnly = manifest.sources.count == 1
      report.notChecked.append(
        "the chapters against '\(shown(source.name))', which is \(isOnly ? "not the recording" : "none of the recordings") this lesson was made of"
      )
      report.fault(
        "manifest.json",
        isOnly
          ? "names a source with another SHA-256 than '\(shown(source.name))' has"
          : "names no source with the SHA-256 that '\(shown(source.name))' has")
      continue
    }
    let info = try source.info ?? survey(source.url, named: source.name, acceptTruncated: true) { _, _ in }
    found[index] = SourceCheck.Source(url: source.url, name: source.name, info: info)
  }
  for (index, source) in manifest.sources.enumerated() where found[index] == nil {
    // Who gave but a wrong file has been told.
    guard sources.isEmpty || !found.isEmpty else { break }
    report.notChecked.append(
      "the chapters of '\(shown(source.name))' against it, for it was not found; name it with --source")
  }
  try await MediaCheck(manifest: manifest, folder: folder, sources: found, damaged: damaged).run(&report)
  if !found.isEmpty {
    try await SourceCheck(manifest: manifest, folder: folder, sources: found).run(progress: progress, &report)
  }
  if depth == .deep {
    try await DeepCheck(manifest: manifest, folder: folder, sources: found).run(progress: progress, &report)
  }
  return report
}

private func sentence(_ error: DecodingError) -> String {
  switch error {
  case .keyNotFound(let key, let context): "\(path(context.codingPath)) has no '\(shown(key.stringValue))'"
  case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
    "\(path(context.codingPath)) is not what it should be"
  @unknown default: "it can't be read"
  }
}

private func path(_ keys: [any CodingKey]) -> String {
  keys.isEmpty
    ? "it" : "'" + shown(keys.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }.joined(separator: "/")) + "'"
}
