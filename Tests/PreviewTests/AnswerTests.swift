import Foundation
import TestSupport
import Testing

@testable import Preview

@Suite struct AnswerTests {
  @Test func showsThePageAtTheTop() async throws {
    let reply = try await TestLesson().served { port in try await ask("/", at: port) }
    #expect(reply.status == 200)
    #expect(reply.text == "<!doctype html><title>Energy</title>")
    #expect(reply.fields["content-type"] == "text/html; charset=utf-8")
    #expect(reply.fields["cache-control"] == "no-store")
    #expect(reply.fields["x-content-type-options"] == "nosniff")
    #expect(reply.fields["accept-ranges"] == "bytes")
  }

  @Test func saysWhatEachFileIs() async throws {
    let types = [
      "/01-energy/video.mp4": "video/mp4", "/01-energy/audio.m4a": "audio/mp4", "/01-energy/audio.wav": "audio/wav",
      "/01-energy/captions.en.vtt": "text/vtt; charset=utf-8", "/01-energy/poster.jpg": "image/jpeg",
      "/01-energy/quiz.json": "application/json", "/manifest.json?v=1": "application/json",
      "/01-energy/none.bin": "application/octet-stream",
    ]
    try await TestLesson().served { port in
      for (path, type) in types {
        let reply = try await ask(path, at: port)
        #expect(reply.status == 200 && reply.fields["content-type"] == type, "\(path): \(reply)")
      }
    }
  }

  @Test func headHasTheFieldsAndNoBody() async throws {
    let lesson = try TestLesson()
    try await lesson.served { port in
      let head = try await ask("/01-energy/video.mp4", at: port, method: "HEAD", fields: ["Range: bytes=0-9"])
      #expect(head.status == 200 && head.body.isEmpty)
      #expect(head.fields["content-length"] == "\(lesson.video.count)")
      let missing = try await ask("/nothing", at: port, method: "HEAD")
      #expect(missing.status == 404 && missing.body.isEmpty)
      let empty = try await ask("/01-energy/empty.txt", at: port)
      #expect(empty.status == 200 && empty.body.isEmpty && empty.fields["content-length"] == "0")
    }
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
  func isOnlyRead(method: String) async throws {
    let reply = try await TestLesson().served { port in try await ask("/", at: port, method: method) }
    #expect(reply.status == 405)
    #expect(reply.fields["allow"] == "GET, HEAD")
  }

  @Test func refusesTheNamesOfOtherHosts() async throws {
    try await TestLesson().served { port in
      for host in ["localhost:\(port)", "LocalHost:\(port)", "127.0.0.1:\(port)", "[::1]:\(port)"] {
        #expect(try await ask("/", at: port, host: host).status == 200, "\(host)")
      }
      for host in [
        "evil.example", "evil.example:\(port)", "localhost", "localhost:\(port == 80 ? 81 : 80)", "127.0.0.1",
        "localhost.evil.example:\(port)", "127.0.0.1.nip.io:\(port)", "0.0.0.0:\(port)", "127.0.0.2:\(port)",
        "localhost:\(port)@evil.example", "localhost.:\(port)",
      ] {
        let reply = try await ask("/", at: port, host: host)
        #expect(reply.status == 421, "\(host)")
        #expect(reply.text == "this preview is for this computer only, at http://127.0.0.1:\(port)/\n")
      }
      #expect(try await ask("/", at: port, fields: ["Host: evil.example"]).status == 400)
      let none = try await onThread {
        let client = try Client(port: port)
        client.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
        return try Reply(client.receive())
      }
      #expect(none.status == 400)
    }
  }

  @Test func keepsInsideTheLesson() async throws {
    try await TestLesson().served { port in
      for target in [
        "/../secret.txt", "/%2e%2e/secret.txt", "/%2E./secret.txt", "/..%2fsecret.txt", "/01-energy/../../secret.txt",
        "/01-energy/%2e%2e/%2e%2e/secret.txt", "/%252e%252e/secret.txt", "/..%5csecret.txt", "/..\\secret.txt",
        "/%c0%ae%c0%ae/secret.txt", "//secret.txt", "/%2Fetc/passwd", "//etc/passwd", "/.hidden", "/%2ehidden",
        "/01-energy/.hidden", "/index.html%00.txt", "/%00", "/./.hidden", "/link.txt", "/linked/secret.txt",
        "/itself", "/pipe", "/01-energy", "/01-energy/", "/01-energy/video.mp4/", "/01-energy/video.mp4/..", "/%ff",
        "/%", "/%zz", "/nothing.html", "*", "http://127.0.0.1/index.html", "/a%0d%0aSet-Cookie:b",
        "/" + String(repeating: "a", count: 20_000),
      ] {
        let reply = try await ask(target, at: port)
        #expect([400, 403, 404].contains(reply.status), "\(target.prefix(80)): \(reply.status)")
        #expect(!reply.text.contains(TestLesson.secret) && reply.body.count < 100, "\(target.prefix(80))")
      }
    }
  }

  @Test func followsAFolderThatIsALink() async throws {
    let lesson = try TestLesson()
    let link = temporaryFile("shown.lesson").path(percentEncoded: false)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: lesson.path(""))
    #expect(try PreviewedLesson(path: link).open("index.html").size > 0)
  }
}
