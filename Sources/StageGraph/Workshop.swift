public import Foundation
internal import Synchronization
internal import Wording

/// What a running stage has around it: it says how far it is, warns, and finds and makes files here.
public struct Workshop: Sendable {
  let places: Places
  let writesFiles: Bool
  let readsFiles: Bool
  private let bench = Bench()
  private let report: @Sendable (RunEvent.Kind) -> Void

  /// `report` is called at once, on the stage's thread.
  public init(
    places: Places = Places(), writesFiles: Bool = true, readsFiles: Bool = true,
    report: @escaping @Sendable (RunEvent.Kind) -> Void = { _ in }
  ) {
    self.places = places
    self.writesFiles = writesFiles
    self.readsFiles = readsFiles
    self.report = report
  }

  private final class Bench: Sendable {
    let state = Mutex(State())
    struct State {
      var warnings: [String] = []
      var lastReport: ContinuousClock.Instant?
    }
  }

  /// More than these are not kept, nor printed.
  static let warningLimit = 1000

  /// Says that `done` of `total` is behind us, both in `unit` (`s` of the recording, `bytes`, `chapters`).
  public func progress(_ done: Double, of total: Double, _ unit: String) {
    guard done.isFinite, total.isFinite, total > 0 else { return }
    let now = ContinuousClock.now
    let isDue = bench.state.withLock { state in
      guard done >= total || state.lastReport.map({ now - $0 >= .milliseconds(50) }) ?? true else { return false }
      state.lastReport = now
      return true
    }
    if isDue { report(.progress(done: min(max(done, 0), total), total: total, unit: unit)) }
  }

  /// Says something that the lesson's maker should know, one sentence. Warnings belong to the result: they are said again when it is reused.
  public func warn(_ sentence: String) {
    let count = bench.state.withLock { state in
      if state.warnings.count < Self.warningLimit { state.warnings.append(sentence) }
      if state.warnings.count == Self.warningLimit { state.warnings.append("further warnings are left out") }
      return state.warnings.count
    }
    if count < Self.warningLimit { report(.warned(sentence: sentence)) }
  }

  /// All warnings so far, in their order.
  public var warnings: [String] { bench.state.withLock { $0.warnings } }

  /// Where the recording or companion of this name is. Throws ``Complaint`` for a name that was not handed in.
  public func place(of name: String) throws(Complaint) -> URL {
    guard let url = places.files[name] else { throw Complaint("'\(shown(name))' was not handed to the pipeline") }
    return url
  }
}
