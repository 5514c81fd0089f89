internal import Foundation
internal import StageGraph
internal import Wording

// One order, one process. A built-in stage and a program of somebody else's speak the same.
//
// Standard input has two lines of JSON: the order, exactly the text whose hash is its key, and the places, which say where on this machine the files are that the order names.
//
//     {"stage":"probe","version":1,"with":{"recording":{"name":"lecture.mp4"}}}
//     {"files":{"lecture.mp4":"/home/eva/lecture.mp4"},"lesson":"/home/eva/.lecture.lesson.new/"}
//
// Standard output has a JSON object a line: progress and warnings, as many as there are, and at the end what was made, or why not.
//
//     {"progress":{"done":1,"total":9,"unit":"s"}}
//     {"warning":{"sentence":"the microphone was off"}}
//     {"made":{"duration":"90/1"}}
//     {"failed":{"sentence":"lecture.mp4 has no sound"}}
//
// Standard error is for people; its last 2,000 bytes are shown when the process fails. In Python:
//
//     order = json.loads(sys.stdin.readline())["with"]
//     print(json.dumps({"made": {"chapters": []}}))
//
// The order of a program of the user's own says too what the program shall make, and of which contents the program is:
//
//     {"makes":"ChapterPlan","program":"0d4a…","stage":"topics","version":1,"with":{"captions":{…},"words":"5"}}

/// A line of standard output.
enum StageMessage {
  case progress(done: Double, total: Double, unit: String)
  case warning(String)
  case failed(String)
  /// The line is all of `{"made":…}`.
  case made(line: String)

  private struct Line: Codable {
    var progress: Progress?
    var warning: Sentence?
    var failed: Sentence?
  }
  private struct Progress: Codable {
    let done: Double
    let total: Double
    let unit: String
  }
  private struct Sentence: Codable { let sentence: String }
  private struct MadeLine: Decodable {
    let isMade: Bool
    private enum CodingKeys: CodingKey { case made }
    init(from decoder: any Decoder) throws {
      isMade = try decoder.container(keyedBy: CodingKeys.self).contains(.made)
    }
  }

  /// nil for a line that is none of these.
  init?(line: String) {
    let data = Data(line.utf8)
    if (try? JSONDecoder().decode(MadeLine.self, from: data))?.isMade == true {
      self = .made(line: line)
      return
    }
    guard let found = try? JSONDecoder().decode(Line.self, from: data) else { return nil }
    switch (found.progress, found.warning, found.failed) {
    case (let progress?, nil, nil):
      self = .progress(done: progress.done, total: progress.total, unit: progress.unit)
    case (nil, let warning?, nil): self = .warning(warning.sentence)
    case (nil, nil, let failed?): self = .failed(failed.sentence)
    default: return nil
    }
  }

  /// Without a line end.
  func line() throws -> String {
    switch self {
    case .progress(let done, let total, let unit):
      try canonicalJSON(Line(progress: Progress(done: done, total: total, unit: unit)))
    case .warning(let sentence): try canonicalJSON(Line(warning: Sentence(sentence: sentence)))
    case .failed(let sentence): try canonicalJSON(Line(failed: Sentence(sentence: sentence)))
    case .made(let line): line
    }
  }
}

/// Where in an answer something is not as it should be, since a `DecodingError` is no sentence.
func place(of error: DecodingError) -> String {
  let (path, sentence): ([any CodingKey], String) =
    switch error {
    case .keyNotFound(let key, let context): (context.codingPath, "has no '\(shown(key.stringValue))'")
    case .typeMismatch(let type, let context): (context.codingPath, "is not \(word(for: type))")
    case .valueNotFound(let type, let context): (context.codingPath, "is nothing, not \(word(for: type))")
    case .dataCorrupted(let context): (context.codingPath, "can't be read: \(shown(context.debugDescription))")
    @unknown default: ([], "can't be read")
    }
  let names = path.map { $0.intValue.map { "[\($0)]" } ?? ".\(shown($0.stringValue))" }.joined()
  return "\(names.isEmpty ? "it" : String(names.drop { $0 == "." })) \(sentence)"
}

/// JSON's word for what a decoder expected.
private func word(for type: Any.Type) -> String {
  switch "\(type)" {
  case "String": "a text"
  case "Bool": "true or false"
  case let name where name.hasPrefix("Dictionary"): "an object"
  case let name where name.hasPrefix("Array"): "a list"
  case let name where name.contains("Int") || ["Double", "Float"].contains(name): "a number"
  case let name: name
  }
}
