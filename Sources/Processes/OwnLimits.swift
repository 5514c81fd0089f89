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
///
/// Ends it too, with a sentence and status 1, when memory has run out for five seconds: where not even a thread's stack fits into the limit (``limitMemory(to:)``), whoever
/// waits for a new thread waits for ever. To be called before there is a limit, since it takes a thread itself.
public func endWithStandardInputOrMemory() {
  Thread.detachNewThread {
    var full = 0
    while true {
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      switch unsafe poll(&input, 1, 1000) {
      case 0: full = hasRoomForThread() ? 0 : full + 1
      case 1...:
        var byte: UInt8 = 0
        let count = unsafe read(STDIN_FILENO, &byte, 1)
        if count == 0 || count < 0 && errno != EINTR { return endByAndBy() }
      default: if errno != EINTR { return endByAndBy() }
      }
      if full == 5 { endWithoutMemory() }
    }
  }
}

private func endByAndBy() {
  kill(getpid(), SIGTERM)
  sleep(10)
  kill(0, SIGKILL)
}

/// Nothing here allocates, and nothing waits for other threads, as exit(3) might.
private func endWithoutMemory() -> Never {
  let sentence: StaticString = "error: memory ran out; more --memory may help\n"
  _ = unsafe write(STDERR_FILENO, sentence.utf8Start, sentence.utf8CodeUnitCount)
  _exit(1)
}

/// Eight megabytes, which is what the C library takes for a thread where nobody says otherwise (pthread_create(3)).
private func hasRoomForThread() -> Bool {
  let size = 8 << 20
  let stack = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
  guard let stack = unsafe stack, unsafe stack != MAP_FAILED else { return false }
  unsafe munmap(stack, size)
  return true
}
