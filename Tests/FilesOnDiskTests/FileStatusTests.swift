import FilesOnDisk
import Foundation
import TestSupport
import Testing

@Suite struct FileStatusTests {
  @Test func saysWhatStandsThere() throws {
    let file = try temporaryFile("file", Data("twelve bytes".utf8))
    let folder = file.deletingLastPathComponent()
    let link = folder.appending(path: "link")
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: file.path)
    let status = try #require(FileStatus(at: file.path))
    #expect(status.kind == .file && status.bytes == 12)
    #expect(FileStatus(at: folder.path)?.kind == .folder)
    #expect(FileStatus(at: "/dev/null")?.kind == .other)
    #expect(FileStatus(at: link.path) == status)
    #expect(FileStatus(at: link.path, followingLinks: false)?.kind == .link)
    #expect(FileStatus(at: folder.appending(path: "nothing").path) == nil)
    #expect(abs(Double(status.modified) / 1e9 - Date().timeIntervalSince1970) < 3600)
  }

  @Test func onlyTheTimeOfContentCanBeSetBack() throws {
    let file = try temporaryFile("file", Data("one".utf8))
    let before = try #require(FileStatus(at: file.path))
    let old = Date(timeIntervalSince1970: 1e9 + 0.25)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: file.path)
    let after = try #require(FileStatus(at: file.path))
    #expect(after.modified == 1_000_000_000_250_000_000)
    #expect(after.changed >= before.changed)
    #expect(after.identity == before.identity)
  }
}
