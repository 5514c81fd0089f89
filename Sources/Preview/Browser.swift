internal import Foundation

/// Shows `address` in the user's browser where there is a screen; where there is none, or no browser, nothing happens.
public func openInBrowser(_ address: String) {
  let environment = ProcessInfo.processInfo.environment
  #if os(macOS)
    let opener = "open"
  #else
    let opener = "xdg-open"
    guard ["DISPLAY", "WAYLAND_DISPLAY"].contains(where: { environment[$0]?.isEmpty == false }) else { return }
  #endif
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [opener, address]
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  try? process.run()
}
