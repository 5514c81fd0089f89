import Foundation
import TestSupport
import Testing

@Suite struct ManualTests {
  private func page() throws -> String {
    let run = try Desk().chop("manual")
    #expect(run.code == 0)
    return run.out
  }

  @Test func theManualHasItsSections() throws {
    let headings = try page().split(separator: "\n").filter { $0.hasPrefix(".SH ") }.map { $0.dropFirst(4) }
    #expect(
      headings == ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "EXIT STATUS", "FILES", "EXAMPLES"])
  }

  @Test func theManualSaysWhatTheHelpSays() throws {
    let page = try page()
    #expect(page.hasPrefix(".TH CHOP 1 \"\" \"chop 0.1.0\" \"User Commands\"\n.SH NAME\nchop \\- turns a lecture"))
    #expect(page.contains(".SS chop pipeline graph\n"))
    #expect(page.contains(".TP\n\\fB\\-o\\fR, \\fB\\-\\-output\\fR \\fIfolder\\fR\nThe lesson\\(aqs own folder.\n"))
    #expect(page.contains("\\fBchop run\\fR [options] "))
    #expect(page.contains(".TP\n0\ndone\n"))
    #expect(page.contains(".TP\n64\n"))
    #expect(!page.contains("stage\\-child"))
    // Every option of every command.
    let help = try Desk().chop("run", "--help").out
    for word in help.split(whereSeparator: { " ,\n".contains($0) }) where word.hasPrefix("--") && word.count > 2 {
      guard word != "--help", word != "--version" else { continue }
      #expect(page.contains("\\fB\(word.replacing("-", with: "\\-"))\\fR"), "\(word)")
    }
  }

  @Test func theManualIsAlwaysTheSame() throws { #expect(try page() == page()) }

  /// Without groff at hand: every request is one of man(7)'s, every escape one of groff(7)'s, and blocks are closed.
  @Test func theManualIsGoodRoff() throws {
    let lines = try page().split(separator: "\n", omittingEmptySubsequences: false)
    var isListing = false
    for line in lines.dropLast() {
      #expect(!line.isEmpty && !line.hasPrefix("'") && !line.hasPrefix(" "))
      if line.hasPrefix(".") {
        let request = line.prefix { $0 != " " }
        #expect([".TH", ".SH", ".SS", ".PP", ".TP", ".br", ".nf", ".fi", ".RS", ".RE"].contains(request), "\(line)")
        if request == ".nf" || request == ".fi" {
          #expect(isListing == (request == ".fi"))
          isListing.toggle()
        }
      }
      let escapes = line.split(separator: "\\", omittingEmptySubsequences: false).dropFirst()
      for escape in escapes {
        let known = ["-", "fB", "fR", "fI", "e", "&", "(aq", "(dq", "(ti", "(ha", "(ga"]
        #expect(known.contains { escape.hasPrefix($0) }, "\(line)")
      }
    }
    #expect(!isListing)
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/groff")))
  func groffHasNothingToComplainOf() throws {
    let file = try temporaryFile("chop.1", Data(page().utf8))
    let script =
      "out=$(groff -ww -man -Kutf8 -Tutf8 -z \"$1\" 2>&1); test -z \"$out\" || { echo \"$out\" >&2; exit 1; }"
    try run("bash", ["-c", script, "bash", file.path])
  }
}
