/// Which of a row of coded frames, each told from the one before, brings most of what is new, by their sizes in bytes alone; nil where none stands out.
///
/// It is four times as large as usual, and what it is larger by is more than half of what all are larger by together.
public func sizeSpike(in sizes: [Int]) -> Int? {
  guard sizes.count >= 3, let largest = sizes.indices.max(by: { sizes[$0] < sizes[$1] }) else { return nil }
  let usual = sizes.sorted()[sizes.count / 2]
  let excess = sizes.reduce(0.0) { $0 + Double(max(0, $1 - usual * 3 / 2)) }
  let own = Double(sizes[largest] - usual)
  return sizes[largest] / 4 >= max(usual, 1) && own > excess / 2 ? largest : nil
}
