import Foundation
import TestSupport
import Testing

/// What shells offer, asked of a real bash as its Tab key would.
@Suite struct CompletionsTests {
  private func desk() throws -> Desk {
    let desk = try Desk()
    for name in [
      "lecture.mp4", "LECTURE.MOV", "lecture.txt", "lecture.vtt", "lecture.gift", "mine.yaml", "deep/other.yaml",
    ] {
      try desk.add("x", as: name)
    }
    try FileManager.default.createDirectory(at: desk["lecture.lesson"], withIntermediateDirectories: true)
    return desk
  }

  /// The words that bash offers for the last of `words`.
  private func offered(_ words: [String], in desk: Desk) throws -> [String] {
    let script = try temporaryFile("chop.bash", Data(desk.chop("completions", "bash").out.utf8))
    try run("bash", ["-n", script.path])
    let program = try #require(Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "chop").path)
    let answer = try run(
      "bash",
      [
        "--norc", "-c",
        """
        cd "$1"; . "$2"; shift 2
        complete -p chop > /dev/null || exit 1
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
        _chop "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\\n' "${COMPREPLY[@]}"
        """, "bash", desk.url.path, script.path, program,
      ] + words)
    return String(decoding: answer, as: UTF8.self).split(separator: "\n").map(String.init).sorted()
  }

  @Test(arguments: [
    (["pi"], ["pipeline"]),
    (["pipeline", "gr"], ["graph"]),
    (["pipeline", "graph", "--format", "d"], ["dot"]),
    (["pipeline", "show", "l"], ["lecture", "lecture.lesson/"]),
    (
      ["run", "lecture.mp4", "--pipeline", ""],
      ["deep/", "lecture", "lecture.lesson/", "mine.yaml", "screencast", "talk", "timestamps"]
    ),
    (["run", "lecture.mp4", "--pipeline", "deep/"], ["deep/other.yaml"]),
    (["lecture.mp4", "--pipel"], ["--pipeline"]),
    (["lecture.mp4", "--pipeline", "t"], ["talk", "timestamps"]),
    (["stages", "plan"], ["plan-chapters"]),
    (["run", "l"], ["lecture.lesson", "lecture.mp4"]),
    (["probe", "L"], ["LECTURE.MOV"]),
    (["run", "--chapters", "lecture.t"], ["lecture.txt"]),
    (["run", "--captions", "lecture.v"], ["lecture.vtt"]),
    (["run", "--quiz", "lecture."], ["lecture.gift", "lecture.lesson", "lecture.txt"]),
    (["run", "--details", "m"], ["mine.yaml"]),
    (["verify", "l"], ["lecture.lesson"]),
    (["completions", "f"], ["fish"]),
    (["schema", "s"], ["stage"]),
  ])
  func bashCompletes(words: [String], expected: [String]) throws {
    #expect(try offered(words, in: desk()) == expected)
  }

  /// A first word that is no command is a recording: bash falls back to files.
  @Test func aRecordingIsOfferedWhereACommandCouldStand() throws {
    let desk = try desk()
    #expect(try offered(["lec"], in: desk) == [])
    let scripts = try ["bash", "zsh", "fish"].map { try desk.chop("completions", $0).out }
    #expect(scripts[0].contains("complete -o filenames -o bashdefault -o default -F _chop chop"))
    #expect(scripts[0].components(separatedBy: "_chop_run\n").count == 2)
    #expect(scripts[1].components(separatedBy: "_files && ret=0\n").count == 2)
    #expect(scripts[1].components(separatedBy: "_chop_run && ret=0\n").count == 2)
    #expect(scripts[2].hasSuffix("-eq 1' -F\n"))
  }

  @Test(arguments: ["zsh", "fish"].filter { FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)") })
  func otherShellsReadTheirs(shell: String) throws {
    let script = try temporaryFile("chop.\(shell)", Data(Desk().chop("completions", shell).out.utf8))
    try run(shell, ["-n", script.path])
  }
}
