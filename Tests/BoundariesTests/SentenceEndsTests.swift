import Boundaries
import Lesson
import Testing
import Timeline

@Suite struct SentenceEndsTests {
  @Test(
    arguments: [
      ("That is it.", [10_000]), ("and then", []), ("One. Two more", [3076]), ("\"Why?\" he said.", [10_000]),
      ("it is 3.5 m", []), ("this, e.g. that", []), ("Wait... what", []), ("Stop?!", [10_000]), ("是的。好的", [6000]),
      ("He said \"no.\" Then", [7222]),
    ] as [(String, [Int64])])
  func liesAtPunctuation(text: String, ends: [Int64]) throws {
    let cue = Cue(range: TimeRange(.zero, try at(10_000)), lines: [text])
    #expect(try sentenceEnds(in: [cue]).map { try $0.ticks(in: .milliseconds, rounding: .down) } == ends)
  }
}
