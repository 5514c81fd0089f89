public import Documents
public import Lesson
public import Timeline

/// What is wrong with `list` for a recording that ends at `end`: the entries that start there or later, each as an error with its place.
public func problems(in list: ChapterList, forRecordingEndingAt end: Instant) -> [Diagnostic] {
  list.entries.filter { $0.start >= end }.prefix(DiagnosticList.limit).map { entry in
    Diagnostic(
      .error, in: list.file, at: TextPosition(line: entry.line, column: 1),
      "\(entry.start) is past the recording's end at \(end); expected an earlier time")
  }
}
