internal import Documents

/// The lines of one cue: its times, and the text below them.
struct CueBlock: Equatable {
  /// Index of the line with the arrow.
  var timing: Int
  /// Indices of the lines of text.
  var payload: Range<Int>
}

/// `WEBVTT`, alone or with a comment after a space or tab (WebVTT §4.1; a byte order mark is already off).
func isWebVTTHeader(_ line: String) -> Bool {
  line.hasPrefix("WEBVTT") && (line.dropFirst(6).first?.isWhitespace ?? true)
}

/// The cues of a WebVTT file (§6.1): the header and blocks of `NOTE`, `STYLE` and `REGION` are passed over; a cue's text ends at a blank
/// line or at the times of the next cue.
func webVTTBlocks(_ lines: [String], after header: Int, _ found: inout DiagnosticList) -> [CueBlock] {
  func isTiming(_ index: Int) -> Bool { lines[index].contains(CueTiming.arrow) }
  var blocks: [CueBlock] = []
  var index = header + 1
  while index < lines.count, !lines[index].isBlank, !isTiming(index) {
    warnAboutTimestampMap(lines[index], at: index, &found)
    index += 1
  }
  while index < lines.count {
    if lines[index].isBlank {
      index += 1
      continue
    }
    if isComment(lines[index]) {
      index += 1
      while index < lines.count, !lines[index].isBlank, !isTiming(index) { index += 1 }
      continue
    }
    // The line before the times is the cue's identifier.
    if !isTiming(index) {
      let first = index
      while index < lines.count, !lines[index].isBlank, !isTiming(index) { index += 1 }
      let endsInTimes = index < lines.count && isTiming(index)
      if index - first > (endsInTimes ? 1 : 0) {
        found.warning(
          at: TextPosition(line: first + 1, column: 1), "text that belongs to no cue is left out",
          hint: "a cue's text has no blank line in it")
      }
      continue
    }
    let block = CueBlock(timing: index, payload: payload(of: lines, after: index) { lines[$0].isBlank })
    blocks.append(block)
    index = block.payload.upperBound
    if index < lines.count, isCounter(lines[index]) { index += 1 }
  }
  return blocks
}

/// The cues of a SubRip file: all between one line of times and the next is text, blank lines too, but for the counter right before the times.
func subRipBlocks(_ lines: [String]) -> [CueBlock] {
  var blocks: [CueBlock] = []
  for index in lines.indices where lines[index].contains(CueTiming.arrow) {
    blocks.append(CueBlock(timing: index, payload: payload(of: lines, after: index) { _ in false }))
  }
  return blocks
}

/// The lines after `timing` up to the end that `isEnd` sees, the next times, or the counter above those.
private func payload(of lines: [String], after timing: Int, until isEnd: (Int) -> Bool) -> Range<Int> {
  let start = timing + 1
  var end = start
  while end < lines.count, !isEnd(end), !lines[end].contains(CueTiming.arrow) { end += 1 }
  if end < lines.count, end > start, lines[end].contains(CueTiming.arrow), isCounter(lines[end - 1]) { end -= 1 }
  return start..<end
}

private func isCounter(_ line: String) -> Bool {
  let digits = line.filter { !$0.isWhitespace }
  return !digits.isEmpty && digits.count <= 9 && digits.allSatisfy { $0.isASCII && $0.isNumber }
}

private func isComment(_ line: String) -> Bool {
  ["NOTE", "STYLE", "REGION"].contains { line.hasPrefix($0) && (line.dropFirst($0.count).first?.isWhitespace ?? true) }
}

/// `X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000` (RFC 8216 §3.5) ties cues to the clock of a transport stream that isn't at hand: browsers pass over it
/// as well.
private func warnAboutTimestampMap(_ line: String, at index: Int, _ found: inout DiagnosticList) {
  guard line.hasPrefix("X-TIMESTAMP-MAP"), !line.contains("MPEGTS:0,"), !line.hasSuffix("MPEGTS:0") else { return }
  found.warning(
    at: TextPosition(line: index + 1, column: 1),
    "X-TIMESTAMP-MAP is not applied: cues are taken to count from the recording's start")
}
