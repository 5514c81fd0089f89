internal import Documents
public import Foundation
public import Lesson
public import Timeline

/// A plan as a page of one file, to be looked at and edited before anything is cut: the sound's level with its pauses, each boundary with what spoke for it,
/// what it costs to cut there and what else could be, and the list of chapters as text.
///
/// Works from a double click and without network. Without scripts the list is there. The same plan gives the same bytes.
public struct PlanPage: Sendable {
  /// What the page is called: the recording's name, hostile until shown.
  public var title: String
  /// A line below the title.
  public var about: String
  public var warnings: [String]
  /// The list that the page's reader edits, as `chop plan` prints it.
  public var list: String
  /// What the list is called where chop finds it by itself.
  public var fileName: String
  /// The recordings, in order.
  public var parts: [Part]

  public init(title: String, about: String, warnings: [String], list: String, fileName: String, parts: [Part]) {
    self.title = title
    self.about = about
    self.warnings = warnings
    self.list = list
    self.fileName = fileName
    self.parts = parts
  }

  /// One recording. Times are in seconds from its start.
  public struct Part: Sendable, Encodable {
    public var name: String
    public var duration: Seconds
    public var sound: Sound?
    public var pauses: [Pause] = []
    /// Boundaries, and what could be in the place of one.
    public var places: [Place] = []
    /// At most one is shown with each chapter: the first in it.
    public var pictures: [Picture] = []
    /// Of the slides, in order, each at the time from which it is shown; below the sound.
    public var slides: [Picture] = []

    public init(name: String, duration: TimeSpan) {
      self.name = name
      self.duration = Seconds(duration)
    }
  }

  /// How loud a recording is.
  public struct Sound: Sendable, Encodable {
    public var start: Double
    /// Seconds.
    public var window: Double
    /// Of the room's noise, as one of the levels: 0…63.
    public var floor: Int
    /// One sign a window, `A` to `Z`, `a` to `z`, `0` to `9`, `-`, `_`: steps of 1.5 dB from -96 dBFS up.
    public var levels: String

    /// - Parameter floor: Level of the room's noise in dBFS.
    public init(start: Instant, window: TimeSpan, levels: [Float], floor: Double?) {
      self.start = start.approximateSeconds
      self.window = window.approximateSeconds
      self.floor = floor.map { Self.step(Float($0)) } ?? 0
      self.levels = String(decoding: levels.map { Self.signs[Self.step($0)] }, as: UTF8.self)
    }

    private static let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static func step(_ level: Float) -> Int {
      level.isNaN ? 0 : Int(min(max((level + 96) / 1.5, 0), 63).rounded())
    }
  }

  /// As `[start, end, "00:05:03.300"]`: its ends, and where a boundary in it would lie.
  public struct Pause: Sendable, Encodable {
    public var range: TimeRange
    public var boundary: String

    public init(range: TimeRange, boundary: String) {
      self.range = range
      self.boundary = boundary
    }

    public func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      try list.encode(Seconds(range.start))
      try list.encode(Seconds(range.end))
      try list.encode(boundary)
    }
  }

  /// Where a chapter begins or could begin.
  public struct Place: Sendable, Encodable {
    public var time: Double
    /// As it stands in the list: `00:05:03.300`.
    public var clock: String
    public var kind: Boundary.Kind?
    public var evidence: String
    /// nil where nobody has looked how it would be cut.
    public var method: Cut.Method?
    /// That have to be encoded again; nil where that isn't known.
    public var frames: Int?
    /// Indices of other places of the recording that could be in its place, the best first.
    public var alternatives: [Int] = []

    public init(time: Instant, clock: String, evidence: String) {
      self.time = time.approximateSeconds
      self.clock = clock
      self.evidence = evidence
    }
  }

  public struct Picture: Sendable, Encodable {
    public var time: Double
    public var width: Int
    public var height: Int
    /// A `data:` URL (RFC 2397).
    public var source: String

    public init(time: Instant, width: Int, height: Int, jpeg: Data) {
      self.time = time.approximateSeconds
      self.width = width
      self.height = height
      source = "data:image/jpeg;base64,\(jpeg.base64EncodedString())"
    }
  }

  /// What in a file's first bytes tells that it is such a page.
  public static let mark = "<meta name=\"generator\" content=\"chop plan\">"

  public func html() throws -> String {
    let style = ["styles/tokens.css", "styles/base.css", "plan/plan.css"].map(PageFile.text).joined(separator: "\n")
    let scripts = ["script/elements.js", "plan/list.js", "plan/waveform.js", "plan/chapters.js", "plan/start.js"]
    let script = "(() => {\n'use strict';\n\(scripts.map(PageFile.text).joined(separator: "\n"))\n})();\n"
    let data = Printed(about: about, warnings: warnings, fileName: fileName, parts: parts)
    return HTMLPage.filled(
      PageFile.text(of: "plan/page.html"),
      [
        "policy": HTMLPage.policy(script: script, style: style, "img-src data:"),
        "title": HTMLPage.escaped(title),
        "style": style,
        "list": HTMLPage.escaped(list, keepsLines: true),
        "plan": String(decoding: try encodeOrderedJSON(data, pretty: false, forHTML: true), as: UTF8.self),
        "script": script,
      ])
  }

  private struct Printed: Encodable {
    var about: String
    var warnings: [String]
    var fileName: String
    var parts: [Part]
  }
}
