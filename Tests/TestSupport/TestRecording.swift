public import Foundation
internal import Synchronization

/// A recording made for tests by the `ffmpeg` program: each frame shows its number (``FrameStamp``), the sound tells its time (``TestSound``).
///
/// Equal values give the same file within a test process; don't change it.
public struct TestRecording: Hashable, Sendable {
  public enum Container: String, Hashable, Sendable, CaseIterable {
    case mp4, mov, mkv, m4a, mp3, wav
  }

  /// How long, in seconds.
  public var seconds: Double
  public var container: Container
  public var picture: Picture?
  public var sound: Sound?
  /// A small red picture embedded as `attached_pic`.
  public var hasCover: Bool
  /// Further arguments for ffmpeg's output: `["-metadata", "title=Energy"]`.
  public var arguments: [String]

  public struct Picture: Hashable, Sendable {
    /// As displayed, after rotation; even numbers.
    public var width = 320
    public var height = 180
    /// Frames per second: `"25"`, `"30000/1001"`.
    public var rate = "25"
    /// ffmpeg's encoder.
    public var codec = "libx264"
    /// FFmpeg's name.
    public var pixelFormat = "yuv420p"
    public var bFrames = 2
    /// Frames from keyframe to keyframe.
    public var gop = 50
    /// Clockwise turn for display that the file asks for, in degrees: 0, 90, 180, 270 (MP4 and MOV only).
    public var rotation = 0
    /// The first frame is shown this many seconds after the file's start.
    public var start = 0.0
    /// Each fifth frame is left out, and a second and a half in the middle: variable frame rate.
    public var isVariable = false
    /// Tells recordings apart in the stamps, 0…63.
    public var recording = 0
    /// Further arguments for the encoder.
    public var arguments: [String] = []
    public init() {}
  }

  public struct Sound: Hashable, Sendable {
    public var content = TestSound.tone
    public var sampleRate = 48000
    public var channels = 1
    /// The first sample is heard this many seconds after the file's start.
    public var start = 0.0
    /// ffmpeg's encoder; nil for the container's usual one.
    public var codec: String?
    public init(_ content: TestSound = .tone) { self.content = content }
  }

  /// A recording with both picture and sound, or with sound only where the container has no pictures.
  ///
  /// `change` sets what should differ from the defaults: `TestRecording(seconds: 8) { $0.picture?.gop = 25 }`.
  public init(
    seconds: Double = 6, _ container: Container = .mp4, change: (inout TestRecording) -> Void = { _ in }
  ) {
    self.seconds = seconds
    self.container = container
    picture = [.mp4, .mov, .mkv].contains(container) ? Picture() : nil
    sound = Sound()
    hasCover = false
    arguments = []
    change(&self)
  }

  /// The file; made at the first call, by the same options the same one.
  public func file() throws -> URL {
    try Self.made.withLock { made in
      if let url = made[self] { return url }
      let url = try make()
      made[self] = url
      return url
    }
  }

  private static let made = Mutex<[TestRecording: URL]>([:])

  /// The frame numbers that the source has, in order: 0…, less those that a variable rate leaves out.
  public var sourceFrames: [Int] {
    guard let picture else { return [] }
    let parts = picture.rate.split(separator: "/").compactMap { Double($0) }
    let rate = parts.count == 2 ? parts[0] / parts[1] : parts.first ?? 25
    let all = 0..<Int((seconds * rate).rounded())
    guard picture.isVariable else { return Array(all) }
    let middle = Int(seconds * rate / 2)
    return all.filter { $0 % 5 != 3 && !(middle..<middle + Int(rate * 1.5)).contains($0) }
  }
}
