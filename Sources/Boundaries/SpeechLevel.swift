/// Level of speech while somebody speaks, in dBFS: the active speech level after ITU-T P.56, method B, from levels of a
/// tenth of a second with the noise's power taken off; nil where nothing rises above the noise.
///
/// The level is the one at which the mean over all windows above a threshold lies 15.9 dB above that threshold. So
/// neither long breaks nor noise below it count.
func activeSpeechLevel(_ track: LevelTrack, over floor: NoiseFloor) -> Float? {
  let reach = max(1, track.windows(0.05))
  var counts = [Int](repeating: 0, count: 141)
  var energy = 0.0
  for index in stride(from: 0, to: track.count, by: reach) {
    let noise = power(floor[index])
    let clean = track.meanPower(around: index, reach: reach) - noise
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
