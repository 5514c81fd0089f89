/// What Zoom says in a recording's name: which meeting, which of its parts, and what the picture shows.
///
/// In its cloud it calls them `GMT20260102-101500_Recording_1920x1080.mp4` (the screen with the speaker), `…_Recording_gallery_…` (the screen with the
/// gallery), `…_as_…` (the screen), `…_avo_…` (the speaker), `…_gvo_…` (the gallery), `…_Recording.m4a` (sound only); a later part has its number,
/// `…_Recording_2_1920x1080.mp4`. On a computer: `zoom_0.mp4`, `zoom_1.mp4`; `video1987654321.mp4`, `video2987654321.mp4`.
struct ZoomName: Hashable {
  /// What all files of the meeting have in common: `GMT20260102-101500_Recording`.
  var meeting: String
  var part: Int
  var view: View
  /// Of the picture; 0 where the name doesn't say.
  var pixels: Int

  /// The best for a lesson first.
  enum View: String, CaseIterable, Comparable {
    case screenWithSpeaker = "the screen with the speaker"
    case screenWithGallery = "the screen with the gallery"
    case screen = "the screen"
    case speaker = "the speaker"
    case gallery = "the gallery"
    case sound = "sound only"

    static func < (left: View, right: View) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// nil for a name that isn't Zoom's.
  init?(_ name: String) {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let (stem, ending) = (name[..<dot], name[name.index(after: dot)...])
    guard ending == "mp4" || ending == "m4a" else { return nil }
    part = 1
    view = ending == "m4a" ? .sound : .screenWithSpeaker
    pixels = 0
    if stem.hasPrefix("GMT") {
      meeting = ""
      var fields = stem.split(separator: "_", omittingEmptySubsequences: false)[...]
      guard fields.count > 1, Self.isTime(fields[0]) else { return nil }
      // What is left when part, view and size are taken away from the end.
      while fields.count > 2, let last = fields.last, takes(last) { fields.removeLast() }
      meeting = fields.joined(separator: "_")
    } else if stem.hasPrefix("zoom_"), stem.utf8.count == 6, let number = Self.number(stem.suffix(1)) {
      meeting = "zoom"
      part = number
    } else if stem.hasPrefix("video") || stem.hasPrefix("audio"), (14...16).contains(stem.utf8.count),
      Self.number(stem.dropFirst(5)) != nil, let number = Self.number(stem.dropFirst(5).prefix(1))
    {
      meeting = "video\(stem.dropFirst(6))"
      part = number
    } else {
      return nil
    }
  }

  private mutating func takes(_ field: Substring) -> Bool {
    if let number = Self.number(field), field.utf8.count <= 2 {
      part = number
      return true
    }
    let sides = field.split(separator: "x", omittingEmptySubsequences: false)
    if sides.count == 2, sides.allSatisfy({ $0.utf8.count <= 5 }), let width = Self.number(sides[0]),
      let height = Self.number(sides[1])
    {
      pixels = width * height
      return true
    }
    let views: [Substring: View] = ["gallery": .screenWithGallery, "as": .screen, "avo": .speaker, "gvo": .gallery]
    guard let view = views[field] else { return false }
    self.view = view
    return true
  }

  /// `GMT20260102-101500`
  private static func isTime(_ field: Substring) -> Bool {
    let halves = field.dropFirst(3).split(separator: "-", omittingEmptySubsequences: false)
    return halves.count == 2 && halves[0].utf8.count == 8 && halves[1].utf8.count == 6
      && halves.allSatisfy { number($0) != nil }
  }

  /// Of ASCII digits alone.
  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
  }
}

/// The recordings of one folder by what becomes of them.
struct Meetings {
  /// The parts of one meeting in their order, one view of each. A recording that is no meeting's is alone.
  private(set) var groups: [(name: String?, recordings: [String])] = []
  /// Recordings that show what another one shows too, with the one that is taken.
  private(set) var otherViews: [(name: String, taken: String)] = []

  /// `names`: of recordings, in Unicode NFC, in order.
  init(of names: [String]) {
    let zooms = names.map { ($0, ZoomName($0)) }
    var meetings: [String: [(name: String, zoom: ZoomName)]] = [:]
    for (name, zoom) in zooms { if let zoom { meetings[zoom.meeting, default: []].append((name, zoom)) } }
    for (name, zoom) in zooms {
      guard let meeting = zoom?.meeting, let files = meetings[meeting], files.count > 1 else {
        groups.append((nil, [name]))
        continue
      }
      guard files.first?.name == name else { continue }
      add(files, meeting)
    }
  }

  private mutating func add(_ files: [(name: String, zoom: ZoomName)], _ meeting: String) {
    let parts = Dictionary(grouping: files, by: \.zoom.part)
    // Parts of one lesson should show the same.
    let common = ZoomName.View.allCases.first { view in
      parts.values.allSatisfy { $0.contains { $0.zoom.view == view } }
    }
    var taken: [String] = []
    for (_, files) in parts.sorted(by: { $0.key < $1.key }) {
      let best = files.filter { common == nil || $0.zoom.view == common }
        .min { ($0.zoom.view, -$0.zoom.pixels, $0.name) < ($1.zoom.view, -$1.zoom.pixels, $1.name) }
      guard let best else { continue }
      taken.append(best.name)
      for other in files where other.name != best.name { otherViews.append((other.name, best.name)) }
    }
    groups.append((taken.count > 1 ? meeting : nil, taken))
  }
}
