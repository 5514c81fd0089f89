import Foundation
import TestSupport
import Testing

@testable import StageCache

@Suite struct CacheFolderTests {
  private let folder = CacheFolder(path: temporaryFile("cache").path)

  /// All that it holds: names and bytes on the disk.
  private func kept() throws -> [String: Int] {
    var kept: [String: Int] = [:]
    for path in (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? [] {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(path)")
      if attributes[.type] as? FileAttributeType == .typeRegular { kept[path] = attributes[.size] as? Int }
    }
    return kept
  }

  @Test func whatIsTooLargeIsNotKept() throws {
    folder.write(String(repeating: "x", count: CacheFolder.fileLimit), as: "a1")
    #expect(try kept().isEmpty)
    #expect(folder.read("a1", as: String.self) == nil)
    folder.write(String(repeating: "x", count: CacheFolder.fileLimit - 100), as: "a1")
    #expect(folder.read("a1", as: String.self)?.count == CacheFolder.fileLimit - 100)
  }

  @Test func thoseThatWereNotUsedForLongestGiveWay() throws {
    let text = String(repeating: "x", count: CacheFolder.fileLimit - 5000)
    let fit = CacheFolder.limit / 16 / CacheFolder.fileLimit
    for number in 0..<fit { folder.write(text, as: "a\(number)") }
    folder.write("elsewhere", as: "b1")
    #expect(try kept().count == fit + 1)
    // The first is used again: the second goes.
    #expect(folder.read("a0", as: String.self) != nil)
    folder.write(text, as: "a9")
    #expect(folder.read("a0", as: String.self) != nil)
    #expect(folder.read("a1", as: String.self) == nil)
    #expect(folder.read("b1", as: String.self) == "elsewhere")
  }

  @Test func manySmallOnesAreBoundedToo() throws {
    let limit = CacheFolder.limit / 16 / 4096
    // What a program that was killed left behind counts, and goes.
    folder.write("x", as: "a")
    try run("bash", ["-c", "cd \(folder.path)/a && for i in $(seq \(limit + 50)); do echo > .a$i.result.1-1; done"])
    folder.write("y", as: "aa")
    #expect(try kept().count <= limit)
    #expect(folder.read("aa", as: String.self) == "y")
  }

  @Test func aFullDiskKeepsNothingAndLeavesNothing() throws {
    try FileManager.default.createDirectory(atPath: "\(folder.path)/a", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/f", withDestinationPath: "/proc")
    folder.write("x", as: "f1")
    #expect(folder.read("f1", as: String.self) == nil)
    #expect(try kept().isEmpty)
  }
}
