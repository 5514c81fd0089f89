public import Lesson
internal import Timeline

/// `cues` as a WebVTT file (W3C, "WebVTT: The Web Video Text Tracks Format", §4): UTF-8, lines ended by LF, one at the end.
///
/// Times are rounded down to the millisecond, starts and ends alike, so that cues which touch still touch and don't overlap; a
/// cue lasts at least one millisecond. Speakers become `<v Name>`, or are left out where `speakers` is false. A cue without
/// text, or with times that milliseconds can't hold, is left out.
public func webVTT(_ cues: [Cue], speakers: Bool) -> String {
  var text = "WEBVTT\n"
  for cue in cues {
    let lines = cue.lines.flatMap { CueText.plainLines($0) }.map(escaped)
    guard !lines.isEmpty, let times = times(of: cue) else { continue }
    let settings = CueTiming.usable(cue.settings.split(separator: " "))
    text += "\n\(times)\(settings.isEmpty ? "" : " " + settings)\n"
    let name = speakers ? escaped(CueText.plainLines(cue.speaker ?? "").joined(separator: " ")) : ""
    let payload = lines.joined(separator: "\n")
    text += name.isEmpty ? payload + "\n" : "<v \(name)>\(payload)</v>\n"
  }
  return text
}

private func times(of cue: Cue) -> String? {
  guard let start = try? cue.range.start.ticks(in: .milliseconds, rounding: .down), start >= 0,
    let end = try? cue.range.end.ticks(in: .milliseconds, rounding: .down), start < .max,
    let from = try? Instant(ticks: start, in: .milliseconds),
    let to = try? Instant(ticks: max(end, start + 1), in: .milliseconds)
  else { return nil }
  return "\(from.clock(minimumDecimals: 3)) \(CueTiming.arrow) \(to.clock(minimumDecimals: 3))"
}

private func escaped(_ line: String) -> String {
  var result = ""
  for character in line.unicodeScalars {
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    default: result.unicodeScalars.append(character)
    }
  }
  return result
}
