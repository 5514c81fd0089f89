import Foundation
import TestSupport
import Testing
import Zip

@Suite struct ZipFileTests {
  private func write(_ entries: [ZipEntry], to place: URL = temporaryFile("a.zip")) throws -> URL {
    try writeZip(entries, to: place)
    return place
  }

  private let small = [
    ZipEntry(path: "imsmanifest.xml", content: .data(Data("<manifest/>".utf8))),
    ZipEntry(path: "01/empty.txt", content: .data(Data())),
    ZipEntry(path: "ünï.txt", content: .data(Data("ü".utf8))),
  ]

  @Test func isReadByOthers() throws {
    let media = try temporaryFile("video.mp4", Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }))
    let zip = try write(small + [ZipEntry(path: "01/video.mp4", content: .file(media))])
    try run("unzip", ["-tqq", zip.path])
    // Name, flags, method, time, extra fields: as the format's own fields say.
    let listing = try run(
      "python3",
      [
        "-c",
        """
        import sys, zipfile
        for item in zipfile.ZipFile(sys.argv[1]).infolist():
          print(item.filename, item.flag_bits & 0x808, item.compress_type, item.date_time, item.file_size, len(item.extra), oct(item.external_attr >> 16))
        print(zipfile.ZipFile(sys.argv[1]).read('01/video.mp4') == open(sys.argv[2], 'rb').read())
        """, zip.path, media.path,
      ])
    #expect(
      String(decoding: listing, as: UTF8.self) == """
        imsmanifest.xml 0 0 (1980, 1, 1, 0, 0, 0) 11 0 0o100644
        01/empty.txt 0 0 (1980, 1, 1, 0, 0, 0) 0 0 0o100644
        ünï.txt 2048 0 (1980, 1, 1, 0, 0, 0) 2 0 0o100644
        01/video.mp4 0 0 (1980, 1, 1, 0, 0, 0) 300000 0 0o100644
        True

        """)
  }

  @Test func sameEntriesGiveTheSameBytes() throws {
    let first = try Data(contentsOf: write(small))
    let place = temporaryFile("a.zip")
    #expect(try Data(contentsOf: write(small, to: place)) == first)
    // Over what stands there, which leaves nothing behind.
    #expect(try Data(contentsOf: write(small, to: place)) == first)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.deletingLastPathComponent().path) == ["a.zip"])
  }

  @Test func whatCanNotBeReadIsSaidAndLeavesNothing() throws {
    let place = temporaryFile("a.zip")
    let missing = ZipEntry(path: "x", content: .file(temporaryFile("missing")))
    let error = #expect(throws: ZipError.self) { try write(small + [missing], to: place) }
    #expect(error?.code == .ENOENT)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.deletingLastPathComponent().path) == [])
  }

  @Test func aCancelledTaskLeavesNothing() async throws {
    let place = temporaryFile("a.zip")
    let entries = small
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try writeZip(entries, to: place)
    }
    await #expect(throws: ZipError.self) { try await task.value }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.deletingLastPathComponent().path) == [])
  }

  /// A file of 4 GiB without content takes no room on the disk; the package does, so it is only made where all tests are.
  @Test(.enabled(if: isThorough)) func largeFilesAreZip64() throws {
    let media = try temporaryFile("video.mp4", Data())
    let handle = try FileHandle(forWritingTo: media)
    try handle.truncate(atOffset: 4 << 30 + 5)
    try handle.close()
    let zip = try write([ZipEntry(path: "video.mp4", content: .file(media))])
    try run("unzip", ["-tqq", zip.path])
  }
}
