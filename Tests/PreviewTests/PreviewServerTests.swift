import Foundation
import Preview
import TestSupport
import Testing

@Suite struct PreviewServerTests {
  @Test(arguments: [
    ("0-99", 0..<100), ("1000-1000", 1000..<1001), ("-500", 299_500..<300_000), ("262100-", 262_100..<300_000),
    ("5-9999999", 5..<300_000),
  ])
  func givesTheVeryBytesToCurl(range: String, bytes: Range<Int>) async throws {
    let lesson = try TestLesson()
    try await lesson.served { port in
      let head = temporaryFile("head.txt")
      let body = try await onThread {
        try run(
          "curl",
          [
            "--silent", "--fail", "--range", range, "--dump-header", head.path(percentEncoded: false),
            "http://localhost:\(port)/01-energy/video.mp4",
          ])
      }
      #expect(body == lesson.video[bytes])
      let fields = try String(contentsOf: head, encoding: .utf8)
      #expect(fields.hasPrefix("HTTP/1.1 206 "))
      #expect(fields.contains("Content-Range: bytes \(bytes.lowerBound)-\(bytes.upperBound - 1)/300000\r\n"))
    }
  }

  @Test func refusesARangeBeyondTheEnd() async throws {
    let reply = try await TestLesson().served { port in
      try await ask("/01-energy/video.mp4", at: port, fields: ["Range: bytes=300000-"])
    }
    #expect(reply.status == 416)
    #expect(reply.fields["content-range"] == "bytes */300000")
  }

  @Test func givesTheWholeFileWhereARangeDependsOnAValidator() async throws {
    let reply = try await TestLesson().served { port in
      try await ask("/01-energy/video.mp4", at: port, fields: ["Range: bytes=0-9", "If-Range: \"x\""])
    }
    #expect(reply.status == 200 && reply.body.count == 300_000)
  }

  @Test func answersOneAfterTheOtherOnAConnection() async throws {
    let data = try await TestLesson().served { port in
      try await onThread {
        let client = try Client(port: port)
        let host = "Host: localhost:\(port)\r\n"
        client.send("GET /01-energy/quiz.json HTTP/1.1\r\n\(host)\r\nGET /nothing HTTP/1.1\r\n\(host)\r\n")
        client.send(
          "HEAD / HTTP/1.1\r\n\(host)\r\nGET /01-energy/poster.jpg HTTP/1.1\r\n\(host)Connection: close\r\n\r\n")
        return try client.receive()
      }
    }
    let statuses = String(decoding: data, as: UTF8.self).components(separatedBy: "HTTP/1.1 ").dropFirst().map {
      $0.prefix(3)
    }
    #expect(statuses == ["200", "404", "200", "200"])
  }

  @Test func servesManyAtOnce() async throws {
    let lesson = try TestLesson()
    try await lesson.served { port in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<12 {
          group.addTask { try await ask("/01-energy/video.mp4", at: port).body == lesson.video }
        }
        for try await isWhole in group { #expect(isWhole) }
      }
    }
  }

  @Test func isNotHeldUpByClientsThatDoNotRead() async throws {
    let lesson = try TestLesson()
    try lesson.writeSparse("01-energy/long.mp4", size: 1 << 30)
    try await lesson.served { port in
      try await withStalledClients(16, port: port) {
        let reply = try await ask("/01-energy/video.mp4", at: port)
        #expect(reply.body == lesson.video)
      }
    }
  }

  @Test func endsTheConnectionWhereAFileBecameShorter() async throws {
    let lesson = try TestLesson()
    try lesson.writeSparse("01-energy/long.mp4", size: 1 << 28)
    try await lesson.served { port in
      let count = try await onThread {
        let client = try Client(port: port)
        client.send("GET /01-energy/long.mp4 HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
        _ = try client.receive(limit: 1000)
        try lesson.writeSparse("01-energy/long.mp4", size: 10)
        truncate(lesson.path("01-energy/long.mp4"), 10)
        return try client.receive().count
      }
      #expect(count < 1 << 28)
      #expect(try await ask("/", at: port).status == 200)
    }
  }

  @Test func outlivesWhatIsNotHTTP() async throws {
    try await TestLesson().served { port in
      let good = "GET / HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n"
      for bad in [
        "GARBAGE\r\n\r\n", good + "GARBAGE\r\n\r\n", good + good + "\u{0}", "GET /\u{0} HTTP/1.1\r\n\r\n",
        "GET secret.txt HTTP/1.1\r\n\r\n",
        "\u{16}\u{3}\u{1}",
      ] {
        for _ in 0..<20 {
          try await onThread {
            let client = try Client(port: port)
            client.send(bad)
          }
        }
      }
      #expect(try await ask("/", at: port).status == 200)
    }
  }

  @Test func cutsOffAFieldThatNeverEnds() async throws {
    try await TestLesson().served { port in
      let isCutOff = try await onThread {
        let client = try Client(port: port)
        client.send("GET / HTTP/1.1\r\nX: ")
        for _ in 0..<64 { client.send(String(repeating: "a", count: 65536)) }
        return try client.receive().isEmpty
      }
      #expect(isCutOff)
    }
  }

  @Test func endsAtOnceWhenCancelled() async throws {
    let lesson = try TestLesson()
    try lesson.writeSparse("01-energy/long.mp4", size: 1 << 30)
    let server = try PreviewServer(PreviewedLesson(path: lesson.path("")))
    let (addresses, continuation) = AsyncStream<String>.makeStream()
    let running = Task { try await server.run { continuation.yield($0) } }
    let address = try #require(await addresses.first { _ in true })
    let port = try #require(URL(string: address)?.port)
    try await withStalledClients(4, port: port) {
      let clock = ContinuousClock()
      let time = await clock.measure {
        running.cancel()
        _ = await running.result
      }
      #expect(time < .seconds(30))
    }
    await #expect(throws: CancellationError.self) { try await running.value }
    #expect(throws: POSIXError.self) { try Client(port: port) }
  }

  @Test func saysThatAPortIsTaken() async throws {
    let lesson = try TestLesson()
    try await lesson.served { port in
      let other = try PreviewServer(PreviewedLesson(path: lesson.path("")))
      let error = await #expect(throws: PreviewError.self) {
        try await other.run(port: UInt16(port)) { _ in }
      }
      #expect(
        error?.description
          == "port \(port) of this computer is in use by another program; without --port a free one is found")
    }
  }

  @Test func isForALessonOnly() throws {
    let lesson = try TestLesson()
    for (name, expected) in [
      ("nowhere", "is not there; give the folder"), ("index.html", "is a file, and a lesson is a folder"),
      ("01-energy", "is no lesson: a manifest.json is expected in it"),
    ] {
      let error = #expect(throws: PreviewError.self) { try PreviewedLesson(path: lesson.path(name)) }
      #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
    }
    try FileManager.default.removeItem(atPath: lesson.path("index.html"))
    let error = #expect(throws: PreviewError.self) { try PreviewedLesson(path: lesson.path("")) }
    #expect(error?.description.contains("has no page") == true)
  }

  /// Runs `body` while clients have asked for much and read little.
  private func withStalledClients(_ count: Int, port: Int, _ body: () async throws -> Void) async throws {
    var clients: [Client] = []
    for _ in 0..<count {
      let client = try Client(port: port)
      client.send("GET /01-energy/long.mp4 HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
      clients.append(client)
    }
    try await Task.sleep(for: .milliseconds(200))
    try await body()
    withExtendedLifetime(clients) {}
  }
}
