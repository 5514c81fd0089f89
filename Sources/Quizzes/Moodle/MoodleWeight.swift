/// The shares of the mark that Moodle takes (`question/engine/bank.php`, grade options), and the same below zero. It skips questions with others.
enum MoodleWeight {
  private static let known: [Double] = [
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10,
    5, 0,
  ]

  static func nearest(to weight: Double) -> Double {
    let nearest = known.min { abs($0 - abs(weight)) < abs($1 - abs(weight)) } ?? 0
    return weight < 0 && nearest > 0 ? -nearest : nearest
  }
}
