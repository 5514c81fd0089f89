/// Which bytes of a file a request is for: its `Range` field by RFC 9110, section 14.
///
/// One range is granted. A list of ranges, another unit and a field that is no range at all are passed over, as section 14.2 allows: the whole file is the answer then.
enum RequestedBytes: Hashable {
  case whole
  case part(Range<Int>)
  /// Nothing that was asked for lies in the file.
  case beyondTheEnd

  /// - Parameters:
  ///   - fields: The values of all `Range` fields of the request.
  ///   - size: The file's bytes.
  init(_ fields: [String], of size: Int) {
    self = .whole
    guard fields.count == 1, let (first, last) = Self.bounds(fields[0]) else { return }
    switch (first, last) {
    case (let first?, let last):
      guard first <= last ?? .max else { return }
      self = first < size ? .part(first..<min(last ?? .max, size - 1) + 1) : .beyondTheEnd
    case (nil, let length?):
      guard length > 0 else {
        self = .beyondTheEnd
        return
      }
      if size > 0 { self = .part(size - min(length, size)..<size) }
    case (nil, nil): return
    }
  }

  /// The numbers of `bytes=first-last`, `bytes=first-` or `bytes=-length`; nil where the field is something else.
  private static func bounds(_ field: String) -> (Int?, Int?)? {
    let sides = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, sides[0].lowercased() == "bytes" else { return nil }
    let range = sides[1].drop { $0 == " " || $0 == "\t" }
    let numbers = range.split(separator: "-", omittingEmptySubsequences: false)
    guard numbers.count == 2, numbers.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
      return nil
    }
    // What is too large for a number lies beyond every file's end.
    let values = numbers.map { $0.isEmpty ? nil : Int($0) ?? .max }
    return (values[0], values[1])
  }
}
