import Foundation
import TestSupport
import Testing

@testable import Batch

@Suite struct RecordingSignsTests {
  /// By FFmpeg's own muxers, under a name that says nothing.
  @Test(
    arguments: [
      "mp4", "mov", "matroska", "webm", "mp3", "wav", "mpegts", "avi", "flv", "ogg", "flac", "adts", "asf", "aiff",
      "caf", "w64",
      "vob", "ipod",
    ])
  func knowsRecordingsByContent(muxer: String) throws {
    let file = temporaryFile("nameless")
    let codec = [
      "webm": "libopus", "ogg": "libvorbis", "flac": "flac", "mp3": "libmp3lame", "asf": "wmav2", "vob": "ac3",
    ]
    let pcm = ["wav", "aiff", "caf", "w64"]
    try run(
      "ffmpeg",
      [
        "-v", "error", "-y", "-f", "lavfi", "-i", "sine=d=1", "-ar", "48000", "-c:a",
        codec[muxer] ?? (pcm.contains(muxer) ? (muxer == "aiff" ? "pcm_s16be" : "pcm_s16le") : "aac"), "-f", muxer,
        file.path,
      ])
    #expect(RecordingSigns.areIn(try #require(RecordingSigns.head(of: file.path))))
  }

  @Test(arguments: ["png", "mjpeg", "gif"]) func picturesAreNone(codec: String) throws {
    let file = temporaryFile("nameless")
    try run(
      "ffmpeg",
      [
        "-v", "error", "-f", "lavfi", "-i", "testsrc=s=64x64:d=0.1", "-frames:v", "1", "-c:v", codec, "-f",
        codec == "gif" ? "gif" : "image2pipe", file.path,
      ])
    #expect(!RecordingSigns.areIn(try #require(RecordingSigns.head(of: file.path))))
  }

  @Test(
    arguments: [
      "%PDF-1.7\n", "WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n", "1\n00:00:00,000 --> 00:00:01,000\nHi\n", "", "G",
      "PK\u{3}\u{4}",
      "import { a } from 'b'\n", "RIFF\0\0\0\0WEBPVP8 ", "\0\0\0\u{1c}ftypheic\0\0\0\0mif1heic", "\u{feff}text",
    ])
  func otherFilesAreNone(text: String) { #expect(!RecordingSigns.areIn(Array(text.utf8))) }

  @Test func textInUTF16IsNone() { #expect(!RecordingSigns.areIn([0xff, 0xfe, 0x48, 0, 0x69, 0])) }
}
