internal import Foundation
internal import Glibc

/// Bounds what this process may allocate, in bytes (RLIMIT_DATA: heap, private mappings and stacks, but not what is merely reserved or mapped from files), so that a
/// hostile file costs an error or this process, never the machine. A crash writes no core.
public func limitMemory(to bytes: Int64) {
  for (resource, bytes) in [(RLIMIT_DATA, rlim_t(max(0, bytes))), (RLIMIT_CORE, 0)] {
    var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
    // Fails only where the limit is stricter already.
    _ = unsafe setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
  }
}

/// Ends this process when its standard input ends, which is when whoever started it is no more: by SIGTERM, so that it can clean up, and ten seconds later for good.
public func endWithStandardInput() {
  Thread.detachNewThread {
    var byte: UInt8 = 0
    while true {
      let count = unsafe read(STDIN_FILENO, &byte, 1)
      if count == 0 || count < 0 && errno != EINTR { break }
    }
    kill(getpid(), SIGTERM)
    sleep(10)
    kill(0, SIGKILL)
  }
}
