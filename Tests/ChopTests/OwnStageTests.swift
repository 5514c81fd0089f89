import Foundation
import TestSupport
import Testing

/// Pipelines that run a program of the user's own, from the command line.
@Suite struct OwnStageTests {
  private static let pipelines = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Pipelines").standardizedFileURL

  private static let captions = """
    WEBVTT

    00:00.300 --> 00:07.500
    Energy is a number.

    00:08.500 --> 00:15.500
    Work passes it on.

    00:16.500 --> 00:23.700
    Nothing is lost.
    """

  /// A talk with captions, and the example beside it.
  private func desk(every seconds: Int = 7) throws -> Desk {
    let desk = try Desk()
    try desk.add(.talk, as: "talk.mp4")
    try desk.add(Self.captions, as: "talk.en.vtt")
    for name in ["own-stage.py", "own-stage.yaml"] {
      try FileManager.default.createDirectory(at: desk["mine"], withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: Self.pipelines.appending(path: name), to: desk["mine/\(name)"])
    }
    let text = try desk.text("mine/own-stage.yaml").replacing("every: 30", with: "every: \(seconds)")
    try desk.add(text, as: "mine/own-stage.yaml")
    return desk
  }

  @Test func theExampleChoosesChaptersByItsOwnRule() throws {
    let desk = try desk()
    let run = try desk.chop("talk.mp4", "--pipeline", "mine/own-stage.yaml")
    #expect(run.code == 0, "\(run.error)")
    let manifest = try desk.manifest("talk.lesson")
    #expect(manifest.chapters.map(\.boundary.kind) == ["start", "list", "list"])
    let asked = manifest.chapters.map(\.cut.requested)
    #expect(asked.count == 3 && (7.5...8.5).contains(asked[1]) && (15.5...16.5).contains(asked[2]), "\(asked)")
    try desk.checkLesson("talk.lesson")
    // Nothing has changed; then the program has.
    let again = try desk.chop("talk.mp4", "--pipeline", "mine/own-stage.yaml")
    #expect(again.out.contains("nothing has changed"))
    let script = try desk.text("mine/own-stage.py")
    try desk.add(
      script.replacing("entries, last", with: "order[\"every\"] = 12\nentries, last"), as: "mine/own-stage.py")
    let edited = try desk.chop("talk.mp4", "--pipeline", "mine/own-stage.yaml")
    #expect(edited.code == 0 && !edited.out.contains("nothing has changed"), "\(edited.error)")
    #expect(try desk.manifest("talk.lesson").chapters.count == 1)
  }

  @Test func anOptionOfTheProgramIsSetOnTheCommandLine() throws {
    let desk = try desk(every: 100)
    let run = try desk.chop("plan", "talk.mp4", "--pipeline", "mine/own-stage.yaml", "--set", "own-list.every=7")
    #expect(run.code == 0, "\(run.error)")
    #expect(run.out.split(separator: "\n").filter { $0.hasPrefix("00:") }.count == 3, "\(run.out)")
  }

  @Test(arguments: [
    ["talk.mp4", "--pipeline", "mine/own-stage.yaml", "--dry-run"],
    ["pipeline", "show", "mine/own-stage.yaml", "--plan"],
    ["pipeline", "check", "mine/own-stage.yaml"],
    ["pipeline", "graph", "mine/own-stage.yaml"],
    ["pipeline", "graph", "mine/own-stage.yaml", "--format", "dot"],
  ])
  func whatAPipelineRunsIsShownPlainly(arguments: [String]) throws {
    let desk = try desk()
    try desk.add("#!/bin/sh\ntouch \(desk.url.path)/it-ran\n", as: "mine/own-stage.py")
    let run = try RunningChop(arguments, in: desk.url).finished()
    #expect(run.code == 0, "\(run.error)")
    #expect(run.out.contains("./own-stage.py"))
    #expect(try !desk.listing().contains { $0.hasPrefix("it-ran") })
  }

  @Test func aProgramThatFailsIsNamedAndItsLastWordsAreShown() throws {
    let desk = try desk()
    try desk.add("#!/usr/bin/env python3\nraise KeyError('captions\\x1b[2J')\n", as: "mine/own-stage.py")
    let run = try desk.chop("talk.mp4", "--pipeline", "mine/own-stage.yaml")
    #expect(run.code == 1)
    #expect(run.errors.count == 1)
    #expect(
      run.errors.first?.hasPrefix("error: ./own-stage.py ended with status 1 and no answer; its last words: ") == true)
    #expect(run.error.contains("KeyError") && run.isPlain, "\(run.error)")
    #expect(try !desk.listing().contains { $0.hasPrefix("talk.lesson") })
  }

  @Test func whatIsWrongWithAProgramIsSaidBeforeTheRecordingIsLookedAt() throws {
    let desk = try desk()
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: desk["mine/own-stage.py"].path)
    let run = try desk.chop("none.mp4", "--pipeline", "mine/own-stage.yaml")
    #expect(
      run.errors == [
        "mine/own-stage.yaml:9:14: error: own-list.program: './own-stage.py' may not be run; chmod +x ./own-stage.py allows it"
      ])
  }

  /// What programs are given, and what the example makes of it, is what `chop schema stage` says.
  @Test func theSchemaFitsWhatProgramsReadAndWrite() throws {
    let desk = try desk()
    try desk.add("0:00 Start\n0:12 Middle\n", as: "talk.chapters.txt")
    try desk.add("#!/bin/sh\ncat > \(desk.url.path)/given\nexit 1\n", as: "mine/own-stage.py")
    try desk.add(
      """
      stages:
        probe:
        detect-silence:
        read-captions:
        read-chapter-list:
        plan-chapters:
        look:
          program: ./own-stage.py
          needs: { captions: GivenCaptions, pauses: PauseMap, plan: ChapterPlan, list: GivenChapterList, tape: Recording }
          options: { every: 7 }
          makes: ChapterNames
      """, as: "mine/look.yaml")
    let given = try desk.chop("talk.mp4", "--pipeline", "mine/look.yaml")
    #expect(given.code == 1)
    let made = try run(
      "bash", ["-c", "'\(Self.pipelines.path)/own-stage.py' < '\(desk["given"].path)' > '\(desk["made"].path)'"])
    #expect(made.isEmpty)
    let schema = try temporaryFile("schema.json", Data(desk.chop("schema", "stage").out.utf8))
    _ = try python([
      "-c",
      """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      def check(name, value):
          jsonschema.Draft202012Validator({"$ref": "#/$defs/" + name, "$defs": schema["$defs"]}).validate(value)
      order, places = [json.loads(line) for line in open(sys.argv[2])]
      check("order", order)
      check("places", places)
      assert list(places) == ["files"] and list(places["files"]) == ["talk.mp4"], places
      assert order["makes"] == "ChapterNames" and order["with"]["every"] == "7", order
      for name, type in dict(captions="GivenCaptions", pauses="PauseMap", plan="ChapterPlan", list="GivenChapterList").items():
          check(type, order["with"][name])
      [answer] = [json.loads(line) for line in open(sys.argv[3])]
      check("message", answer)
      check("GivenChapterList", answer["made"])
      assert len(answer["made"]["list"]["entries"]) == 2, answer
      assert len(order["with"]["captions"]["tracks"][0]["cues"]) == 3 and len(order["with"]["pauses"]["pauses"]) == 2
      """, schema.path, desk["given"].path, desk["made"].path,
    ])
  }
}
