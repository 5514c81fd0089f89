public import Timeline

extension Manifest {
  /// How a chapter's start was realised.
  public struct CutRecord: Hashable, Sendable, Codable {
    public var method: Cut.Method
    /// Where the plan has it, from the recording's start.
    public var requested: Seconds
    /// Where the chapter starts.
    public var actual: Seconds
    /// Both of them.
    public var exact: [Instant]
    /// What of the picture was encoded again; nil in manifests of before that was told.
    public var encoded: Encoded?
    /// How the recording's further pictures were cut, in its order; nil where it has none.
    public var more: [Further]?

    /// How a further picture was cut, such as the camera's beside the screen's.
    public struct Further: Hashable, Sendable, Codable {
      public var method: Cut.Method
      public var encoded: Encoded
      public init(method: Cut.Method, encoded: Encoded) {
        self.method = method
        self.encoded = encoded
      }
    }

    /// The frames from the chapter's start that were encoded again; all others are copied bit for bit.
    public struct Encoded: Hashable, Sendable, Codable {
      public var frames: Int
      /// 0…1, of the time that the chapter plays.
      public var share: Double
      /// From when until when they are shown.
      public var exact: [Instant]
      /// The recording's sound tracks that were encoded again, all of them; nil where all are copied.
      public var sounds: [Sound]?

      public struct Sound: Hashable, Sendable, Codable {
        /// Its number among the recording's sound tracks, from 0.
        public var track: Int
        /// FFmpeg's name of what it was encoded as.
        public var codec: String
        public init(track: Int, codec: String) {
          self.track = track
          self.codec = codec
        }
      }

      public init(frames: Int, share: Double, exact: [Instant], sounds: [Sound]? = nil) {
        self.frames = frames
        self.share = share
        self.exact = exact
        self.sounds = sounds
      }
      init(_ head: Cut.Head?, in range: TimeRange, sounds: [Sound]? = nil) {
        let end = head?.end ?? range.start
        let (part, whole) = (Seconds(end).microseconds, Seconds(range.end).microseconds)
        let start = Seconds(range.start).microseconds
        let share = whole > start ? Double(part - start) / Double(whole - start) : 0
        self.init(
          frames: head?.frames ?? 0, share: (share * 1_000_000).rounded() / 1_000_000, exact: [range.start, end],
          sounds: sounds)
      }
      /// The exact stretch; nil where the manifest is damaged.
      public var range: TimeRange? { exact.count == 2 ? TimeRange(exact[0], exact[1]) : nil }
    }

    public init(method: Cut.Method, requested: Instant, actual: Instant, encoded: Encoded? = nil) {
      self.method = method
      exact = [requested, actual]
      self.requested = Seconds(requested)
      self.actual = Seconds(actual)
      self.encoded = encoded
    }

    /// - Parameter info: the recording as its chapters carry it; without it nothing is said of sound.
    public init(_ cut: Cut, of info: MediaInfo? = nil) {
      self.init(method: cut.method, requested: cut.requested, actual: cut.range.start)
      let sounds = (info?.sounds ?? []).enumerated().compactMap { track, sound in
        sound.encodedAs.map { Encoded.Sound(track: track, codec: $0) }
      }
      encoded = Encoded(cut.head, in: cut.range, sounds: sounds.isEmpty ? nil : sounds)
      if !cut.more.isEmpty {
        more = cut.more.map { Further(method: $0.method, encoded: Encoded($0.head, in: cut.range)) }
      }
    }
  }
}
