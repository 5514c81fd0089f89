internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// Shows one lesson over HTTP/1.1 (RFC 9112), on the loopback address only.
public struct PreviewServer: Sendable {
  private let lesson: PreviewedLesson

  /// Bytes of a file that are in memory at a time, for each connection.
  private static let chunk = 256 << 10

  public init(_ lesson: PreviewedLesson) {
    self.lesson = lesson
  }

  /// Listens at `port` of 127.0.0.1, at any free one for 0, until the task is cancelled; the connections end with it.
  ///
  /// `started` is called once with the address, when requests are answered. Throws ``PreviewError`` where the port can't be had, and `CancellationError` at the end.
  public func run(port: UInt16 = 0, started: @Sendable (String) async throws -> Void) async throws {
    let listener = try await listen(at: port)
    guard let port = listener.channel.localAddress?.port else {
      throw PreviewError(description: "port \(port) of this computer can't be listened at")
    }
    try await listener.executeThenClose { channels in
      try await started("http://127.0.0.1:\(port)/")
      await withDiscardingTaskGroup { group in
        do {
          for try await channel in channels {
            group.addTask { await answerRequests(on: channel, port: port) }
          }
        } catch {
          // The listener failed, which is said below, or the task was cancelled.
        }
        group.cancelAll()
      }
    }
    try Task.checkCancellation()
    throw PreviewError(description: "port \(port) of this computer can't be listened at any longer")
  }

  private func listen(at port: UInt16) async throws -> NIOAsyncChannel<any Channel, Never> {
    do {
      return try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        // Nothing is read before somebody takes the requests.
        .childChannelOption(.autoRead, value: false)
        .bind(host: "127.0.0.1", port: Int(port)) { channel in
          channel.eventLoop.makeCompletedFuture {
            // The decoder bounds a request's line and fields. What isn't HTTP ends the connection: the handler that NIO has for answering it does so
            // also while an earlier request is being answered, and requests are taken one after the other below, so that none has to be held back.
            try channel.pipeline.syncOperations.configureHTTPServerPipeline(
              withPipeliningAssistance: false, withErrorHandling: false)
            return channel
          }
        }
    } catch let error as IOError {
      let reason =
        switch error.errnoCode {
        case EADDRINUSE: "is in use by another program"
        case EACCES: "is not for everybody to use"
        default: "can't be listened at"
        }
      throw PreviewError(description: "port \(port) of this computer \(reason); without --port a free one is found")
    }
  }

  private func answerRequests(on channel: any Channel, port: Int) async {
    await withTaskCancellationHandler {
      // An error here is a client that went away, or a file that became shorter: the connection ends, and nothing else.
      try? await answerAll(on: channel, port: port)
    } onCancel: {
      channel.close(promise: nil)
    }
  }

  private func answerAll(on channel: any Channel, port: Int) async throws {
    // Made here and not for each connection that waits to be accepted: one that was made has to be used, also when the task is cancelled.
    let connection = try await channel.eventLoop.submit {
      try NIOAsyncChannel<HTTPServerRequestPart, Never>(wrappingChannelSynchronously: channel)
    }.get()
    try await connection.executeThenClose { requests in
      try await channel.setOption(.autoRead, value: true).get()
      for try await case .head(let request) in requests {
        let answer = try await NIOThreadPool.singleton.runIfActive { Answer(to: request, from: lesson, at: port) }
        try await send(answer, on: channel)
        if answer.isLast { break }
      }
    }
  }

  /// Each part is awaited until the system has taken it, so that a slow client costs one chunk of memory and holds up nobody.
  private func send(_ answer: Answer, on channel: any Channel) async throws {
    try await channel.writeAndFlush(HTTPServerResponsePart.head(answer.head))
    switch answer.body {
    case .nothing: break
    case .text(let text):
      try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: text))))
    case .file(let file, let bytes):
      try file.handle.seek(toOffset: UInt64(bytes.lowerBound))
      var rest = bytes.count
      while rest > 0 {
        let count = min(rest, Self.chunk)
        let data = try await NIOThreadPool.singleton.runIfActive { try file.handle.read(upToCount: count) }
        guard let data, !data.isEmpty else { throw CocoaError(.fileReadCorruptFile) }
        try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: data))))
        rest -= data.count
      }
    }
    try await channel.writeAndFlush(HTTPServerResponsePart.end(nil))
  }
}
