internal import Lesson
internal import Timeline

/// Captions that roll up the picture line by line, as YouTube writes its automatic ones (`yt-dlp --write-auto-subs`): each phrase comes in below the one
/// before it, stands alone for 10 ms, and stands again above the next one.
enum RollingCues {
  /// `cues`, which are in the file's order, with each phrase in one cue where they roll; else as they are.
  ///
  /// A phrase is shown from where it first stands until the next one does, or until its last cue ends.
  static func unrolled(_ cues: [Cue]) -> [Cue] {
    guard roll(cues) else { return cues }
    var phrases: [Cue] = []
    // What the cue before shows, each line with its phrase's place.
    var shown: [(line: String, phrase: Int)] = []
    var end: Instant?
    for cue in cues {
      var standing = shown
      shown = []
      // After a gap the last line is said again; what stands above it is not.
      let touches = end.map { cue.range.start <= $0 } ?? false
      var added: Int?
      for (row, line) in cue.lines.enumerated() {
        if touches || row + 1 < cue.lines.count, let place = standing.lastIndex(where: { $0.line == line }) {
          let phrase = standing.remove(at: place).phrase
          let range = phrases[phrase].range
          phrases[phrase].range = TimeRange(range.start, max(range.end, cue.range.end))
          shown.append((line, phrase))
        } else if let added {
          phrases[added].lines.append(line)
          shown.append((line, added))
        } else {
          var phrase = cue
          phrase.lines = [line]
          added = phrases.count
          shown.append((line, phrases.count))
          phrases.append(phrase)
        }
      }
      end = cue.range.end
    }
    for next in phrases.indices.dropFirst() {
      let (range, limit) = (phrases[next - 1].range, phrases[next].range.start)
      if range.start < limit { phrases[next - 1].range = TimeRange(range.start, min(range.end, limit)) }
    }
    return phrases
  }

  /// Whether a third of the cues or more are too short to read and repeat what the cue before them shows.
  private static func roll(_ cues: [Cue]) -> Bool {
    let repetitions = zip(cues, cues.dropFirst()).count { before, cue in
      guard let length = try? cue.range.length(), length < shortest else { return false }
      return cue.range.start >= before.range.end && cue.lines.allSatisfy { before.lines.contains($0) }
    }
    return repetitions > 0 && repetitions * 3 >= cues.count
  }

  private static let shortest = 50.ms
}
