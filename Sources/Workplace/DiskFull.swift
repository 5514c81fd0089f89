internal import Foundation

/// Whether an error of Foundation's says that no room is left (ENOSPC), or none for this user (EDQUOT).
public func isDiskFull(_ error: any Error) -> Bool {
  switch error {
  case let error as POSIXError: error.code == .ENOSPC || error.code == .EDQUOT
  case let error as CocoaError:
    error.code == .fileWriteOutOfSpace || error.underlying.map(isDiskFull) ?? false
  default: false
  }
}
