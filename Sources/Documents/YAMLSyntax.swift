internal import Yams

// libyaml's words for what isn't YAML, in ours.

extension YAMLText {
  func error(_ error: any Error) -> DocumentError {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      syntaxError(problem, at: mark, context: context)
    default:
      DocumentError(Diagnostic(.error, in: source.file, "is not YAML"))
    }
  }

  private func syntaxError(_ problem: String, at mark: Mark, context: YamlError.Context?) -> DocumentError {
    let line = source.lines.indices.contains(mark.line - 1) ? source.lines[mark.line - 1] : ""
    let indentation = line.prefix { $0 == " " || $0 == "\t" }
    if problem.contains("tab character") || indentation.contains("\t") && mark.column - 1 <= indentation.count {
      return self.error("a tab indents this line", at: mark, hint: "YAML takes only spaces")
    }
    switch problem {
    case "found character that cannot start any token":
      let character = line.unicodeScalars.dropFirst(mark.column - 1).first.map(String.init) ?? ""
      return self.error("a text can't start with '\(character)'", at: mark, hint: "put it in quotes")
    case "mapping values are not allowed in this context":
      return self.error(
        "a ':' can't stand here", at: mark,
        hint: "a text with ': ' in it has to be in quotes, or the line is not indented rightly"
      )
    case "found unexpected end of stream" where context?.text.contains("quoted") == true:
      return self.error("a quote is opened and never closed", at: context?.mark ?? mark)
    case "could not find expected ':'":
      return self.error("a name needs a ':' after it", at: context?.mark ?? mark)
    case "did not find expected key", "did not find expected '-' indicator",
      "did not find expected <document start>", "block sequence entries are not allowed in this context",
      "mapping keys are not allowed in this context":
      return self.error("this line does not fit the lines above", at: mark, hint: "are they indented alike?")
    case "did not find expected ',' or '}'":
      return self.error("a ',' or '}' is missing", at: mark)
    case "did not find expected ',' or ']'":
      return self.error("a ',' or ']' is missing", at: mark)
    case "did not find expected node content":
      return self.error("a value is missing", at: mark)
    case "found unknown escape character":
      return self.error("'\\' means something else in double quotes", at: mark, hint: "single quotes take it as it is")
    case "but found another document":
      return self.error("a second document starts here", at: mark, hint: "take the line '---' out")
    case let problem where problem.contains("nesting level"):
      return self.error("it is nested too deeply", at: mark)
    default:
      return self.error("is not YAML: \(problem)", at: mark)
    }
  }
}
