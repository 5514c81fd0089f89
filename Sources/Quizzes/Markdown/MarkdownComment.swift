internal import Lesson
internal import Wording

extension QuestionDraft {
  /// Takes one of the fields in a comment of a question list, `mark: 2`.
  mutating func read(_ line: Int, _ key: String, _ value: String, _ warnings: inout [(Int, String)]) {
    func truth() -> Bool? {
      switch value.lowercased() {
      case "yes", "true": return true
      case "no", "false": return false
      default:
        warnings.append((line, "expected \(key): yes or no, not '\(shown(value, limit: 40))'"))
        return nil
      }
    }
    switch key {
    case "id": question.id = String(oneLine(value).prefix(200))
    case "name": question.name = oneLine(value)
    case "tags", "tag":
      question.tags += QuestionPlace.tags(in: value)
    case "shuffle": question.shuffle = truth()
    case "capitals": question.isCaseSensitive = truth()
    case "mark", "marks", "points":
      if let number = WrittenNumber(value), number.value >= 0 {
        question.mark = number.value
      } else {
        warnings.append((line, "'\(shown(value, limit: 40))' is no mark; expected a number such as 1 or 0.5"))
      }
    case "type":
      let (named, isLoose) = Question.Kind.named(value)
      kind = named
      if named == nil, !isLoose {
        warnings.append(
          (
            line,
            "the type '\(shown(value, limit: 40))' is not known; expected one of \(Question.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
          ))
      }
    case "closing" where value.isEmpty || truth() == true, "at", "chapter", "pause":
      place.read(key, value) { warnings.append((line, $0)) }
    default: break
    }
  }
}
