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

  /// The text of `data`. Throws ``DocumentError`` for a NUL character, which no text has.
  public init(_ data: Data, named file: String) throws(DocumentError) {
    self.file = file
    var diagnostics: [Diagnostic] = []
    let text: String
    if data.starts(with: [0xff, 0xfe]) || data.starts(with: [0xfe, 0xff]),
      let utf16 = String(data: data, encoding: .utf16)
    {
      text = utf16
    } else {
      let bytes = data.starts(with: [0xef, 0xbb, 0xbf]) ? data.dropFirst(3) : data
      if let utf8 = String(validating: bytes, as: UTF8.self) {
        text = utf8
      } else {
        text = String(data: bytes, encoding: .windowsCP1252) ?? String(decoding: bytes, as: UTF8.self)
        diagnostics.append(
          Diagnostic(.warning, in: file, "is not UTF-8 and was read as Windows-1252", hint: "save it as UTF-8"))
      }
    }
    if let place = text.unicodeScalars.firstIndex(of: "\0") {
      let line = text.unicodeScalars[..<place].count { $0 == "\n" } + 1
      throw DocumentError(
        Diagnostic(
          .error, in: file, at: TextPosition(line: line, column: 1), "has a NUL character; it is not a text file"))
    }
    var lines: [String] = []
    var current = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where afterReturn: afterReturn = false
      case "\n", "\r":
        lines.append(String(current))
        current = String.UnicodeScalarView()
        afterReturn = scalar == "\r"
      default:
        current.append(scalar)
        afterReturn = false
      }
    }
    if !current.isEmpty { lines.append(String(current)) }
    self.lines = lines
    self.diagnostics = diagnostics
  }

  /// The text of a literal in a test or a program.
  public init(_ text: String, named file: String) throws(DocumentError) {
    try self.init(Data(text.utf8), named: file)
  }
}
