import Foundation
import StageCache

/// Where results of stages are kept from one run to the next, and what a run may do there.
struct KeptResults {
  enum Use {
    case none
    /// Results are taken, none is kept: nothing is written.
    case taken
    /// None is taken: everything is made anew.
    case kept
    case both
  }
  private let use: Use
  /// When this run first looked at its files.
  private let start = Date()
  private let folder = StageCache.folder(environment: ProcessInfo.processInfo.environment)

  init(_ use: Use) { self.use = use }

  /// The store for a run on these files, by name; `recording` is whose steps are remembered, to say later why one ran again.
  func store(for files: [String: URL], of recording: URL) -> StageCache? {
    guard use != .none, let folder else { return nil }
    return StageCache(
      in: folder, build: Self.build, subject: recording.path(percentEncoded: false), files: files,
      lookedAtSince: start, takes: use != .kept, keeps: use != .taken)
  }

  /// Why nothing can be kept, as far as that is known.
  var problem: String? { use == .none ? nil : folder.flatMap(StageCache.problem(of:)) }

  /// A stage's version says when it makes something else, but it is raised by hand: results of another program file are not taken.
  private static let build = "\(Chop.version) \(StageCache.state(ofFileAt: URL(filePath: "/proc/self/exe")))"
}
