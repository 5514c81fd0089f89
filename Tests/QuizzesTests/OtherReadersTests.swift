import Foundation
import Lesson
import TestSupport
import Testing

@testable import Quizzes

/// What is written, as readers find it that aren't chop's own: Python's XML and CSV, and PyYAML.
@Suite struct OtherReadersTests {
  private static let scripts = [
    "moodle-xml": """
    import json, sys, xml.etree.ElementTree as tree
    root = tree.fromstring(sys.stdin.buffer.read())
    found = [q for q in root.findall('question') if q.get('type') != 'category']
    print(json.dumps([[q.findtext('questiontext/text')] + [a.findtext('text') or '' for a in q.findall('answer')]
      + [s.findtext('answer/text') for s in q.findall('subquestion')] for q in found]))
    """,
    "csv": """
    import csv, json, sys, io
    rows = csv.DictReader(io.StringIO(sys.stdin.buffer.read().decode(), newline=''))
    def answers(row):
      texts = [(row.get('answer %d' % n) or '', row.get('match %d' % n) or '') for n in range(1, 9)]
      return [match or text for text, match in texts if text or match]
    print(json.dumps([[row['question']] + answers(row) for row in rows]))
    """,
    "yaml": """
    import json, sys, yaml
    def text(each): return str(each['text']) if isinstance(each, dict) else each
    def answers(q):
      return [text(a) for key in ('choices', 'answer', 'order') for a in q.get(key, [])] + [p['right'] for p in q.get('pairs', [])]
    print(json.dumps([[q['question']] + answers(q) for q in yaml.safe_load(sys.stdin.buffer)['questions']]))
    """,
  ]

  @Test(arguments: scripts.keys.sorted()) func findTheSameTexts(_ name: String) throws {
    let writer = try #require(builtInQuizFormats.first { $0.name == name } as? any QuizWriter)
    let sample = try SampleQuestions.all()
    let folder = FileManager.default.temporaryDirectory.appending(path: "quiz-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "quiz")
    try Data(write(sample, as: writer).text.utf8).write(to: file)
    let script = (Self.scripts[name] ?? "").replacing("sys.stdin.buffer", with: "open(sys.argv[1], 'rb')")
    let found = try JSONDecoder().decode([[String]].self, from: try python(["-c", script, file.path]))
    let expected = sample.compactMap { Reduction(of: $0, to: writer.features).item?.question }.map { question in
      let stem = question.kind == .cloze ? ClozeText.written(question) : question.stem.text
      let numbers = question.numbers.map { $0.isAnyNumber ? "*" : decimals($0.value) }
      return [stem] + question.answers.map(\.text.text) + numbers + question.pairs.map(\.right)
    }
    // Spreadsheets take no text for a formula.
    let plain = found.map { $0.map { name == "csv" && $0.hasPrefix("'=") ? String($0.dropFirst()) : $0 } }
    #expect(plain == expected)
  }
}
