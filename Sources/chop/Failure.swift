import ArgumentParser
import Documents
import Foundation
import Media
import StageGraph
import Wording

/// Ends a command with sentences on standard error and the right exit code.
enum Failure {
  /// Runs a command's work; whatever it throws becomes sentences, never a trace.
  static func reported(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let code as ExitCode {
      throw code
    } catch {
      guard let sentences = sentences(for: error) else { throw ExitCode(Interruption.exitCode) }
      for sentence in sentences { Console.error(sentence) }
      throw ExitCode(error is ValidationError ? 64 : 1)
    }
  }

  /// What to tell the user; nil where the user stopped the work.
  static func sentences(for error: any Error) -> [String]? {
    switch error {
    case is CancellationError: nil
    case let error as MediaError where error.code == .cancelled: nil
    case let error as DocumentError: error.diagnostics.map(\.description)
    case let error as StepFailure: sentences(for: error.underlying)
    case let error as CocoaError: ["error: \(cocoaSentence(error))"]
    default: "\(error)".split(separator: "\n").map { "error: \($0)" }
    }
  }

  private static func cocoaSentence(_ error: CocoaError) -> String {
    let name = error.filePath.map { "'\(shown(($0 as NSString).lastPathComponent))': " } ?? ""
    return switch error.code {
    case .fileWriteOutOfSpace: "\(name)the disk is full; make room and run chop again"
    case .fileWriteNoPermission, .fileWriteVolumeReadOnly:
      "\(name)you may not write there; choose another folder with -o"
    case .fileReadNoPermission: "\(name)you may not read it"
    case .fileReadNoSuchFile, .fileNoSuchFile: "\(name)it is not there"
    default: "\(name)\(error.localizedDescription)"
    }
  }
}
