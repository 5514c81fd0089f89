internal import Foundation
internal import Glibc

/// Bounds what this process may allocate from now on, in bytes (RLIMIT_DATA: heap, private mappings and stacks, but not what is merely reserved or mapped from
/// files), so that a hostile file costs an error or this process, never the machine. A crash writes no core.
public func limitMemory(to bytes: Int64) {
  let data = heldMemory().addingReportingOverflow(max(0, bytes))
  for (resource, bytes) in [(RLIMIT_DATA, data.overflow ? .max : rlim_t(data.partialValue)), (RLIMIT_CORE, 0)] {
    var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
    // Fails only where the limit is stricter already.
    _ = unsafe setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
  }
}

/// What counts for RLIMIT_DATA already, in bytes: little, but terabytes of shadow where the address sanitizer is at work (proc(5), the sixth number of `statm`).
private func heldMemory() -> Int64 {
  guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
  let numbers = text.split(whereSeparator: \.isWhitespace)
  return numbers.count > 5 ? (Int64(numbers[5]) ?? 0) * Int64(getpagesize()) : 0
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
