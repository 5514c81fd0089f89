public import Foundation

/// Why the system says a file couldn't be written (errno); nil for an error of another kind.
public func writeFailure(_ error: any Error) -> POSIXError.Code? {
  switch error {
  case let error as POSIXError: error.code
  // Foundation's codes for what went wrong in writing (FoundationErrors.h: NSFileWriteUnknownError and those after it).
  case let error as CocoaError where (512..<768).contains(error.code.rawValue):
    switch error.code {
    case .fileWriteOutOfSpace: .ENOSPC
    case .fileWriteVolumeReadOnly: .EROFS
    case .fileWriteNoPermission: .EACCES
    default: systemError(behind: error)
    }
  default: nil
  }
}

/// The number of the system's (errno) that one of Foundation's errors comes from; nil where it doesn't say.
public func systemError(behind error: CocoaError) -> POSIXError.Code? {
  guard let reason = error.underlying as NSError?, reason.domain == NSPOSIXErrorDomain else { return nil }
  return POSIXError.Code(rawValue: Int32(truncatingIfNeeded: reason.code))
}

extension WorkplaceError {
  /// What it means that a lesson's files can't be written at `path`.
  public init(writing path: String, failed code: POSIXError.Code) {
    let another = "choose another folder with -o"
    switch code {
    case .ENOSPC, .EDQUOT:
      self.init(
        path, "the disk is full, so nothing was made there",
        remedy: "free some space and run chop again, or choose a folder on another disk with -o", isTemporary: true)
    case .EIO, .ESTALE, .ENXIO, .ETIMEDOUT:
      self.init(
        path, "the disk or file server failed, so nothing was made there",
        remedy: "see that it works and run chop again, or choose a folder on another disk with -o", isTemporary: true)
    case .EACCES, .EPERM: self.init(path, "you may not write there", remedy: another)
    case .EROFS: self.init(path, "is on a disk that can't be written to", remedy: another)
    case .ENOTDIR: self.init(path, "can't be made, since a file stands where a folder has to be", remedy: another)
    case .ENAMETOOLONG: self.init(path, "is too long for a folder's name", remedy: "choose a shorter one with -o")
    case .EXDEV:
      self.init(
        path, "is on another disk than the folder to work in", remedy: "choose one on the same disk with --work")
    default:
      self.init(path, "can't be written: \(unsafe String(cString: strerror(code.rawValue)))", remedy: another)
    }
  }

  /// Somebody took away the folder in which the lesson was being made.
  static func revoked(_ path: String) -> WorkplaceError {
    WorkplaceError(
      path, "the folder in which it was being made was taken away meanwhile, so nothing was made",
      remedy: "run chop again", isTemporary: true)
  }
}
