import Captions
import Documents
import Lesson
import Timeline

/// A cue of a test, times in milliseconds.
func cue(_ start: Int64, _ end: Int64, _ lines: String..., by speaker: String? = nil, settings: String = "") throws
  -> Cue
{
  try Cue(range: range(start, end), lines: lines, speaker: speaker, settings: settings)
}

func range(_ start: Int64, _ end: Int64) throws -> TimeRange {
  try TimeRange(Instant(ticks: start, in: .milliseconds), Instant(ticks: end, in: .milliseconds))
}

func read(_ text: String, _ file: String = "a.vtt") throws -> (cues: [Cue], diagnostics: [String]) {
  let (cues, diagnostics) = try readCaptions(SourceText(text, named: file))
  return (cues, diagnostics.map(\.description))
}
