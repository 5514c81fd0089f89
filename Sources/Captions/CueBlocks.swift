internal import Documents
internal import Wording

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

/// The cues of a WebVTT file (§6.1): the header and blocks of `NOTE`, `STYLE` and `REGION` are passed over; a cue's text ends at an empty
/// line or at the times of the next cue. A line of white space belongs to the text, as in YouTube's captions, unless a cue begins below it.
func webVTTBlocks(_ lines: [String], after header: Int, _ found: inout DiagnosticList) -> [CueBlock] {
  // Where a cue may begin, an arrow is enough: what is wrong with its times is told.
  func isTiming(_ index: Int) -> Bool { CueTiming.isMeant(by: lines[index]) }
  func isTextsEnd(_ index: Int) -> Bool {
    guard lines[index].isBlank else { return false }
    if lines[index].isEmpty { return true }
    guard let next = lines[index...].prefix(3).dropFirst().firstIndex(where: opensWithTime) else { return false }
    return !lines[(index + 1)..<next].contains(where: \.isBlank)
  }
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
      while index < lines.count, !lines[index].isBlank, !opensWithTime(lines[index]) { index += 1 }
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
    let block = CueBlock(timing: index, payload: payload(of: lines, after: index, until: isTextsEnd))
    blocks.append(block)
    index = block.payload.upperBound
    if index < lines.count, isCounter(lines[index]) { index += 1 }
  }
  return blocks
}

/// The cues of a SubRip file: all between one line of times and the next is text, blank lines too, but for the counter right before the times.
func subRipBlocks(_ lines: [String]) -> [CueBlock] {
  var blocks: [CueBlock] = []
  func isCounted(_ index: Int) -> Bool {
    index > 0 && isCounter(lines[index - 1]) && (index == 1 || lines[index - 2].isBlank)
  }
  // An arrow in the text is no line of times; one below a counter is, and what is wrong with it is told.
  let timings = lines.indices.filter {
    CueTiming.isMeant(by: lines[$0]) && (opensWithTime(lines[$0]) || isCounted($0))
  }
  for (place, index) in timings.enumerated() {
    let next = place + 1 < timings.count ? timings[place + 1] : lines.count
    blocks.append(CueBlock(timing: index, payload: payload(of: lines, after: index) { $0 == next }))
  }
  return blocks
}

/// Whether a line with an arrow is meant as one of times, and no text that has an arrow in it.
private func opensWithTime(_ line: String) -> Bool {
  guard line.contains(CueTiming.arrow) else { return false }
  let word = line.trimmed.prefix { !$0.isWhitespace }
  let digits = word.drop { $0 == "-" }
  return digits.first.map { $0.isASCII && $0.isNumber } ?? false && digits.contains { ":.,".contains($0) }
}

/// The lines after `timing` up to the end that `isEnd` sees, the next times, or the counter above those.
private func payload(of lines: [String], after timing: Int, until isEnd: (Int) -> Bool) -> Range<Int> {
  let start = timing + 1
  var end = start
  while end < lines.count, !isEnd(end), !opensWithTime(lines[end]) { end += 1 }
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
