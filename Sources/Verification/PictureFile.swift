internal import Lesson
internal import Timeline

/// Where a chapter has one of the recording's pictures.
struct PictureFile {
  /// Which of the recording's, from 0.
  let place: Int
  /// Of the file, within the lesson.
  let path: String
  /// Which of the file's, from 0.
  let number: Int
}

extension Manifest.Chapter {
  /// The main picture and each further one that has something in the chapter, in the chapter's file or in one of its own.
  ///
  /// - Parameter pictures: the recording's; nil where it isn't at hand: then the further ones that have files of their own.
  func pictureFiles(in media: Manifest.Media, _ range: TimeRange, of pictures: [VideoInfo]?) -> [PictureFile] {
    guard let pictures else {
      return ([media] + (more ?? [])).enumerated().map { PictureFile(place: $0, path: $1.path, number: 0) }
    }
    var files: [PictureFile] = []
    var passed = 0
    for (place, video) in pictures.enumerated() {
      // A track that has nothing in the chapter isn't in its file.
      let isThere = video.range.intersection(range) != nil
      guard place == 0 || isThere else { continue }
      if place > 0, let own = more?.dropFirst(place - 1).first {
        files.append(PictureFile(place: place, path: own.path, number: 0))
      } else {
        files.append(PictureFile(place: place, path: media.path, number: passed))
        if isThere { passed += 1 }
      }
    }
    return files
  }
}
