import StageGraph
import Testing

@Suite struct PlanDrawingTests {
  /// A program with a path that would mean something in either language.
  private func plan() throws -> Plan {
    var program = ProgramRequest(path: "./\"]; <b>#1\\n`.py", sha256: "")
    program.needs = ["length": "Length"]
    program.makes = "Pauses"
    return try toyGraph.plan([
      StepRequest("measure"), StepRequest("end", program: program), StepRequest("plan-parts"), StepRequest("tell"),
    ])
  }

  @Test func aPlanIsDrawnForMermaid() throws {
    #expect(
      try plan().mermaid == #"""
        flowchart TD
          g1(["tape"])
          s1[["measure"]]:::media
          s2{{"end<br>./#34;#93;#59; #60;b#62;#35;1#92;n#96;.py"}}:::program
          s3["plan-parts"]
          s4["tell"]
          g1 -->|"Tape"| s1
          s1 -->|"Length"| s2
          s1 -->|"Length"| s3
          s2 -->|"Pauses"| s3
          s3 -->|"Chapters"| s4
          classDef media stroke-width:2px
          classDef program stroke-dasharray:4 2
        """#)
  }

  @Test func aPlanIsDrawnForGraphviz() throws {
    #expect(
      try plan().dot == #"""
        digraph pipeline {
          node [shape=box];
          "tape" [shape=ellipse];
          "measure" [peripheries=2];
          "end" [shape=hexagon, style=dashed, label="end\n./\"]; <b>#1\\n`.py"];
          "plan-parts";
          "tell";
          "tape" -> "measure" [label="Tape"];
          "measure" -> "end" [label="Length"];
          "measure" -> "plan-parts" [label="Length"];
          "end" -> "plan-parts" [label="Pauses"];
          "plan-parts" -> "tell" [label="Chapters"];
        }
        """#)
  }
}
