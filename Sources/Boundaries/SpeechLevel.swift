/// Level of speech while somebody speaks, in dBFS: the active speech level after ITU-T P.56, method B, from a sample of levels with the noise's
/// power taken off; nil where nothing rises above the noise.
///
/// The level is the one at which the mean over all levels above a threshold lies 15.9 dB above that threshold. So
/// neither long breaks nor noise below it count.
func activeSpeechLevel(_ probed: ProbedLevels, over floor: NoiseFloor) -> Float? {
  var counts = [Int](repeating: 0, count: 141)
  var energy = 0.0
  for (probe, level) in probed.levels.enumerated() {
    let noise = power(floor[probe * probed.stride])
    let clean = power(level) - noise
    guard clean > noise else { continue }
    energy += clean
    counts[Int(decibels(clean) + 120)] += 1
  }
  var active = counts.reduce(0, +)
  guard active > 0 else { return nil }
  for threshold in counts.indices where active > 0 {
    let level = decibels(energy / Double(active))
    if level - (Float(threshold) - 120) <= 15.9 { return level }
    active -= counts[threshold]
  }
  return nil
}
