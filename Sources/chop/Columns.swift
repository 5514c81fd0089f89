/// Names in a column, and beside each what is said of it: a line each, or lines of `width` columns at most.
func columns(_ rows: [(name: String, text: String)], indent: Int = 0, width: Int = .max) -> String {
  let start = indent + (rows.map(\.name.count).max() ?? 0) + 2
  return rows.map { name, text in
    let name = String(repeating: " ", count: indent) + name
    return name + String(repeating: " ", count: start - name.count) + wrapped(text, indent: start, width: width)
  }.joined(separator: "\n")
}

/// `text` in lines of `width` columns at most, all but the first behind `indent` spaces. A longer word has a line of its own. The 80th column
/// stays free: whoever prints help breaks lines that reach it.
func wrapped(_ text: String, indent: Int, width: Int = 79) -> String {
  var lines: [String] = []
  for word in text.split(separator: " ") {
    if let last = lines.last, indent + last.count + 1 + word.count <= width {
      lines[lines.count - 1] = "\(last) \(word)"
    } else {
      lines.append(String(word))
    }
  }
  return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
}
