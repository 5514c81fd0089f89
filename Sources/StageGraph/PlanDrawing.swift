internal import Wording

/// A plan as a drawing: a node for each step and for what is given, an edge for each need, labelled by the artifact. Steps that open media have a double
/// frame; programs of the user's own are hexagons with the program's path.
extension Plan {
  /// A flowchart for Mermaid (https://mermaid.js.org/syntax/flowchart.html), which GitHub, GitLab and many editors draw.
  public var mermaid: String {
    // Nodes are numbered: a step may be called `end`, which Mermaid takes for the end of a block.
    var numbers: [String: String] = [:]
    for (number, given) in given.enumerated() { numbers[given.name] = "g\(number + 1)" }
    for (number, step) in steps.enumerated() { numbers[step.name] = "s\(number + 1)" }
    func node(_ name: String) -> String { numbers[name] ?? "unknown" }
    var lines = ["flowchart TD"]
    for given in given { lines.append("  \(node(given.name))([\(mermaidText(given.name))])") }
    for step in steps {
      let text = mermaidText(step.name, step.program?.path)
      let shape =
        step.program != nil ? "{{\(text)}}:::program" : step.opensMedia ? "[[\(text)]]:::media" : "[\(text)]"
      lines.append("  \(node(step.name))\(shape)")
    }
    for edge in edges { lines.append("  \(node(edge.from)) -->|\(mermaidText(edge.artifact))| \(node(edge.to))") }
    if steps.contains(where: \.opensMedia) { lines.append("  classDef media stroke-width:2px") }
    if !programs.isEmpty { lines.append("  classDef program stroke-dasharray:4 2") }
    return lines.joined(separator: "\n")
  }

  /// A graph for Graphviz (https://graphviz.org/doc/info/lang.html).
  public var dot: String {
    var lines = ["digraph pipeline {", "  node [shape=box];"]
    for given in given { lines.append("  \(dotText(given.name)) [shape=ellipse];") }
    for step in steps {
      let marks =
        step.program.map { " [shape=hexagon, style=dashed, label=\(dotText(step.name, $0.path))]" }
        ?? (step.opensMedia ? " [peripheries=2]" : "")
      lines.append("  \(dotText(step.name))\(marks);")
    }
    for edge in edges {
      lines.append("  \(dotText(edge.from)) -> \(dotText(edge.to)) [label=\(dotText(edge.artifact))];")
    }
    return (lines + ["}"]).joined(separator: "\n")
  }

  private var edges: [(from: String, to: String, artifact: String)] {
    steps.flatMap { step in
      step.needs.flatMap { need in need.from.map { (from: $0, to: step.name, artifact: need.type) } }
    }
  }
}

/// A text in quotes, its lines below each other. Mermaid reads HTML and Markdown in it, so whatever could mean something is written by its number.
private func mermaidText(_ lines: String?...) -> String {
  let texts = lines.compactMap(\.self).map { line in
    shown(line).unicodeScalars.map { scalar in
      let isPlain =
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || " -_./".unicodeScalars.contains(scalar)
      return isPlain ? String(scalar) : "#\(scalar.value);"
    }.joined()
  }
  return "\"\(texts.joined(separator: "<br>"))\""
}

/// A quoted string, its lines below each other.
private func dotText(_ lines: String?...) -> String {
  let texts = lines.compactMap(\.self).map { line in
    shown(line).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
  return "\"\(texts.joined(separator: "\\n"))\""
}
