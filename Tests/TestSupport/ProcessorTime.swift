import Foundation

/// The processor's time that `work` takes on this thread, which is no longer on a busy machine. Under the address sanitizer an eighth of it, since
/// that slows everything down.
public func processorTime(_ work: () throws -> Void) rethrows -> Duration {
  let start = now()
  try work()
  return (now() - start) / (isSanitized ? 8 : 1)
}

private func now() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}

private let isSanitized = dlsym(nil, "__asan_init") != nil
