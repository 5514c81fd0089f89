internal import Documents
internal import Foundation
internal import Lesson
internal import Quizzes

/// An assessment in Common Cartridge 1.1's profile of QTI 1.2.1, which is what its importers grade by: one response for each question, all or nothing.
///
/// Readers differ. Most go through the conditions in order, up to the first that is met without `continue="Yes"`. Moodle takes an answer's feedback from any
/// condition that names it alone, and shows that of conditions with `continue="Yes"` as the question's too. Canvas (its QTIMigrationTool, then
/// `choice_interaction.rb` and `extended_text_interaction.rb`) lets the last condition that names an option decide whether it is right, takes each text that a
/// condition names for a right one, and all conditions without `continue="Yes"` for one. So what goes on comes first, and feedback on right options before
/// the score.
struct CartridgeQuiz: QuizWriter {
  /// Of the assessment: no other's in the cartridge.
  let identifier: String
  let title: String
  /// By the questions' ids; no other's in any cartridge.
  let identifiers: [String: String]

  /// As in Canvas' own exports: by a rule for what is called `response`, it takes the first option that a condition names for the right one.
  fileprivate static let response = "response1"
  /// General feedback is to Canvas what has `general_` in its name.
  fileprivate static let generalFeedback = "general_fb"

  let name = "Common Cartridge"
  let summary = "IMS QTI 1.2.1 in Common Cartridge's profile"
  let endings = ["xml"]
  let mediaType = "application/xml"
  let features = QuizFeatures(
    kinds: [.trueFalse, .singleChoice, .multipleChoice, .shortAnswer, .essay],
    fields: [.id, .name, .mark, .shuffle, .capitals, .feedback, .generalFeedback, .chapter, .lines], weights: .whole,
    formats: [.html])

  func write(_ questions: [UnboundQuestion], lesson: String?) -> String {
    var xml = XMLText()
    xml.element("questestinterop", [("xmlns", "http://www.imsglobal.org/xsd/ims_qtiasiv1p2")]) { xml in
      xml.element("assessment", [("ident", identifier), ("title", title)]) { xml in
        xml.fields([
          ("cc_profile", "cc.exam.v0p1"), ("qmd_assessmenttype", "Examination"), ("qmd_scoretype", "Percentage"),
          ("qmd_feedbackpermitted", "Yes"), ("cc_maxattempts", "unlimited"),
        ])
        xml.element("section", [("ident", "\(identifier)-section")]) { xml in
          for item in questions { xml.write(item.question, as: identifiers[item.question.id] ?? item.question.id) }
        }
      }
    }
    return xml.finished
  }
}

/// An answer with what it is called in the file.
private struct LabelledAnswer {
  var label: String
  var answer: Answer
  var isRight: Bool { answer.weight >= 99.9 }
}

extension XMLText {
  fileprivate mutating func fields(_ fields: [(String, String)]) {
    element("qtimetadata") { xml in
      for (label, entry) in fields {
        xml.element("qtimetadatafield") { xml in
          xml.value("fieldlabel", label)
          xml.value("fieldentry", entry)
        }
      }
    }
  }

  fileprivate mutating func write(_ question: Question, as identifier: String) {
    let profiles: [Question.Kind: String] = [
      .trueFalse: "cc.true_false.v0p1", .singleChoice: "cc.multiple_choice.v0p1",
      .multipleChoice: "cc.multiple_response.v0p1", .shortAnswer: "cc.fib.v0p1", .essay: "cc.essay.v0p1",
    ]
    element("item", [("ident", identifier), ("title", question.name ?? question.stem.beginning)]) { xml in
      xml.element("itemmetadata") { xml in
        xml.fields(
          [
            ("cc_profile", profiles[question.kind] ?? ""),
            ("cc_weighting", "\(CartridgeQuiz.weighting(question.mark))"),
          ]
            + (question.kind == .essay ? [("qmd_computerscored", "No")] : []))
      }
      let answers = CartridgeQuiz.labelled(question)
      xml.element("presentation") { xml in
        xml.material(question.stem)
        xml.response(question, answers)
      }
      xml.processing(question, answers)
      if let feedback = question.generalFeedback { xml.feedback(CartridgeQuiz.generalFeedback, feedback) }
      for answer in answers {
        if let feedback = answer.answer.feedback { xml.feedback("feedback-\(answer.label)", feedback) }
      }
    }
  }

  private mutating func material(_ text: RichText) {
    element("material") { $0.markup("mattext", CartridgeQuiz.inASCII(text.text), [("texttype", "text/html")]) }
  }

