internal import Digests
internal import Documents
internal import Exports
public import Foundation
public import Lesson
internal import Media
internal import Wording

/// Checks that the lesson in `folder` is whole, valid and, where its source is given, true to it: packet by packet.
///
/// `info` spares a second survey of the source where it is known. Throws where the source can't be read, and `CancellationError`; all that is wrong with the
/// lesson is in the report.
public func verifyLesson(
  in folder: URL, source: (url: URL, name: String)?, info: MediaInfo? = nil,
  progress: (Double, Double) -> Void = { _, _ in }
) throws -> VerificationReport {
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
  try checkStructure(of: manifest, in: folder, &report)
  if let quiz = manifest.quiz { checkQuiz(quiz, in: folder, &report) }
  guard let source else {
    report.notChecked.append("the chapters against their source, which was not found; name it with --source")
    return report
  }
  guard let expected = manifest.sources.first else { return report }
  let hash = try sha256(ofFileAt: source.url).hash
  guard hash == expected.sha256 else {
    report.notChecked.append(
      "the chapters against '\(shown(source.name))', which is not the recording this lesson was made of")
    report.fault("manifest.json", "names a source with another SHA-256 than '\(shown(source.name))' has")
    return report
  }
  let known = try info ?? survey(source.url, named: source.name, acceptTruncated: true) { _, _ in }
  try SourceCheck(manifest: manifest, folder: folder, source: source.url, name: source.name, info: known).run(
    progress: progress, &report)
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
