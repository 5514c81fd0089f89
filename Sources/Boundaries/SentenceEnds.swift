public import Lesson
public import Timeline

/// Where sentences end by the captions' punctuation, in order of the captions: at a cue's end, or within it in
/// proportion to the characters before. Empty for captions without punctuation.
public func sentenceEnds(in cues: [Cue]) throws(TimeOverflow) -> [Instant] {
  var ends: [Instant] = []
  for cue in cues {
    let text = Array(cue.text.unicodeScalars)
    let length = try cue.range.length()
    for (index, scalar) in text.enumerated() where sentenceEndings.contains(scalar) {
      var next = index + 1
      while next < text.count, closers.contains(text[next]) || sentenceEndings.contains(text[next]) { next += 1 }
      // "3.5" goes on within a word, "e.g." in small letters; 。 needs no space after it.
      guard next == text.count || text[next].properties.isWhitespace || scalar.value > 0x2fff else { continue }
      let follower = text[next...].first { !$0.properties.isWhitespace }
      guard follower?.properties.isLowercase != true else { continue }
      guard next == index + 1 || !sentenceEndings.contains(text[next - 1]) || next == text.count else { continue }
      guard next < text.count else {
        ends.append(cue.range.end)
        break
      }
      ends.append(try cue.range.start + length * Int64(next) / Int64(text.count))
    }
  }
  return ends
}

private let sentenceEndings: Set<Unicode.Scalar> = [".", "!", "?", "…", "。", "！", "？", "؟", "।", "॥"]
private let closers: Set<Unicode.Scalar> = ["\"", "'", "”", "’", "»", "«", "“", ")", "]", "」", "』"]