  private mutating func response(_ question: Question, _ answers: [LabelledAnswer]) {
    guard question.kind != .shortAnswer, question.kind != .essay else {
      let rows = question.kind == .essay ? "10" : "1"
      return element("response_str", [("ident", CartridgeQuiz.response), ("rcardinality", "Single")]) {
        $0.element("render_fib", [("rows", rows), ("columns", "60"), ("prompt", "Box")])
      }
    }
    let cardinality = question.kind == .multipleChoice ? "Multiple" : "Single"
    let shuffles = question.kind != .trueFalse && question.shuffle != false
    element("response_lid", [("ident", CartridgeQuiz.response), ("rcardinality", cardinality)]) { xml in
      xml.element("render_choice", [("shuffle", shuffles ? "Yes" : "No")]) { xml in
        for answer in answers {
          xml.element("response_label", [("ident", answer.label)]) { $0.material(answer.answer.text) }
        }
      }
    }
  }

  private mutating func processing(_ question: Question, _ answers: [LabelledAnswer]) {
    guard question.kind != .essay || question.generalFeedback != nil else { return }
    element("resprocessing") { xml in
      xml.element("outcomes") {
        $0.element("decvar", [("varname", "SCORE"), ("vartype", "Decimal"), ("minvalue", "0"), ("maxvalue", "100")])
      }
      if question.generalFeedback != nil {
        xml.condition(continues: true, feedback: CartridgeQuiz.generalFeedback) { $0.element("other") }
      }
      switch question.kind {
      case .trueFalse, .singleChoice:
        for answer in answers where answer.isRight || answer.answer.feedback != nil {
          xml.condition(scores: answer.isRight, feedback: answer.feedbackName) { $0.equals(answer.label) }
        }
      case .multipleChoice:
        for answer in answers where answer.isRight && answer.feedbackName != nil {
          xml.condition(continues: true, feedback: answer.feedbackName) { $0.equals(answer.label) }
        }
        xml.condition(continues: true, scores: true) { xml in
          xml.element("and") { xml in
            for answer in answers where answer.isRight { xml.equals(answer.label, case: "Yes") }
            for answer in answers where !answer.isRight {
              xml.element("not") { $0.equals(answer.label, case: "Yes") }
            }
          }
        }
        for answer in answers where !answer.isRight && answer.feedbackName != nil {
          xml.condition(feedback: answer.feedbackName) { $0.equals(answer.label) }
        }
      default:
        let capitals = question.isCaseSensitive == true ? "Yes" : "No"
        guard question.kind == .shortAnswer else { break }
        xml.condition(continues: true, scores: true) { xml in
          for answer in answers where answer.isRight { xml.equals(answer.answer.text.text, case: capitals) }
        }
        // Only right answers have any (``CartridgeQuestion``).
        for answer in answers where answer.feedbackName != nil {
          xml.condition(continues: true, feedback: answer.feedbackName) {
            $0.equals(answer.answer.text.text, case: capitals)
          }
        }
      }
    }
  }

  private mutating func condition(
    continues: Bool = false, scores: Bool = false, feedback: String? = nil, _ test: (inout XMLText) -> Void
  ) {
    element("respcondition", [("continue", continues ? "Yes" : "No")]) { xml in
      xml.element("conditionvar", [], test)
      if scores { xml.value("setvar", "100", [("action", "Set"), ("varname", "SCORE")]) }
      if let feedback { xml.element("displayfeedback", [("feedbacktype", "Response"), ("linkrefid", feedback)]) }
    }
  }

  private mutating func equals(_ value: String, case capitals: String? = nil) {
    self.value("varequal", value, (capitals.map { [("case", $0)] } ?? []) + [("respident", CartridgeQuiz.response)])
  }

  private mutating func feedback(_ name: String, _ text: RichText) {
    element("itemfeedback", [("ident", name)]) { $0.element("flow_mat") { $0.material(text) } }
  }
}

extension LabelledAnswer {
  fileprivate var feedbackName: String? { answer.feedback == nil ? nil : "feedback-\(label)" }
}

extension CartridgeQuiz {
  /// A whole number from 1 to 99 (rule 2c of the profile).
  static func weighting(_ mark: Double) -> Int { Int(min(max(mark.rounded(), 1), 99)) }

  /// HTML in which other characters than ASCII's stand as references: Moodle reads a question's text as Latin-1.
  static func inASCII(_ html: String) -> String {
    guard !html.utf8.allSatisfy({ $0 < 0x80 }) else { return html }
    return html.unicodeScalars.map { $0.isASCII ? String($0) : "&#\($0.value);" }.joined()
  }

  /// True and false are called so; others by their place.
  fileprivate static func labelled(_ question: Question) -> [LabelledAnswer] {
    guard question.kind != .essay else { return [] }
    return question.answers.enumerated().map { index, answer in
      guard question.kind == .trueFalse else { return LabelledAnswer(label: "a\(index + 1)", answer: answer) }
      let isTrue = answer.text.text.lowercased() == "true"
      return LabelledAnswer(
        label: isTrue ? "true" : "false",
        answer: Answer(RichText(isTrue ? "True" : "False"), weight: answer.weight, feedback: answer.feedback))
    }
  }
}
