internal import Foundation
internal import Lesson
internal import Processes
internal import StageGraph

/// Debian's `katex` program, a script for Node.js.
///
/// By itself it takes one formula; its library, which lies beside it, is asked for all of them in one process.
struct Katex {
  let node: URL
  /// The library's folder.
  let library: URL

  /// Where it is installed; nil for nowhere.
  init?() {
    guard let program = installedProgram("katex"), let node = installedProgram("node") else { return nil }
    library = program.resolvingSymlinksInPath().deletingLastPathComponent()
    self.node = node
    guard FileManager.default.fileExists(atPath: library.appending(path: "package.json").path(percentEncoded: false))
    else { return nil }
  }

  /// What `require` takes, and how a formula is asked for.
  private static let script = """
    const katex = require(process.argv[1]);
    let text = '';
    process.stdin.setEncoding('utf8').on('data', part => { text += part }).on('end', () => {
      const made = JSON.parse(text).map(({tex, isDisplay}) => {
        try {
          return {math: katex.renderToString(tex, {displayMode: isDisplay, output: 'mathml', throwOnError: true, trust: false, strict: 'ignore',
            maxSize: 50, maxExpand: 1000})};
        } catch (error) {
          return {problem: String(error.message)};
        }
      });
      process.stdout.write(JSON.stringify({version: String(katex.version), made}));
    });
    """

  struct Answer: Decodable {
    var version: String
    /// One for each formula, in order.
    var made: [Made]

    struct Made: Decodable {
      var math: String?
      var problem: String?
    }
  }

  /// Throws `Complaint` for what went wrong with the process, and for an answer that can't be one.
  func answer(to sources: [Formula.Source], timeLimit: Duration) async throws -> Answer {
    let output = try await ProgramOutput(
      executable: node,
      arguments: ["--max-old-space-size=512", "-e", Self.script, library.path(percentEncoded: false)],
      timeLimit: timeLimit, outputLimit: 32 << 20
    ).run(input: [UInt8](JSONEncoder().encode(sources)))
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(output)), answer.made.count == sources.count,
      answer.version.wholeMatch(of: /[0-9A-Za-z.+~-]{1,40}/) != nil
    else { throw Complaint("what katex wrote is not what was asked of it") }
    return answer
  }
}
