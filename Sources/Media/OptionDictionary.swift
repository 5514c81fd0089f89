internal import CFFmpeg
internal import Foundation

/// Options on their way into FFmpeg (`AVDictionary`): what FFmpeg doesn't take is an error, not a line in a log.
struct OptionDictionary: ~Copyable {
  var pointer: OpaquePointer?

  init(_ options: [(String, String)]) {
    for (key, value) in options { av_dict_set(&pointer, key, value, 0) }
  }

  deinit {
    var pointer = pointer
    av_dict_free(&pointer)
  }

  /// Throws where an option was not recognised.
  func checkAllTaken(_ operation: Operation) throws(MediaError) {
    guard let entry = av_dict_get(pointer, "", nil, AV_DICT_IGNORE_SUFFIX) else { return }
    throw operation.error(
      .notPossible, "this FFmpeg doesn't know the option '\(String(cString: entry.pointee.key))'")
  }
}

/// The value of a metadata tag, its first 64 kB; or nil.
func tag(_ name: String, in dictionary: OpaquePointer?) -> String? {
  guard let entry = av_dict_get(dictionary, name, nil, 0), let value = entry.pointee.value else { return nil }
  return String(decoding: UnsafeRawBufferPointer(start: value, count: min(strlen(value), 65_536)), as: UTF8.self)
}

/// The names of metadata tags, in the container's order; a thousand at most.
func tagNames(in dictionary: OpaquePointer?) -> [String] {
  var names: [String] = []
  var entry = av_dict_get(dictionary, "", nil, AV_DICT_IGNORE_SUFFIX)
  while let current = entry, names.count < 1000 {
    names.append(String(cString: current.pointee.key))
    entry = av_dict_get(dictionary, "", current, AV_DICT_IGNORE_SUFFIX)
  }
  return names
}
