/// The last lines on a terminal, drawn anew while work goes on.
struct DrawnLines {
  private var count = 0
  private var last: ContinuousClock.Instant?

  /// Oftener nobody can read them.
  private static let pause = Duration.milliseconds(80)

  /// Puts these in place of those before, unless that was done just now; `now` does it all the same.
  mutating func draw(now: Bool = false, _ lines: () -> [String]) {
    if let last, !now, .now - last < Self.pause { return }
    erase()
    last = .now
    let lines = lines()
    for line in lines { Console.error(line) }
    count = lines.count
  }

  mutating func erase() {
    guard count > 0 else { return }
    Console.eraseLines(count)
    count = 0
  }
}
