import Exports
import Foundation
import Lesson
import Preview
import TestSupport
import Testing
import Timeline

/// A lesson with a page and one chapter, whose media are bytes that tell their place; beside it lies a file that must never be served.
struct TestLesson {
  let folder: URL
  let video: Data

  static let secret = "nobody may read this"

  init() throws {
    folder = temporaryFile("lecture.lesson")
    let manifest = Manifest(
      fingerprint: "0", generator: "test", id: "1", title: "Energy", language: "en", duration: 1.min)
    video = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) })
    try write(ManifestFile.data(manifest), "manifest.json")
    try write(Data("<!doctype html><title>Energy</title>".utf8), "index.html")
    try write(video, "01-energy/video.mp4")
    for name in ["audio.m4a", "audio.wav", "captions.en.vtt", "poster.jpg", "quiz.json", "none.bin"] {
      try write(Data("x".utf8), "01-energy/\(name)")
    }
    try write(Data(), "01-energy/empty.txt")
    try write(Data(Self.secret.utf8), ".hidden")
    try write(Data(Self.secret.utf8), "01-energy/.hidden")
    let outside = folder.deletingLastPathComponent()
    try Data(Self.secret.utf8).write(to: outside.appending(path: "secret.txt"))
    for (name, target) in [("link.txt", "../secret.txt"), ("linked", ".."), ("itself", "itself")] {
      try FileManager.default.createSymbolicLink(
        atPath: path(name), withDestinationPath: target)
    }
    mkfifo(path("pipe"), 0o600)
  }

  func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

  func write(_ data: Data, _ name: String) throws {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// A file of `size` zeros that takes no room on the disk.
  func writeSparse(_ name: String, size: UInt64) throws {
    try write(Data(), name)
    let handle = try FileHandle(forWritingTo: folder.appending(path: name))
    try handle.truncate(atOffset: size)
    try handle.close()
  }

  /// Serves the lesson while `body` runs.
  func served<Result: Sendable>(_ body: @escaping @Sendable (Int) async throws -> Result) async throws -> Result {
    let server = try PreviewServer(PreviewedLesson(path: path("")))
    let (addresses, continuation) = AsyncStream<String>.makeStream()
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { continuation.finish() }
        try await server.run { continuation.yield($0) }
      }
      for await address in addresses {
        let port = try #require(URL(string: address)?.port)
        let result = try await body(port)
        group.cancelAll()
        return result
      }
      try await group.next()
      throw CancellationError()
    }
  }
}
