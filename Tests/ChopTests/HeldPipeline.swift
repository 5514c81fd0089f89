import Foundation
import TestSupport

/// A pipeline that waits in the middle for as long as a test wants, so that a run is met at work however quick the machine is.
extension Desk {
  /// Options for it; it holds nothing before ``hold()``.
  static let held = ["--pipeline", "held.yaml"]

  /// Puts the pipeline here: the lecture's, but that a program of its own stands for the chapter list. It waits at recordings called `long…`.
  func addHeldPipeline() throws {
    let lecture = try chop("pipeline", "show", "lecture").out
    let pipeline = lecture.replacing(
      "  read-chapter-list:\n",
      with: "  wait: { program: ./wait.sh, needs: { recording: Recording }, makes: GivenChapterList, time-limit: 2m }\n"
    )
    guard pipeline != lecture else { throw ToolError(description: "the pipeline is another: \(lecture)") }
    try add(pipeline, as: "held.yaml")
    try add(
      """
      #!/bin/sh
      read -r order; read -r places
      case $places in *long*) while [ -e '\(self["hold"].path)' ]; do sleep 0.05; done;; esac
      echo '{"made":{"list":null,"warnings":[]}}'
      """, as: "wait.sh")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: self["wait.sh"].path)
  }

  func hold() throws { try add("", as: "hold") }
  func release() throws { try FileManager.default.removeItem(at: self["hold"]) }
}
