import Foundation
import TestSupport
import Testing

/// `chop preview` as the program itself.
@Suite struct PreviewCommandTests {
  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)])
  func endsWithTheSignalsCode(signal: Int32, code: Int) async throws {
    let preview = try await RunningPreview(of: TestLesson())
    #expect(try await ask("/", at: preview.port).status == 200)
    kill(preview.process.processIdentifier, signal)
    let process = preview.process
    try await onThread { process.waitUntilExit() }
    #expect(process.terminationStatus == Int32(code))
  }

  @Test func opensTheBrowserUnlessToldNotTo() async throws {
    let opened = temporaryFile("opened.txt")
    let browser = temporaryFile("xdg-open")
    try Data("#!/bin/sh\necho \"$1\" >> '\(opened.path(percentEncoded: false))'\n".utf8).write(to: browser)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: browser.path(percentEncoded: false))
    let folder = browser.deletingLastPathComponent().path(percentEncoded: false)
    let silent = try await RunningPreview(of: TestLesson(), ["--no-open"], path: folder, display: ":0")
    let shown = try await RunningPreview(of: TestLesson(), path: folder, display: ":0")
    for _ in 0..<100 where !FileManager.default.fileExists(atPath: opened.path(percentEncoded: false)) {
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(try String(contentsOf: opened, encoding: .utf8) == "http://127.0.0.1:\(shown.port)/\n")
    withExtendedLifetime(silent) {}
  }

  @Test func doesWithoutABrowser() async throws {
    let preview = try await RunningPreview(of: TestLesson(), path: "/nowhere", display: ":0")
    #expect(try await ask("/", at: preview.port).status == 200)
  }

  @Test func memoryStaysFlatOnALargeFile() async throws {
    let lesson = try TestLesson()
    try lesson.writeSparse("01-energy/long.mp4", size: 1 << 30)
    let preview = try await RunningPreview(of: lesson)
    _ = try await ask("/01-energy/video.mp4", at: preview.port)
    let before = try preview.memory()
    let port = preview.port
    let count = try await onThread {
      let client = try Client(port: port)
      client.send("GET /01-energy/long.mp4 HTTP/1.1\r\nHost: localhost:\(port)\r\nConnection: close\r\n\r\n")
      var count = 0
      for _ in 0..<200 { count += try client.receive(limit: 1 << 20).count }
      return count
    }
    #expect(count == 200 << 20)
    let grown = try preview.memory() - before
    #expect(grown < 32 << 10, "\(grown) KB more than before")
  }

  @Test func isForALessonOnly() async throws {
    let folder = try TestLesson().path("01-energy")
    let ending = try await onThread { try chop(["preview", folder]) }
    #expect(ending.status == 1)
    #expect(
      ending.errors.hasPrefix("error: '") && ending.errors.contains("is no lesson: a manifest.json is expected in it"))
  }
}

/// The program, serving a lesson; it is ended with the test.
private final class RunningPreview {
  let process = Process()
  let port: Int

  init(of lesson: TestLesson, _ options: [String] = [], path: String? = nil, display: String? = nil) async throws {
    let output = Pipe()
    process.executableURL = chopProgram
    process.arguments = ["preview", lesson.path("")] + options
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    var environment = ProcessInfo.processInfo.environment.merging(testCache) { $1 }
    if let path { environment["PATH"] = path + (path == "/nowhere" ? "" : ":" + (environment["PATH"] ?? "")) }
    environment["WAYLAND_DISPLAY"] = nil
    environment["DISPLAY"] = display
    // The sanitizer's look for leaks stops all threads at a process's end, and waits forever for one that ends itself just then.
    environment["ASAN_OPTIONS"] = (environment["ASAN_OPTIONS"].map { $0 + ":" } ?? "") + "detect_leaks=0"
    process.environment = environment
    try process.run()
    let line = try await onThread {
      var line = Data()
      while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) { line += byte }
      return String(decoding: line, as: UTF8.self)
    }
    port = try #require(URL(string: line)?.port, "'\(line)' is no address")
  }

  deinit { process.terminate() }

  /// The most memory it ever had, in KB.
  func memory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(Int(line.split(whereSeparator: { !$0.isNumber }).first ?? ""))
  }
}
