public import Foundation

/// A recording of slides made for tests: pages of letters at known frames, ten frames a second, without sound.
public struct SlideShow: Hashable, Sendable {
  /// What is shown, and for how many frames.
  public struct Scene: Hashable, Sendable {
    /// Equal numbers show equal slides.
    public var slide: Int
    /// Of eight.
    public var lines: Int
    public var frames: Int
    /// The slide that this one fades into, in its last ten frames.
    public var fadesInto: Int?

    public init(_ slide: Int, lines: Int = 8, frames: Int, fadesInto: Int? = nil) {
      (self.slide, self.lines, self.frames, self.fadesInto) = (slide, lines, frames, fadesInto)
    }
  }

  /// Something that moves on the slides, and when: an expression of ffmpeg in `t`, in seconds.
  public enum Overlay: Hashable, Sendable {
    /// A corner in which everything moves.
    case face
    /// A fifth of the page, moving for as long as it is there.
    case video(from: Int, to: Int)
    /// Jumps to another place every seven seconds.
    case pointer
    /// Blinks twice in three seconds.
    case cursor
  }

  public static let rate = 10
  public var scenes: [Scene]
  public var overlays: [Overlay]
  /// Arguments for ffmpeg's output: the encoder and the distance of its keyframes.
  public var coding: [String]
  public var container: String
  /// Most frames that repeat the one before are left out: variable frame rate.
  public var isVariable: Bool

  public init(
    _ scenes: [Scene], overlays: [Overlay] = [],
    coding: [String] = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-sc_threshold", "0"],
    container: String = "mp4", isVariable: Bool = false
  ) {
    (self.scenes, self.overlays, self.coding) = (scenes, overlays, coding)
    (self.container, self.isVariable) = (container, isVariable)
  }

  /// The frames with which a scene begins, but for the first.
  public var changes: [Int] {
    var frame = 0
    return scenes.dropLast().map { scene in
      frame += scene.frames
      return frame
    }
  }

  private static let (width, height) = (480, 270)

  /// Makes the recording.
  public func file() throws -> URL {
    var list = "ffconcat version 1.0\n"
    var images = 0
    let folder = temporaryFile("slides")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func show(_ page: [UInt8], frames: Int) throws {
      let name = "\(images).pgm"
      images += 1
      try (Data("P5 \(Self.width) \(Self.height) 255\n".utf8) + Data(page)).write(to: folder.appending(path: name))
      list += "file \(name)\nduration \(Double(frames) / Double(Self.rate))\n"
    }
    for scene in scenes {
      let page = Self.page(scene.slide, lines: scene.lines)
      try show(page, frames: scene.frames - (scene.fadesInto == nil ? 0 : 10))
      guard let next = scene.fadesInto.map({ Self.page($0, lines: 8) }) else { continue }
      for step in 1...10 {
        let mixed = zip(page, next).map { UInt8((Int($0) * (11 - step) + Int($1) * step) / 11) }
        try show(mixed, frames: 1)
      }
    }
    list += "file \(images - 1).pgm\n"
    let place = folder.appending(path: "list.txt")
    try Data(list.utf8).write(to: place)
    let frames = scenes.reduce(0) { $0 + $1.frames }
    var arguments = ["-v", "error", "-nostdin", "-y", "-f", "concat", "-i", place.path]
    var graph = "[0]fps=\(Self.rate)[v0]"
    for (number, overlay) in overlays.enumerated() {
      let (source, position) = Self.filters(overlay)
      arguments += ["-f", "lavfi", "-i", source]
      graph += ";[v\(number)][\(number + 1)]overlay=\(position)[v\(number + 1)]"
    }
    graph += ";[v\(overlays.count)]\(isVariable ? "mpdecimate=max=20," : "")format=yuv420p"
    let url = temporaryFile("slides.\(container)")
    try run(
      "ffmpeg",
      arguments + ["-filter_complex", graph, "-t", "\(Double(frames) / Double(Self.rate))", "-fps_mode", "passthrough"]
        + coding
        + ["-threads", "1", "-fflags", "+bitexact", url.path])
    return url
  }

  /// A source of ffmpeg's, and where its picture goes.
  private static func filters(_ overlay: Overlay) -> (source: String, position: String) {
    switch overlay {
    case .face: (moving(96, 54), "x=376:y=8")
    case .video(let from, let to): (moving(200, 120), "x=60:y=100:enable='between(t,\(from),\(to))'")
    case .pointer: ("color=black:s=8x12:r=\(rate)", "x='40+mod(floor(t/7)*83,380)':y='60+mod(floor(t/7)*47,180)'")
    case .cursor: ("color=black:s=2x12:r=\(rate)", "x=300:y=240:enable='lt(mod(t,1.5),0.7)'")
    }
  }

  /// A field that changes everywhere from frame to frame.
  private static func moving(_ width: Int, _ height: Int) -> String {
    "color=s=\(width / 8)x\(height / 8):r=\(rate),geq=lum='60+random(1)*160':cb=128:cr=128,scale=\(width):\(height)"
  }

  /// White, with a title and up to eight lines of letters, each a random pattern of three by four blocks.
  private static func page(_ slide: Int, lines: Int) -> [UInt8] {
    var page = [UInt8](repeating: 235, count: width * height)
    var random = UInt64(slide + 1) &* 0x9e37_79b9_7f4a_7c15
    func next() -> UInt64 {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return random >> 33
    }
    for line in 0...8 {
      let (height, top) = line == 0 ? (4, 18) : (2, 40 + line * 24)
      for letter in 0..<22 {
        let (pattern, isSpace) = (next(), next() % 6 == 0)
        guard line <= lines, !isSpace else { continue }
        for block in 0..<12 where pattern >> block & 1 == 1 {
          let (x, y) = (30 + letter * height * 4 + block % 3 * height, top + block / 3 * height)
          for row in y..<y + height {
            for column in x..<min(x + height, width) { page[row * width + column] = 20 }
          }
        }
      }
    }
    return page
  }
}
