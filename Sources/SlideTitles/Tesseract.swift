public import Foundation
internal import Processes
internal import StageGraph
internal import Wording

/// The program tesseract, which reads text off pictures (Debian: `tesseract-ocr`), version 4 or later.
public struct Tesseract: Sendable {
  public let version: String
  private let program: URL
  /// As it calls the language.
  private let language: String

  /// Where it is installed, with what it has to know of `language`, a BCP 47 tag; English where that is nil or `und`.
  ///
  /// Throws `Complaint` with the remedy where it is not.
  public init(language tag: String?) async throws {
    guard let program = installedProgram("tesseract") else {
      throw Complaint("tesseract is not installed; apt install tesseract-ocr brings it")
    }
    self.program = program
    language = Self.name(of: tag)
    let said = try await Self.answer(program, ["--version"])
    guard let version = said.prefixMatch(of: /tesseract v?([0-9A-Za-z.+~-]{1,39})\s/)?.1 else {
      throw Complaint("tesseract doesn't say which version it is")
    }
    self.version = String(version)
    let known = try await Self.answer(program, ["--list-langs"]).split(whereSeparator: \.isWhitespace)
    guard known.contains(Substring(language)) else {
      let package = language.replacing("_", with: "-")
      throw Complaint(
        "tesseract can't read '\(shown(tag ?? language))'; apt install tesseract-ocr-\(package) teaches it")
    }
  }

  /// The title of the slide that a picture shows; nil where it has none.
  ///
  /// - Parameter jpeg: at most some 2,000 pixels wide and high.
  ///
  /// Throws `Complaint` where the program fails, writes too much or is not done after `timeLimit`.
  public func title(of jpeg: Data, timeLimit: Duration = .seconds(20)) async throws -> String? {
    let table = try await Self.answer(
      program, ["stdin", "stdout", "-l", language, "--psm", "3", "tsv"], input: [UInt8](jpeg), timeLimit: timeLimit)
    let (lines, height) = readLines(table)
    return slideTitle(of: lines, height: height)
  }

  private static func answer(
    _ program: URL, _ arguments: [String], input: [UInt8] = [], timeLimit: Duration = .seconds(20)
  ) async throws -> String {
    var output = ProgramOutput(
      executable: program, arguments: arguments, timeLimit: timeLimit, outputLimit: 1 << 20)
    // More threads take more time in all.
    output.environment = ["OMP_THREAD_LIMIT": "1"]
    return String(decoding: try await output.run(input: input), as: UTF8.self)
  }

  /// `deu` for `de-AT`: ISO 639-2/T, but for Chinese, where it is the script's name.
  static func name(of tag: String?) -> String {
    let parts = (tag ?? "und").lowercased().split { $0 == "-" || $0 == "_" }.map(String.init)
    switch parts.first ?? "und" {
    case "und", "mul", "zxx": return "eng"
    case "zh", "zho", "chi", "cmn":
      return parts.contains { ["hant", "tw", "hk", "mo"].contains($0) } ? "chi_tra" : "chi_sim"
    case "nb", "nn", "no": return "nor"
    case let code: return Locale.LanguageCode(code).identifier(.alpha3) ?? code
    }
  }
}
