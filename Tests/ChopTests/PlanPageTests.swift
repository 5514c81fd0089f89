import Foundation
import TestSupport
import Testing

@Suite struct PlanPageTests {
  /// What stands in the page for its script.
  private struct Page: Decodable {
    struct Part: Decodable {
      struct Sound: Decodable { var window: Double, levels: String }
      struct Place: Decodable { var time: Double, clock: String, evidence: String, method: String?, frames: Int? }
      struct Picture: Decodable { var time: Double, width: Int, height: Int, source: String }
      var name: String, duration: Double, sound: Sound?, places: [Place], pictures: [Picture], slides: [Picture]
    }
    var fileName: String, warnings: [String], parts: [Part]

    init(_ html: String) throws {
      let data = try #require(html.firstMatch(of: /id="plan-data">([^<]*)<\/script>/)).1
      self = try JSONDecoder().decode(Page.self, from: Data(data.utf8))
    }
  }

  private func list(in html: String) throws -> String {
    let text = try #require(html.firstMatch(of: /<textarea[^>]*>\n([^<]*)<\/textarea>/)).1
    return String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&amp;", with: "&")
  }

  @Test func thePageHoldsThePlanItsSoundAndItsPictures() throws {
    let desk = try Desk()
    try desk.add(.talk, as: "a.mp4")
    let before = try desk.listing()
    let run = try RunningChop(["plan", "a.mp4", "--html"] + threeChapters, in: desk.url).finished()
    #expect(run.code == 0, "\(run.error)")
    #expect(try desk.listing() == before)
    let plan = try RunningChop(["plan", "a.mp4"] + threeChapters, in: desk.url).finished().out
    #expect(try list(in: run.out) == plan)
    let part = try #require(try Page(run.out).parts.first)
    #expect(part.duration == 24)
    #expect(part.pictures.count == 3)
    #expect(part.pictures.allSatisfy { $0.source.hasPrefix("data:image/jpeg;base64,") && $0.width == 320 })
    for place in part.places { #expect(plan.contains(place.clock)) }
    let cuts = part.places.compactMap(\.method)
    #expect(cuts.count == 3 && cuts.first == "copy", "\(cuts)")
    // Quiet from 7.5 to 8.5 s, loud before and after.
    let sound = try #require(part.sound)
    #expect(sound.window == 0.1 && sound.levels.count == 240)
    let levels = Array(sound.levels.utf8)
    #expect(Set(levels[77..<83]).isDisjoint(with: Set(levels[30..<50])))
    // SVG's namespace is a name, and nothing is fetched from it.
    let addresses = run.out.replacing("http://www.w3.org/2000/svg", with: "")
    #expect(!addresses.contains("http:") && !addresses.contains("https:"))
    let again = try RunningChop(["plan", "a.mp4", "--html"] + threeChapters, in: desk.url).finished()
    #expect(again.out == run.out)
  }

  @Test func slidesStandAtTheTimesFromWhichTheyAreShown() throws {
    let desk = try Desk()
    let show = SlideShow([.init(1, frames: 123), .init(2, frames: 137), .init(1, lines: 5, frames: 60)])
    try FileManager.default.copyItem(at: show.file(), to: desk["a.mp4"])
    func slides(_ pipeline: String) throws -> [Page.Part.Picture] {
      let run = try desk.chop("plan", "a.mp4", "--html", "--pipeline", pipeline)
      #expect(run.code == 0, "\(run.error)")
      return try #require(try Page(run.out).parts.first).slides
    }
    let found = try slides("screencast")
    #expect(found.map(\.time) == [0, 12.3, 26])
    #expect(Set(found.map(\.source)).count == 3)
    for slide in found { #expect(slide.width == 192 && slide.height == 108 && slide.source.utf8.count < 20_000) }
    #expect(try slides("lecture").isEmpty)
  }

  @Test func hostileTextIsText() throws {
    let desk = try Desk()
    let name = "<script>alert(1)</script>&\"x\u{1b}[31m.m4a".replacing("/", with: ":")
    try desk.add(TestRecording(.m4a), as: name)
    try desk.add("0:00 </textarea><script>alert(2)</script>\n0:03 </script><!-- & \u{2028}\n", as: "list.txt")
    let run = try desk.chop("plan", name, "--html", "--chapters", "list.txt")
    #expect(run.code == 0, "\(run.error)")
    #expect(run.out.matches(of: /<script/).count == 2)
    #expect(run.out.matches(of: /<\/textarea>/).count == 1)
    #expect(try list(in: run.out).contains("</textarea><script>alert(2)</script>"))
    #expect(try Page(run.out).parts.first?.places.count == 2)
    #expect(!run.out.contains("\u{1b}"))
  }

  @Test func thePageIsPutWhereItIsWantedAndReplacesOnlyAPlan() throws {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    let run = try desk.chop("plan", "a.mp4", "--html", "-o", "plan.html")
    #expect(run.code == 0 && run.out.isEmpty, "\(run.error)")
    let first = try Data(contentsOf: desk["plan.html"])
    #expect(try desk.chop("plan", "a.mp4", "--html", "-o", "plan.html", "--max", "4s").code == 0)
    #expect(try Data(contentsOf: desk["plan.html"]) != first)
    try desk.add("mine", as: "other.html")
    let refused = try desk.chop("plan", "a.mp4", "--html", "-o", "other.html")
    #expect(refused.code == 1)
    #expect(refused.errors.first?.hasPrefix("error: other.html: a file that is no plan stands there") == true)
    #expect(try String(contentsOf: desk["other.html"], encoding: .utf8) == "mine")
    #expect(try desk.chop("plan", "a.mp4", "--html", "--json").code == 64)
  }

  @Test func partsOfOneLectureStandBelowEachOther() throws {
    let desk = try Desk()
    try desk.add(.short, as: "a.mp4")
    try desk.add(TestRecording(.m4a), as: "b.m4a")
    let run = try desk.chop("plan", "a.mp4", "b.m4a", "--as-one", "--html")
    #expect(run.code == 0, "\(run.error)")
    let page = try Page(run.out)
    #expect(page.parts.map(\.name) == ["a.mp4", "b.m4a"])
    #expect(page.parts.map(\.pictures.count) == [1, 0])
    #expect(try list(in: run.out).contains("# part 2: b.m4a"))
  }
}
