/// The name that was probably meant: the nearest of `names` by Damerau-Levenshtein distance (optimal string alignment), if it is near enough to be
/// worth saying. Among equals the first in `names`.
public func nearestName(to typed: String, among names: [String]) -> String? {
  let wanted = Array(typed.lowercased().unicodeScalars.prefix(64))
  var best: (name: String, distance: Int)?
  for name in names {
    let distance = editDistance(wanted, Array(name.lowercased().unicodeScalars.prefix(64)))
    if distance < best?.distance ?? .max { best = (name, distance) }
  }
  guard let best,
    best.distance <= max(1, min(wanted.count, best.name.count) / 3) || best.name.hasPrefix(typed) && wanted.count > 2
  else { return nil }
  return best.name
}

private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for (row, scalar) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (scalar == other ? 0 : 1))
      if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}
