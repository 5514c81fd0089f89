import Foundation
import TestSupport
import Testing

/// Names and texts that would do harm in a path, a terminal, JSON, WebVTT or HTML if they were taken for more than text.
@Suite struct HostileNamesTests {
  static let names = [
    "<script>alert(1)<", "new\nline", "escape\u{1b}[2J\u{1b}]0;title\u{7}", String(repeating: "n", count: 200),
    String(repeating: "\u{1f393}", count: 50), "\u{202e}lived\u{200f}", "10:30 lecture", "\u{65e5}\u{672c}\u{8a9e}",
    "100% %s %n%25", "it's \"quoted\" `id` $(id) $HOME", "a#b?c=d&e", " spaces  inside ", "-rf", "--help", "..",
    "%2e%2e%2fetc", "back\\slash", "~", "file:x", "\u{e9}e\u{301}",
  ]

  @Test(arguments: names) func aRecordingOfAnyNameBecomesALesson(_ name: String) throws {
    let desk = try Desk()
    try desk.add(.tiny, as: "\(name).mp4")
    try desk.add("WEBVTT\n\n00:00.000 --> 00:05.000\nHello\n", as: "\(name).en.vtt")
    try desk.add("0:00 One\n0:01.5 Two\n", as: "\(name).chapters.txt")
    let run = try desk.chop("--", "\(name).mp4")
    #expect(run.code == 0, "\(run.error)")
    #expect(run.isPlain, "\(run.out) \(run.error)")
    #expect(run.out.contains("(captions, en)"))
    let lesson = "\(name).lesson"
    let entries = try FileManager.default.contentsOfDirectory(atPath: desk.url.path)
    #expect(Set(entries) == ["\(name).mp4", "\(name).en.vtt", "\(name).chapters.txt", lesson])
    let manifest = try desk.manifest(lesson)
    #expect(manifest.title == name.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    #expect(manifest.chapters.map(\.id) == ["01-one", "02-two"])
    try desk.checkLesson(lesson)
    try checkPage(desk.text("\(lesson)/index.html"))
    // The recording is found beside the lesson, by the name that the manifest has.
    let verified = try desk.chop("verify", "--", lesson)
    #expect(verified.code == 0, "\(verified.error)")
    #expect(!verified.out.contains("not checked"), "\(verified.out)")
    #expect(verified.isPlain)
  }

  @Test(arguments: names) func aNameThatIsNotThereIsShownSafely(_ name: String) throws {
    let run = try Desk().chop("probe", "--", "\(name).mp4")
    #expect(run.code == 1)
    #expect(run.error.hasSuffix(": there is no such file; check the name and the folder\n"))
    #expect(run.errors.count == 1)
    #expect(run.isPlain, "\(run.error)")
  }

  @Test func aNameThatBeginsWithAHyphenIsGivenBehindTwoOrWithItsFolder() throws {
    let desk = try Desk()
    try desk.add(.short, as: "-x.mp4")
    for arguments in [["--", "-x.mp4"], ["./-x.mp4"], ["run", "--quiet", "--", "-x.mp4"]] {
      #expect(try RunningChop(arguments, in: desk.url).finished().code == 0)
      try desk.checkLesson("-x.lesson")
    }
    let run = try desk.chop("-x.mp4")
    #expect(run.code == 64)
    #expect(run.error.contains("chop -- '-x.mp4'"), "\(run.error)")
  }

  @Test func theTwoSpellingsOfUnicodeAreOneName() throws {
    let (composed, decomposed) = ("\u{dc}bung", "U\u{308}bung")
    let desk = try Desk()
    try desk.add(.short, as: "\(decomposed).mp4")
    try desk.add("WEBVTT\n\n00:00.000 --> 00:05.000\nHallo\n", as: "\(composed).de.vtt")
    try desk.add("0:00 Eins\n0:03 Zwei\n", as: "\(decomposed).chapters.txt")
    let run = try desk.chop("\(composed).mp4")
    #expect(run.code == 0, "\(run.error)")
    let manifest = try desk.manifest("\(decomposed).lesson")
    #expect(manifest.chapters.map(\.captions.count) == [1, 1])
    #expect(manifest.chapters.map(\.title) == ["Eins", "Zwei"])
    #expect(try desk.chop("verify", "\(decomposed).lesson").code == 0)
  }

  /// Titles that lead out, run as code, steer a terminal, or are ten thousand characters long.
  static let titles = [
    "../../../etc/passwd", "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "x -->\u{a0}WEBVTT",
    "a\u{1b}[2Jb\u{7}", "\u{202e}lived", "\u{1f393} \u{65e5}\u{672c}", "\"quotes\" 'and' \\back\\ {=a ~b}",
    "&amp; &lt;b&gt; & <b>", "${x} %s %n", String(repeating: "long ", count: 2000), "&", "#hash: [a, b]",
  ]

  @Test(arguments: titles) func titlesAreTextEverywhere(_ title: String) throws {
    let desk = try Desk()
    let oneLine = title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    try desk.add(
      .tiny { $0.arguments = ["-metadata", "title=\(title)", "-metadata", "comment=\(title)"] }, as: "a.mp4")
    try desk.add("0:00 \(title)\n0:01.5 - \(title)\n", as: "a.chapters.txt")
    let yaml = title.replacing("'", with: "''").replacing("\u{1b}", with: "").replacing("\u{7}", with: "")
    try desk.add("description: '\(yaml)'\nauthors:\n  - name: '\(yaml)'\n", as: "a.lesson.yaml")
    let cue = title.replacing("-->", with: "--")
    try desk.add("WEBVTT\n\n00:00.000 --> 00:05.000\n\(cue)\n", as: "a.en.vtt")
    let gift = title.reduce(into: "") { $0 += "\\~=#{}:".contains($1) ? "\\\($1)" : "\($1)" }
    try desk.add("// [tag:chapter=1]\n::\(gift):: \(gift) {=\(gift) ~no#\(gift)}\n", as: "a.quiz.gift")
    let run = try desk.chop("a.mp4")
    #expect(run.code == 0, "\(run.error)")
    #expect(run.isPlain, "\(run.out) \(run.error)")
    let manifest = try desk.manifest("a.lesson")
    #expect(manifest.chapters.count == 2)
    let plain = oneLine.replacing("\u{1b}", with: "").replacing("\u{7}", with: "")
    for chapter in manifest.chapters {
      #expect(chapter.title == plain || plain.hasPrefix(chapter.title) && chapter.title.count >= 100)
      #expect(chapter.id.wholeMatch(of: /[0-9]{2}(-[a-z0-9]+)*/) != nil, "\(chapter.id)")
      #expect(chapter.id.utf8.count <= 80)
    }
    try desk.checkLesson("a.lesson")
    try checkPage(desk.text("a.lesson/index.html"))
    #expect(try desk.chop("probe", "a.mp4").isPlain)
    // A plan is a file to be given back: its titles are what they are, but for control characters.
    let plan = try desk.chop("plan", "a.mp4").out
    #expect(plan.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    #expect(try desk.chop("quiz", "check", "a.quiz.gift").isPlain)
  }

  /// Text of recordings stands in the page as JSON without `<`, `>` and `&`, so that it ends no element and begins none.
  private func checkPage(_ page: String) throws {
    #expect(!page.contains("alert(1)<"))
    #expect(!page.contains("<script>alert"))
    #expect(!page.contains("<img src=x"))
    #expect(!page.unicodeScalars.contains("\u{1b}"))
  }
}
