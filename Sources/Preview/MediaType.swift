internal import Foundation

/// The media type by which a browser is told what a file is, from its name's ending. IANA's names, and WHATWG's MIME Sniffing for the sound formats.
func mediaType(ofFileNamed name: String) -> String {
  switch (name as NSString).pathExtension.lowercased() {
  case "html": "text/html; charset=utf-8"
  case "css": "text/css; charset=utf-8"
  case "js": "text/javascript; charset=utf-8"
  case "json": "application/json"
  case "xml": "application/xml"
  case "vtt": "text/vtt; charset=utf-8"
  case "txt", "srt", "md": "text/plain; charset=utf-8"
  case "mp4", "m4v": "video/mp4"
  case "mov": "video/quicktime"
  case "webm": "video/webm"
  case "mkv": "video/matroska"
  case "m4a": "audio/mp4"
  case "mp3": "audio/mpeg"
  case "aac": "audio/aac"
  case "wav": "audio/wav"
  case "ogg", "oga", "opus": "audio/ogg"
  case "flac": "audio/flac"
  case "jpg", "jpeg": "image/jpeg"
  case "png": "image/png"
  case "webp": "image/webp"
  case "svg": "image/svg+xml"
  case "pdf": "application/pdf"
  case "zip": "application/zip"
  default: "application/octet-stream"
  }
}
