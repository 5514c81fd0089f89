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
    let cloud =
      /(GMT\d{8}-\d{6}_.+?)(?:_(\d{1,2}))?(?:_(gallery|gvo|avo|as))?(?:_(\d{1,2}))?(?:_(\d{2,5})x(\d{2,5}))?(?:_(\d{1,2}))?\.(mp4|m4a)/
    if let match = name.wholeMatch(of: cloud) {
      meeting = String(match.1)
      part = (match.2 ?? match.4 ?? match.7).flatMap { Int($0) } ?? 1
      view =
        switch match.3 {
        case "gallery": .screenWithGallery
        case "as": .screen
        case "avo": .speaker
        case "gvo": .gallery
        default: match.8 == "m4a" ? .sound : .screenWithSpeaker
        }
      pixels = (match.5.flatMap { Int($0) } ?? 0) * (match.6.flatMap { Int($0) } ?? 0)
    } else if let match = name.wholeMatch(of: /(video|audio)(\d)(\d{8,10})\.(mp4|m4a)/), let part = Int(match.2) {
      meeting = "video\(match.3)"
      self.part = part
      view = match.1 == "audio" ? .sound : .screenWithSpeaker
      pixels = 0
    } else if let match = name.wholeMatch(of: /(zoom)_(\d)\.mp4/), let part = Int(match.2) {
      meeting = String(match.1)
      self.part = part
      view = .screenWithSpeaker
      pixels = 0
    } else {
      return nil
    }
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
    var meetings: [String: [(name: String, zoom: ZoomName)]] = [:]
    for name in names { if let zoom = ZoomName(name) { meetings[zoom.meeting, default: []].append((name, zoom)) } }
    for name in names {
      guard let meeting = ZoomName(name)?.meeting, let files = meetings[meeting], files.count > 1 else {
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
