internal import CFFmpeg

/// One decoded picture or a run of decoded samples (`AVFrame`), reused from frame to frame.
package struct Frame: ~Copyable {
  let pointer: UnsafeMutablePointer<AVFrame>

  package init() throws(MediaError) {
    pointer = try Operation("decode", "frame").allocated(av_frame_alloc())
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVFrame>? = pointer
    av_frame_free(&pointer)
  }

  /// When it is shown or heard, in ticks of its stream, as the decoder guesses it where timestamps are missing
  /// (`best_effort_timestamp`); nil where it can't.
  package var pts: Int64? { timestamp(pointer.pointee.best_effort_timestamp) ?? timestamp(pointer.pointee.pts) }
  /// In ticks of its stream; 0 where unknown.
  package var duration: Int64 { max(0, pointer.pointee.pkt_duration) }
  package var isKey: Bool { pointer.pointee.key_frame != 0 }

  /// In pixels, as coded; 0 for sound.
  package var width: Int { max(0, Int(pointer.pointee.width)) }
  package var height: Int { max(0, Int(pointer.pointee.height)) }
  /// FFmpeg's name, such as `yuv420p`; empty for sound.
  package var pixelFormat: String {
    width > 0
      ? av_get_pix_fmt_name(AVPixelFormat(rawValue: pointer.pointee.format)).map { String(cString: $0) } ?? "" : ""
  }

  /// Samples per channel; 0 for pictures.
  package var sampleCount: Int { max(0, Int(pointer.pointee.nb_samples)) }
  package var sampleRate: Int { max(0, Int(pointer.pointee.sample_rate)) }
  package var channels: Int { max(0, Int(pointer.pointee.ch_layout.nb_channels)) }

  mutating func clear() { av_frame_unref(pointer) }
}
