/// What was found wrong or doubtful in one file, bounded: a file of a million bad lines gives a message of readable length.
public struct DiagnosticList: Sendable {
  /// How many are kept; further ones are counted.
  public static let limit = 100

  public let file: String
  private var kept: [Diagnostic] = []
  private var furtherErrors = 0
  private var furtherWarnings = 0

  /// Empty but for what was doubtful about the text's encoding.
  public init(_ text: SourceText) { self.init(file: text.file, text.diagnostics) }

  public init(file: String, _ diagnostics: [Diagnostic] = []) {
    self.file = file
    for diagnostic in diagnostics { add(diagnostic) }
  }

  public mutating func error(at position: TextPosition? = nil, _ sentence: String, hint: String? = nil) {
    add(Diagnostic(.error, in: file, at: position, sentence, hint: hint))
  }

  public mutating func warning(at position: TextPosition? = nil, _ sentence: String, hint: String? = nil) {
    add(Diagnostic(.warning, in: file, at: position, sentence, hint: hint))
  }

  private mutating func add(_ diagnostic: Diagnostic) {
    switch diagnostic.severity {
    case _ where kept.count < Self.limit: kept.append(diagnostic)
    case .error: furtherErrors += 1
    case .warning: furtherWarnings += 1
    }
  }

  public var isFull: Bool { kept.count >= Self.limit }

  public var hasErrors: Bool { furtherErrors > 0 || kept.contains { $0.severity == .error } }

  /// All that was kept, in the order of their places, and one that counts the rest.
  public var all: [Diagnostic] {
    let start = TextPosition(line: 0, column: 0)
    let order = kept.indices.sorted {
      (kept[$0].position ?? start, $0) < (kept[$1].position ?? start, $1)
    }
    let sorted = order.map { kept[$0] }
    let further = furtherErrors + furtherWarnings
    guard further > 0 else { return sorted }
    return sorted + [
      Diagnostic(
        furtherErrors > 0 ? .error : .warning, in: file,
        "\(further) more \(further == 1 ? "place" : "places") in it \(further == 1 ? "is" : "are") wrong or doubtful")
    ]
  }
}
