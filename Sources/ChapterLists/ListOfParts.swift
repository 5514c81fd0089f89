public import Documents
internal import Wording

/// The line that heads what a list of several recordings says of one of them: `# part 2: b.mp4`. Readers of one recording's list take it for a comment.
public func partHeading(_ number: Int, of recording: String) -> String { "# part \(number): \(oneLine(recording))" }

/// What a list says of one of several recordings: the lines below `# part 2`, up to the next such line, where they stand; nil where it says nothing, so that the
/// chapters of that recording are to be planned.
///
/// - Parameters:
///   - part: Counted from 0.
///   - count: How many recordings there are.
/// - Throws: ``DocumentError`` where lines stand before the first heading, and for headings that can't be right.
public func lines(of text: SourceText, onPart part: Int, of count: Int) throws(DocumentError) -> SourceText? {
  var problems: [Diagnostic] = []
  func refuse(_ index: Int, _ sentence: String, _ hint: String? = nil) {
    problems.append(
      Diagnostic(.error, in: text.file, at: TextPosition(line: index + 1, column: 1), sentence, hint: hint))
  }
  let hint = "a line such as \"# part 1\" heads the times of each; 'chop plan' with --as-one prints such a list"
  var heading = 0
  var own = 0..<0
  for (index, line) in text.lines.enumerated() {
    if let number = number(ofHeading: line) {
      if number < 1 || number > count {
        refuse(index, "there is no part \(number) among \(counted(count, "recording"))")
      } else if number <= heading {
        refuse(index, "part \(number) comes after part \(heading)", "put the parts in order, each once")
      }
      heading = number
      if number == part + 1 { own = index + 1..<index + 1 }
    } else if heading == part + 1 {
      own = own.lowerBound..<index + 1
    } else if heading == 0, TimedLine.read(line) != .nothing {
      refuse(index, "doesn't say which of the \(count) recordings it speaks of", hint)
      break
    }
  }
  guard problems.isEmpty else { throw DocumentError(problems) }
  return text.lines[own].contains { TimedLine.read($0) != .nothing } ? text.blanked(outside: own) : nil
}

/// `# part 2: b.mp4` gives 2; nil for any other line.
private func number(ofHeading line: String) -> Int? {
  line.firstMatch(of: /^\s*#\s*(?i:part)\s+(\d{1,9})\b/).flatMap { Int($0.1) }
}
