public import Foundation
internal import Wording

/// The text of a file that a person wrote: its encoding settled, its size bounded, its lines numbered.
///
/// UTF-8 (a byte order mark is taken off), UTF-16 with a byte order mark; anything else is read as Windows-1252, with a
/// warning. Line ends CRLF, CR and LF are the same.
public struct SourceText: Sendable {
  /// The file's name as the user gave it.
  public let file: String
  /// Without line ends. A final line end doesn't make a further empty line.
  public let lines: [String]
  /// What was doubtful about the encoding.
  public let diagnostics: [Diagnostic]

  /// The largest text file that is read, in bytes.
  public static let sizeLimit = 32 << 20

  /// Reads the file at `url`. Throws ``DocumentError`` when it isn't there, isn't a plain file, is larger than ``sizeLimit`` or has a NUL character.
  public init(contentsOf url: URL, named file: String) throws(DocumentError) {
    func refuse(_ sentence: String, _ hint: String? = nil) -> DocumentError {
      DocumentError(Diagnostic(.error, in: file, sentence, hint: hint))
    }
    let data: Data
    do {
      let values = try url.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
      guard values.isRegularFile == true else { throw refuse("is not a plain file") }
      guard values.fileSize ?? 0 <= Self.sizeLimit else {
        throw refuse("is larger than \(Self.sizeLimit >> 20) MB, too large for a text file")
      }
      data = try Data(contentsOf: url)
    } catch let error as DocumentError {
      throw error
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile {
      throw refuse("there is no such file")
    } catch let error as CocoaError where error.code == .fileReadNoPermission {
      throw refuse("you have no permission to read it", "chmod +r makes it readable")
    } catch {
      throw refuse("it can't be read")
    }
    try self.init(data, named: file)
  }

  /// The text of `data`. Throws ``DocumentError`` for more than ``sizeLimit``, and for a NUL character, which no text has.
  public init(_ data: Data, named file: String) throws(DocumentError) {
    guard data.count <= Self.sizeLimit else {
      throw DocumentError(
        Diagnostic(.error, in: file, "is larger than \(Self.sizeLimit >> 20) MB, too large for a text file"))
    }
    self.file = file
    var diagnostics: [Diagnostic] = []
    let text: String
    if let utf16 = Self.utf16(data) {
      text = utf16
    } else {
      let bytes = data.starts(with: [0xef, 0xbb, 0xbf]) ? data.dropFirst(3) : data
      if let utf8 = String(validating: bytes, as: UTF8.self) {
        text = utf8
      } else {
        text = String(String.UnicodeScalarView(bytes.map(Self.windows1252)))
        diagnostics.append(
          Diagnostic(.warning, in: file, "is not UTF-8 and was read as Windows-1252", hint: "save it as UTF-8"))
      }
    }
    lines = Self.lines(of: text)
    self.diagnostics = diagnostics
    if let place = lines.firstIndex(where: { $0.utf8.contains(0) }) {
      throw DocumentError(
        Diagnostic(
          .error, in: file, at: TextPosition(line: place + 1, column: 1), "has a NUL character; it is not a text file"))
    }
  }

  /// The text of a literal in a test or a program.
  public init(_ text: String, named file: String) throws(DocumentError) {
    try self.init(Data(text.utf8), named: file)
  }

  /// The same file with nothing in its lines but in those at these places, counted from 0.
  public func blanked(outside places: Range<Int>) -> SourceText {
    SourceText(
      file: file, lines: lines.enumerated().map { places.contains($0) ? $1 : "" }, diagnostics: diagnostics)
  }

  private init(file: String, lines: [String], diagnostics: [Diagnostic]) {
    self.file = file
    self.lines = lines
    self.diagnostics = diagnostics
  }

  /// CRLF, CR and LF end lines alike.
  private static func lines(of text: String) -> [String] {
    var lines: [String] = []
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.count
      lines.append(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end + 1
      if end < bytes.count, bytes[end] == UInt8(ascii: "\r"), start < bytes.count, bytes[start] == UInt8(ascii: "\n") {
        start += 1
      }
    }
    return lines
  }

  /// UTF-16 by its byte order mark, unpaired halves as U+FFFD; nil without one.
  private static func utf16(_ data: Data) -> String? {
    let isLittle = data.starts(with: [0xff, 0xfe])
    guard isLittle || data.starts(with: [0xfe, 0xff]) else { return nil }
    let bytes = Array(data.dropFirst(2))
    let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index -> UInt16 in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// Bytes that the code page leaves open are control characters, as in the WHATWG Encoding Standard.
  private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    guard (0x80..<0xa0).contains(byte) else { return Unicode.Scalar(byte) }
    return upper[Int(byte) - 0x80]
  }

  private static let upper = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ".unicodeScalars)
}
