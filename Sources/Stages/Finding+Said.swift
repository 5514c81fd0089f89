internal import Lesson
internal import Wording

extension Finding {
  /// As a sentence about the recording `name`, with the remedy.
  func said(of name: String) -> String {
    "\(shown(name)): " + [sentence, remedy].compactMap(\.self).joined(separator: "; ")
  }
}
