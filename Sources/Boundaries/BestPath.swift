#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The candidates, in order of time, that divide the recording best: the least sum of what boundaries and chapter
/// lengths cost, by dynamic programming over all divisions within the limits; nil where there is none. Every candidate
/// lies within the recording.
///
/// A chapter of more than four times the target is considered only where no shorter one is possible: so the time is
/// linear in the candidates.
func bestPath(through candidates: [Candidate], _ limits: ChapterLimits) -> [Candidate]? {
  let times = [0] + candidates.map(\.time) + [limits.duration]
  let costs = [0] + candidates.map(\.cost) + [0]
  let lengthCost = LengthCost(limits)
  var least = [Double](repeating: .infinity, count: times.count)
  var before = [Int](repeating: 0, count: times.count)
  least[0] = 0
  var first = 0
  for index in 1..<times.count {
    while times[index] - times[first] > limits.maximum { first += 1 }
    for start in (first..<index).reversed() where least[start] < .infinity {
      let length = times[index] - times[start]
      guard length >= limits.floor, length > 0 else { continue }
      if length / 4 > limits.target, least[index] < .infinity { break }
      let cost = least[start] + lengthCost(length) + costs[index]
      if cost < least[index] { (least[index], before[index]) = (cost, start) }
    }
  }
  guard var index = least.indices.last, least[index] < .infinity else { return nil }
  var path: [Candidate] = []
  while before[index] > 0 {
    index = before[index]
    path.append(candidates[index - 1])
  }
  return path.reversed()
}

/// What a chapter's length costs: nothing at the target, 1 at half and at twice of it; more beyond half to one and a
/// half times, and much more below the minimum.
struct LengthCost {
  private let target: Double
  private let minimum: Double

  init(_ limits: ChapterLimits) {
    target = Double(limits.target)
    minimum = Double(limits.minimum)
  }

  func callAsFunction(_ length: Int64) -> Double {
    let length = Double(length)
    let octaves = log2(length / target)
    let excess = max(-1 - octaves, octaves - 0.585, 0)
    return octaves * octaves + 4 * excess * excess + (length < minimum ? 20 * (1 - length / minimum) : 0)
  }
}
