internal import NIOHTTP1

/// A request that isn't granted: the status, and a plain sentence for the person who looks at it.
struct Refusal: Error {
  var status: HTTPResponseStatus
  var sentence: String
  var headers: HTTPHeaders = [:]

  /// Thrown for whatever isn't one of the lesson's own files, without a word about what lies there.
  static let outside = Refusal(status: .forbidden, sentence: "only the files of the lesson are shown here")
  static let missing = Refusal(status: .notFound, sentence: "the lesson has no such file")
}
