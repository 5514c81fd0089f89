internal import Lesson
internal import Media
internal import NALUnits

/// How heads of a picture are made, after a look into its stream: all of it is encoded again where its pictures are coded as two fields. Nil where heads can't be made.
func headCoding(for video: VideoInfo, in demuxer: inout Demuxer) throws -> (any HeadCoding)? {
  guard video.encodedAs == nil, let stream = demuxer.streams.first(where: { $0.index == video.stream }),
    try hasFieldPictures(stream, in: &demuxer)
  else { return headCoding(for: video, among: demuxer.streams) }
  return H264Transcode(stream)
}

/// Whether any picture of a stream is coded as two fields (PAFF): a head holds frames alone, and that a copy of fields plays behind it has not been shown, so nothing of such a stream is copied.
///
/// The stream is read up to the first such picture; only where its parameter sets allow fields, which those of progressive recordings don't.
private func hasFieldPictures(_ stream: StreamInfo, in demuxer: inout Demuxer) throws -> Bool {
  guard stream.codec == "h264", let configuration = AVCConfiguration(stream.extradata),
    let fields = AVCFields(configuration)
  else { return false }
  demuxer.read(only: [stream.index])
  try demuxer.seek(to: stream.start ?? 0, in: stream.index)
  var packet = try Packet()
  var damaged = 0
  while try demuxer.next(into: &packet, countingDamage: &damaged) {
    guard packet.stream == stream.index else { continue }
    let units = lengthPrefixedUnits(packet.bytes, lengthSize: configuration.lengthSize)
    if units.contains(where: fields.isField) { return true }
  }
  return false
}
