import Foundation
import Lesson
import TestSupport
import Testing
import Timeline

@testable import Media

@Suite struct CancellationTests {
  /// Runs `work` in a task that is cancelled at the first sign of progress, and checks that there is no second one.
  private func isStopped(_ work: @escaping @Sendable (_ progress: () -> Void) throws -> Void) async {
    let task = Task {
      var signs = 0
      defer { #expect(signs == 1) }
      try work {
        signs += 1
        withUnsafeCurrentTask { $0?.cancel() }
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func aLongReadEndsAtOnce() async throws {
    let file = try TestRecording(seconds: 60).file()
    await isStopped { progress in _ = try survey(file, named: "lecture.mp4") { _, _ in progress() } }
  }

  @Test func aLongDecodeEndsAtOnce() async throws {
    let file = try TestRecording(seconds: 60).file()
    let info = try survey(file, named: "lecture.mp4")
    await isStopped { progress in
      _ = try soundLevels(of: file, named: "lecture.mp4", info: info) { _, _ in progress() }
    }
  }

  @Test func aCancelledTaskOpensNothing() async throws {
    let file = try TestRecording(seconds: 1).file()
    await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      let error = #expect(throws: MediaError.self) { _ = try Demuxer(file, named: "lecture.mp4") }
      #expect(error?.code == .cancelled)
      #expect(throws: CancellationError.self) { _ = try survey(file, named: "lecture.mp4") }
    }.value
  }
}
