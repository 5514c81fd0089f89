internal import CZip
public import Foundation

/// A file in a zip file.
public struct ZipEntry: Sendable {
  public enum Content: Sendable {
    case data(Data)
    /// The file there, read while the zip file is written, never whole: it may be larger than memory.
    case file(URL)
  }
  /// `/` between names, UTF-8.
  public var path: String
  public var content: Content

  public init(path: String, content: Content) {
    self.path = path
    self.content = content
  }
}

/// Why a zip file could not be written.
public struct ZipError: Error, CustomStringConvertible {
  /// The library's words, or the system's.
  public let description: String
  /// The system's error number, where the system is to blame.
  public let code: POSIXError.Code?
}

/// Writes a zip file (PKWARE's APPNOTE 6.3) at `place`, over what may stand there: the entries in their order, stored as they are.
///
/// It ends with an error, and nothing is left, when the task is cancelled. The same entries give the same bytes, on every day and in every time zone. There are no entries for folders and no data descriptors, for platforms refuse
/// packages with either; sizes beyond 4 GiB are written as zip64.
public func writeZip(_ entries: [ZipEntry], to place: URL) throws(ZipError) {
  var code: Int32 = 0
  guard let archive = unsafe zip_open(place.path(percentEncoded: false), ZIP_CREATE | ZIP_TRUNCATE, &code) else {
    var error = unsafe zip_error_t()
    unsafe zip_error_init_with_code(&error, code)
    defer { unsafe zip_error_fini(&error) }
    throw unsafe ZipError(error: &error)
  }
  unsafe zip_register_cancel_callback_with_state(archive, { _, _ in Task.isCancelled ? 1 : 0 }, nil, nil)
  do throws(ZipError) {
    for entry in entries { try unsafe add(entry, to: archive) }
    // Here all is written, into a file beside `place` that takes its name when it is whole.
    guard unsafe zip_close(archive) == 0 else { throw unsafe ZipError(error: zip_get_error(archive)) }
  } catch {
    unsafe zip_discard(archive)
    throw error
  }
}

private func add(_ entry: ZipEntry, to archive: OpaquePointer) throws(ZipError) {
  guard let source = try unsafe source(of: entry.content) else { throw unsafe ZipError(error: zip_get_error(archive)) }
  let index = unsafe zip_file_add(archive, entry.path, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
  guard index >= 0 else {
    unsafe zip_source_free(source)
    throw unsafe ZipError(error: zip_get_error(archive))
  }
  let place = zip_uint64_t(index)
  guard unsafe zip_set_file_compression(archive, place, ZIP_CM_STORE, 0) == 0,
    unsafe zip_file_set_dostime(archive, place, 0, firstDay, 0) == 0,
    unsafe zip_file_set_external_attributes(archive, place, 0, zip_uint8_t(ZIP_OPSYS_UNIX), plainFile) == 0
  else { throw unsafe ZipError(error: zip_get_error(archive)) }
}

/// The first of January 1980, the earliest that the format can say (4.4.6 of the APPNOTE: MS-DOS date).
private let firstDay: zip_uint16_t = 1 << 5 | 1
/// As in `stat.h`: a regular file that its owner writes and all read.
private let plainFile: zip_uint32_t = 0o100644 << 16

private func source(of content: ZipEntry.Content) throws(ZipError) -> OpaquePointer? {
  var error = unsafe zip_error_t()
  unsafe zip_error_init(&error)
  defer { unsafe zip_error_fini(&error) }
  let source: OpaquePointer?
  switch content {
  case .file(let url):
    unsafe source = zip_source_file_create(url.path(percentEncoded: false), 0, -1, &error)
  case .data(let data):
    // The library frees the copy when it is done with it, unless it is empty.
    var copy: UnsafeMutableRawPointer?
    if !data.isEmpty {
      unsafe copy = malloc(data.count)
      guard let copy = unsafe copy else { throw ZipError(description: "out of memory", code: .ENOMEM) }
      unsafe data.copyBytes(to: UnsafeMutableRawBufferPointer(start: copy, count: data.count))
    }
    unsafe source = zip_source_buffer_create(copy, zip_uint64_t(data.count), 1, &error)
    if unsafe source == nil { unsafe free(copy) }
  }
  guard let source = unsafe source else { throw unsafe ZipError(error: &error) }
  return unsafe source
}

extension ZipError {
  fileprivate init(error: UnsafeMutablePointer<zip_error_t>) {
    unsafe description = String(cString: zip_error_strerror(error))
    let isSystems = unsafe zip_error_system_type(error) == ZIP_ET_SYS
    code = unsafe isSystems ? POSIXError.Code(rawValue: zip_error_code_system(error)) : nil
  }
}
