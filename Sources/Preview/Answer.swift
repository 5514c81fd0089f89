internal import Foundation
internal import NIOHTTP1

/// What is sent back for a request, decided before a byte of it is sent.
struct Answer: Sendable {
  var head: HTTPResponseHead
  var body: Body
  /// Whether the connection ends with this answer.
  var isLast: Bool

  enum Body: Sendable {
    case nothing
    case text(String)
    case file(PreviewedLesson.File, Range<Int>)
  }

  /// - Parameters:
  ///   - request: The line and fields of the request; they come from anybody on this computer, and from any page that its browser shows.
  ///   - lesson: What is shown.
  ///   - port: Where the server listens.
  init(to request: HTTPRequestHead, from lesson: PreviewedLesson, at port: Int) {
    var status: HTTPResponseStatus
    var headers: HTTPHeaders
    do throws(Refusal) {
      (status, headers, body) = try Self.granted(request, from: lesson, at: port)
      isLast = !request.isKeepAlive
    } catch {
      status = error.status
      headers = error.headers
      headers.add(name: "Content-Type", value: "text/plain; charset=utf-8")
      let text = error.sentence + "\n"
      headers.add(name: "Content-Length", value: "\(text.utf8.count)")
      body = .text(text)
      // Without this, a body that nobody reads would have to be waited for.
      isLast = request.method != .GET && request.method != .HEAD || !request.isKeepAlive
    }
    headers.add(name: "Accept-Ranges", value: "bytes")
    headers.add(name: "Cache-Control", value: "no-store")
    headers.add(name: "X-Content-Type-Options", value: "nosniff")
    // Another site's page must not take the lesson's pictures or media into itself.
    headers.add(name: "Cross-Origin-Resource-Policy", value: "same-origin")
    if isLast { headers.add(name: "Connection", value: "close") }
    if request.method == .HEAD { body = .nothing }
    head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
  }

  private static func granted(_ request: HTTPRequestHead, from lesson: PreviewedLesson, at port: Int) throws(Refusal)
    -> (HTTPResponseStatus, HTTPHeaders, Body)
  {
    try checkHost(request.headers["Host"], port: port)
    guard request.method == .GET || request.method == .HEAD else {
      throw Refusal(
        status: .methodNotAllowed, sentence: "a preview is only read: GET and HEAD are answered",
        headers: ["Allow": "GET, HEAD"])
    }
    let file = try lesson.open(path(of: request.uri))
    var headers: HTTPHeaders = ["Content-Type": file.type]
    // Ranges are defined for GET (RFC 9110, section 14.2); no answer carries a validator, so that no If-Range can hold (section 13.1.5).
    let range =
      request.method == .GET && !request.headers.contains(name: "If-Range") ? request.headers["Range"] : []
    switch RequestedBytes(range, of: file.size) {
    case .whole:
      headers.add(name: "Content-Length", value: "\(file.size)")
      return (.ok, headers, .file(file, 0..<file.size))
    case .part(let bytes):
      headers.add(name: "Content-Length", value: "\(bytes.count)")
      headers.add(name: "Content-Range", value: "bytes \(bytes.lowerBound)-\(bytes.upperBound - 1)/\(file.size)")
      return (.partialContent, headers, .file(file, bytes))
    case .beyondTheEnd:
      throw Refusal(
        status: .rangeNotSatisfiable, sentence: "the file ends before the bytes that were asked for",
        headers: ["Content-Range": "bytes */\(file.size)"])
    }
  }

  /// A page of another site can make its own name point to this computer, and would then be let in by the browser; the name stands in the field `Host`.
  private static func checkHost(_ fields: [String], port: Int) throws(Refusal) {
    guard fields.count == 1, let host = fields.first?.lowercased() else {
      throw Refusal(status: .badRequest, sentence: "one Host field is expected in a request")
    }
    let names = ["localhost", "127.0.0.1", "[::1]"]
    guard names.contains(where: { host == "\($0):\(port)" || port == 80 && host == $0 }) else {
      throw Refusal(
        status: .misdirectedRequest,
        sentence: "this preview is for this computer only, at http://127.0.0.1:\(port)/")
    }
  }

  /// The path in the lesson that a request's target names (RFC 9112, section 3.2.1); the page for `/`.
  private static func path(of target: String) throws(Refusal) -> String {
    guard target.hasPrefix("/"), let path = target.prefix(while: { $0 != "?" && $0 != "#" }).removingPercentEncoding
    else { throw Refusal(status: .badRequest, sentence: "a path such as /\(PreviewedLesson.page) is expected") }
    return path == "/" ? PreviewedLesson.page : String(path.dropFirst())
  }
}
