/// `DetectSilence` is `detect-silence`, `atLeast` is `at-least`, `readWebVTTFile` is `read-web-vtt-file`.
func kebabCase(_ name: String) -> String {
  let characters = Array(name)
  var result = ""
  for (place, character) in characters.enumerated() {
    if character.isUppercase, place > 0 {
      let afterSmall = !characters[place - 1].isUppercase
      let beforeSmall = place + 1 < characters.count && characters[place + 1].isLowercase
      if afterSmall || beforeSmall { result += "-" }
    }
    result += character.lowercased()
  }
  return result
}

/// Lower-case ASCII letters and digits in words joined by single hyphens, a letter first.
func isKebabCase(_ name: String) -> Bool {
  name.first.map { $0.isASCII && $0.isLowercase } == true
    && name.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) }
    }
}
