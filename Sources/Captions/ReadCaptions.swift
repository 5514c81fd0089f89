public import Documents
public import Lesson
internal import Timeline

/// The cues of a WebVTT or SubRip (SRT) file, which is told by its content and not by its name, in order of start, then end; cues that share
/// both stay in the file's order.
///
/// Cues are plain text: markup is taken out, character references are decoded, voices become speakers, and a speaker's
/// name that the text opens with (``SpeakerNames``) does too. Of captions that roll, each phrase is one cue. A cue that can't be
/// read is skipped with an error that names its place. Throws ``DocumentError`` where nothing of the file can be read.
/// - Returns: the cues, and what was wrong or doubtful, the encoding included.
public func readCaptions(
  _ text: SourceText
) throws(DocumentError) -> (cues: [Cue], diagnostics: [Diagnostic]) {
  let (placed, diagnostics) = try readCues(text)
  let cues = SpeakerNames.taken(from: RollingCues.unrolled(placed.map(\.cue)))
  let order = cues.indices.sorted {
    let (left, right) = (cues[$0].range, cues[$1].range)
    return (left.start, left.end, $0) < (right.start, right.end, $1)
  }
  return (order.map { cues[$0] }, diagnostics)
}

/// A cue, and where its times stand in the file.
public struct PlacedCue: Hashable, Sendable {
  public var cue: Cue
  public var position: TextPosition
}

/// What is read of one file at most; what lies beyond is left out with a warning.
enum CaptionLimits {
  static let cues = 200_000
  /// Lines of one cue.
  static let lines = 200
  /// Unicode scalars of one line of a cue, markup included.
  static let lineLength = 4000
  /// Nothing recorded is longer; with this bound no sum of times overflows.
  static let hours: Int64 = 100_000
}

/// The cues of a WebVTT or SubRip file in the file's order, with their places; names that the text opens with stay in the text.
///
/// Throws ``DocumentError`` where nothing of the file can be read.
public func readCues(_ text: SourceText) throws(DocumentError) -> (cues: [PlacedCue], diagnostics: [Diagnostic]) {
  var found = DiagnosticList(text)
  guard let first = text.lines.firstIndex(where: { !$0.isBlank }) else {
    throw DocumentError(Diagnostic(.error, in: text.file, "is empty where captions were expected"))
  }
  let isWebVTT = isWebVTTHeader(text.lines[first])
  let blocks = isWebVTT ? webVTTBlocks(text.lines, after: first, &found) : subRipBlocks(text.lines)
  guard isWebVTT || !blocks.isEmpty else {
    throw DocumentError(
      Diagnostic(
        .error, in: text.file, at: TextPosition(line: 1, column: 1),
        "holds no captions: expected WebVTT, or SubRip times such as 00:00:01,000 --> 00:00:04,000"))
  }
  var cues: [PlacedCue] = []
  var refused = 0
  for block in blocks {
    guard cues.count < CaptionLimits.cues else {
      found.warning(
        at: TextPosition(line: block.timing + 1, column: 1),
        "holds more than \(CaptionLimits.cues) cues; those from here on are left out")
      break
    }
    let timing: CueTiming
    do {
      timing = try CueTiming(text.lines[block.timing])
    } catch {
      found.error(at: TextPosition(line: block.timing + 1, column: error.column), error.sentence, hint: "cue skipped")
      refused += 1
      continue
    }
    var lines = text.lines[block.payload]
    if lines.count > CaptionLimits.lines {
      lines = lines.prefix(CaptionLimits.lines)
      found.warning(
        at: TextPosition(line: lines.endIndex + 1, column: 1),
        "a cue of more than \(CaptionLimits.lines) lines is cut here")
    }
    for (index, line) in zip(lines.indices, lines) where line.unicodeScalars.count > CaptionLimits.lineLength {
      lines[index] = String(line.unicodeScalars.prefix(CaptionLimits.lineLength))
      found.warning(
        at: TextPosition(line: index + 1, column: 1),
        "a line of more than \(CaptionLimits.lineLength) characters is cut")
    }
    let position = TextPosition(line: block.timing + 1, column: 1)
    for part in CueText.parts(of: lines.joined(separator: "\n"), isWebVTT: isWebVTT) {
      let cue = Cue(
        range: timing.range, lines: part.lines, speaker: part.speaker, settings: isWebVTT ? timing.settings : "")
      cues.append(PlacedCue(cue: cue, position: position))
    }
  }
  if cues.isEmpty {
    guard refused == 0 else { throw DocumentError(found.all) }
    found.warning("holds no caption with text in it")
  }
  return (cues, found.all)
}

extension StringProtocol {
  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
