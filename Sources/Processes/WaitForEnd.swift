internal import Glibc

/// Waits until a child has ended, without taking its status from whoever else waits for it.
func waitForEnd(of process: pid_t) async throws {
  var pause = Duration.milliseconds(1)
  while true {
    var info = unsafe siginfo_t()
    let result = unsafe waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT | WNOHANG)
    if unsafe result != 0 || info.si_signo != 0 { return }
    try await Task.sleep(for: pause)
    pause = min(pause * 2, .milliseconds(20))
  }
}
