internal import CFFmpeg
internal import Foundation

/// A picture as the bytes of a JPEG file (`mjpeg`), the same each time: no program's name, one thread.
func jpeg(of picture: borrowing Frame, _ operation: Operation) throws(MediaError) -> Data {
  let encoder = try operation.allocated(avcodec_find_encoder(AV_CODEC_ID_MJPEG))
  var context: UnsafeMutablePointer<AVCodecContext>? = try operation.allocated(avcodec_alloc_context3(encoder))
  defer { avcodec_free_context(&context) }
  guard let context else { throw operation.error(.outOfMemory, "memory ran out") }
  context.pointee.width = picture.pointer.pointee.width
  context.pointee.height = picture.pointer.pointee.height
  context.pointee.pix_fmt = AV_PIX_FMT_YUVJ420P
  context.pointee.color_range = AVCOL_RANGE_JPEG
  context.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
  context.pointee.time_base = AVRational(num: 1, den: 25)
  context.pointee.thread_count = 1
  context.pointee.flags |= AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_QSCALE
  // 1 is best, 31 worst; 3 is where eyes stop seeing a difference at this size.
  context.pointee.global_quality = FF_QP2LAMBDA * 3
  picture.pointer.pointee.quality = FF_QP2LAMBDA * 3
  picture.pointer.pointee.pts = 0
  try operation.check(avcodec_open2(context, encoder, nil))
  try operation.check(avcodec_send_frame(context, picture.pointer))
  try operation.check(avcodec_send_frame(context, nil))
  var packet = try Packet()
  try operation.check(avcodec_receive_packet(context, packet.pointer))
  defer { packet.clear() }
  guard let bytes = packet.pointer.pointee.data else { throw operation.error(.outOfMemory, "memory ran out") }
  return Data(bytes: bytes, count: packet.size)
}
