internal import Synchronization

/// Tools (open files, say) that are used again: whoever needs one takes one that lies here, and a new one only where none does.
///
/// So work in several rounds, each ``sideBySide(_:workers:progress:effort:tool:_:)``, opens a file once for each thread, not once more in each round.
public final class ToolShelf<Tool: ~Copyable>: Sendable {
  private let make: @Sendable () throws -> Tool
  private let free = Mutex<[Slot]>([])

  private final class Slot: Sendable {
    /// Nobody but who took the slot from the shelf uses it.
    nonisolated(unsafe) var tool: Tool

    init(_ tool: consuming Tool) { unsafe self.tool = tool }
  }

  public init(_ make: @escaping @Sendable () throws -> Tool) { self.make = make }

  /// Throws what `body` throws and what making a tool throws.
  public func withTool<Made>(_ body: (inout Tool) throws -> Made) throws -> Made {
    let slot = try free.withLock { $0.popLast() } ?? Slot(make())
    defer { free.withLock { $0.append(slot) } }
    return try unsafe body(&slot.tool)
  }
}

/// As ``sideBySide(_:workers:progress:effort:tool:_:)``, with tools that lie on a shelf before and afterwards.
public func sideBySide<Job: Sendable, Tool: ~Copyable, Made: Sendable>(
  _ jobs: [Job], progress: @escaping @Sendable (Double) -> Void = { _ in }, tools: ToolShelf<Tool>,
  _ body: @escaping @Sendable (inout Tool, Job, _ report: (Double) -> Void) throws -> Made
) async throws -> [Made] {
  try await sideBySide(jobs, progress: progress, tool: { tools }) { tools, job, report in
    try tools.withTool { try body(&$0, job, report) }
  }
}
