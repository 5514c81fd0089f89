import Foundation
import Testing

/// A connection of a client that sends just what it is told to, unlike a browser or curl.
///
/// Its calls block, so they belong on a thread of their own: see ``onThread(_:)``.
final class Client {
  private let socket: Int32

  init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  }

  deinit { close(socket) }

  func send(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }

  /// What comes until the server ends the connection, or until there are `limit` bytes.
  func receive(limit: Int = .max) throws -> Data {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 65536)
    while data.count < limit {
      let count = recv(socket, &buffer, min(buffer.count, limit - data.count), 0)
      if count == 0 || count < 0 && errno == ECONNRESET { break }
      guard count > 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
      data += buffer[..<count]
    }
    return data
  }
}

/// An answer, taken apart.
struct Reply: Sendable {
  var status: Int
  /// By the names in small letters.
  var fields: [String: String] = [:]
  var body: Data

  var text: String { String(decoding: body, as: UTF8.self) }

  init(_ data: Data) throws {
    let end = try #require(data.firstRange(of: Data("\r\n\r\n".utf8)), "the server said nothing")
    let lines = String(decoding: data[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    status = try #require(Int(lines[0].split(separator: " ")[1]))
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      fields[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    body = data[end.upperBound...]
  }
}

/// Asks for `target` on a connection of its own.
func ask(
  _ target: String, at port: Int, method: String = "GET", host: String? = nil, fields: [String] = []
) async throws -> Reply {
  let lines = ["\(method) \(target) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(port)")", "Connection: close"] + fields
  return try await onThread {
    let client = try Client(port: port)
    client.send(lines.joined(separator: "\r\n") + "\r\n\r\n")
    return try Reply(client.receive())
  }
}

/// Runs what blocks on a thread of its own: the server under test needs those that Swift's tasks share.
func onThread<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Swift.Result { try work() }) }
  }
}
