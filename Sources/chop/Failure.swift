import ArgumentParser
import Documents
import Foundation
import Media
import StageGraph
import Wording
import Workplace

/// Ends a command with sentences on standard error and the right exit code.
enum Failure {
  /// Runs a command's work; whatever it throws becomes sentences, never a trace.
  static func reported(_ work: () async throws -> Void) async throws {
    do {
      try await work()
      guard Console.isWritten else { throw Complaint("standard output can't be written to; is its disk full?") }
    } catch let code as ExitCode {
      throw code
    } catch {
      guard let sentences = sentences(for: error) else { throw ExitCode(Interruption.exitCode) }
      for sentence in sentences { Console.error(sentence) }
      throw ExitCode(code(for: error))
    }
  }

  /// What to tell the user; nil where the user stopped the work.
  static func sentences(for error: any Error) -> [String]? {
    switch error {
    case is CancellationError: nil
    case let error as MediaError where error.code == .cancelled: nil
    case let error as DocumentError: error.diagnostics.map(sentence)
    case let error as StepFailure: sentences(for: error.underlying)
    case let error as CocoaError: ["error: \(sentence(error))"]
    default: "\(error)".split(separator: "\n").map { "error: \($0)" }
    }
  }

  static func code(for error: any Error) -> Int32 {
    switch error {
    case is ValidationError: 64
    case let error as DocumentError where error.diagnostics.allSatisfy(isOfTheCommandLine): 64
    case let error as StepFailure: code(for: error.underlying)
    case let error as WorkplaceError where error.isTemporary: 75
    default: 1
    }
  }

  private static func isOfTheCommandLine(_ diagnostic: Diagnostic) -> Bool { diagnostic.file.hasPrefix("--") }

  /// In files as compilers say it, `file:line:column: error: …`, so that editors find the place.
  private static func sentence(_ diagnostic: Diagnostic) -> String {
    guard isOfTheCommandLine(diagnostic) else { return diagnostic.description }
    return "error: \(shown(diagnostic.file)): \(diagnostic.sentence)" + (diagnostic.hint.map { "; \($0)" } ?? "")
  }

  private static func sentence(_ error: CocoaError) -> String {
    let name = error.filePath.map { shown(($0 as NSString).lastPathComponent) + ": " } ?? ""
    return switch error.code {
    case .fileWriteNoPermission, .fileWriteVolumeReadOnly:
      "\(name)you may not write there; choose another folder with -o"
    case .fileReadNoPermission: "\(name)you have no permission to read it; chmod +r makes it readable"
    case .fileReadNoSuchFile, .fileNoSuchFile: "\(name)there is no such file; check the name and the folder"
    default:
      "\(name)\((512..<768).contains(error.code.rawValue) ? "can't be written" : "a file can't be read")\(reason(of: error)); see that the disk works, and run chop again"
    }
  }

  private static func reason(of error: CocoaError) -> String {
    systemError(behind: error).map { ": \(unsafe String(cString: strerror($0.rawValue)).lowercased())" } ?? ""
  }
}
