import Lesson
import Timeline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether captions are in a script that puts no spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
func isWrittenWithoutSpaces(_ cues: [Cue]) -> Bool {
  var (without, letters) = (0, 0)
  for cue in cues.prefix(2000) {
    for scalar in cue.text.unicodeScalars.prefix(1000) where scalar.properties.isAlphabetic {
      letters += 1
      if hasNoSpaces(scalar) { without += 1 }
    }
  }
  return without * 10 > letters * 3
}

private func hasNoSpaces(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0xe00...0xeff, 0x1000...0x109f, 0x1780...0x17ff, 0x3040...0x30ff, 0x3400...0x4dbf, 0x4e00...0x9fff,
    0xf900...0xfaff, 0x20000...0x323af:
    true
  default: false
  }
}

/// For each chapter the clause of four to sixteen characters whose pairs of characters tell it best from the others;
/// nil where there is none.
func clauses(for chapters: [TimeRange], captions: [Cue]) -> [String?] {
  let order = chapters.indices.sorted { (chapters[$0].start, $0) < (chapters[$1].start, $1) }
  var clauses = [[Substring]](repeating: [], count: chapters.count)
  for cue in captions {
    let after = order.partitioned { chapters[$0].start > cue.range.start }
    guard after > 0, chapters[order[after - 1]].contains(cue.range.start), clauses[order[after - 1]].count < 4000 else {
      continue
    }
    clauses[order[after - 1]] += cue.text.prefix(1000).split { !$0.isLetter && !$0.isNumber }
  }
  let counts = clauses.map { clauses in
    clauses.reduce(into: [String: Int]()) { counts, clause in
      for pair in pairs(clause) { counts[pair, default: 0] += 1 }
    }
  }
  var documents: [String: Int] = [:]
  for count in counts { for pair in count.keys { documents[pair, default: 0] += 1 } }
  let used = Double(max(1, counts.count { !$0.isEmpty }))
  var taken: Set<Substring> = []
  return clauses.indices.map { chapter in
    var best: (clause: Substring, score: Double)?
    for (index, clause) in clauses[chapter].enumerated()
    where (4...16).contains(clause.count) && clause.utf8.count <= 128 && !taken.contains(clause) {
      let pairs = pairs(clause)
      let sum = pairs.reduce(0.0) { sum, pair in
        let rarity = log((used + 1) / (Double(documents[pair] ?? 1) + 0.5)) + 0.1
        return sum + log(1 + Double(counts[chapter][pair] ?? 0)) * rarity
      }
      let score = sum / Double(max(1, pairs.count)) * (1 + 0.5 * exp(-Double(index) / 20))
      if score > best?.score ?? 0 { best = (clause, score) }
    }
    guard let best else { return nil }
    taken.insert(best.clause)
    return String(best.clause)
  }
}

private func pairs(_ clause: Substring) -> [String] {
  zip(clause, clause.dropFirst()).map { String([$0, $1]) }
}
