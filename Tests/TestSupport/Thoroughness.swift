internal import Foundation

/// Whether what takes minutes is to be tried too, as `Tests/run --all` says: faults at many more places, large files, long recordings.
public let isThorough = ProcessInfo.processInfo.environment["CHOP_TEST_ALL"] != nil
