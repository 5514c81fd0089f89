internal import Crypto
internal import Foundation

/// How a page of one file is put together: without network, and with text as text.
enum HTMLPage {
  /// A Content-Security-Policy (W3C, CSP Level 3) that allows this one script and style sheet, named by their hash, and what `more` allows.
  static func policy(script: String, style: String, _ more: String...) -> String {
    func hash(_ text: String) -> String {
      "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
    }
    return
      (["default-src 'none'", "script-src \(hash(script))", "style-src \(hash(style))"] + more
      + ["base-uri 'none'", "form-action 'none'"]).joined(separator: "; ")
  }

  /// `template` with each `{{name}}` replaced; what is put in isn't looked at again.
  static func filled(_ template: String, _ parts: [String: String]) -> String {
    var result = ""
    var rest = Substring(template)
    while let open = rest.range(of: "{{"), let close = rest.range(of: "}}", range: open.upperBound..<rest.endIndex) {
      result += rest[..<open.lowerBound] + (parts[String(rest[open.upperBound..<close.lowerBound])] ?? "")
      rest = rest[close.upperBound...]
    }
    return result + rest
  }

  /// Text for elements and attributes; control characters become spaces, of which lines are ends where `keepsLines`.
  static func escaped(_ text: String, keepsLines: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n" where keepsLines: result += "\n"
      case "\0"..<" ", "\u{7f}"..."\u{9f}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
