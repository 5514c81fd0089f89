/// How far apart a stream's packets are: enough to tell a steady rate from a variable one, in bounded memory.
struct IntervalHistogram {
  private var counts: [Int64: Int] = [:]
  private var total = 0
  private static let limit = 256

  mutating func add(_ interval: Int64) {
    guard interval > 0 else { return }
    total += 1
    if counts[interval] != nil || counts.count < Self.limit { counts[interval, default: 0] += 1 }
  }

  /// The most frequent interval in ticks, the shortest of those that are equally frequent; nil before two packets.
  var usual: Int64? {
    counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }

  /// Which part of the intervals differs from the usual one by more than a fifth and more than `tolerance` ticks, 0…1.
  func unsteadyShare(tolerance: Int64) -> Double {
    guard let usual, total > 0 else { return 0 }
    let near = counts.reduce(0) { sum, entry in
      (entry.key - usual).magnitude <= max(usual / 5, tolerance).magnitude ? sum + entry.value : sum
    }
    return 1 - Double(near) / Double(total)
  }
}
