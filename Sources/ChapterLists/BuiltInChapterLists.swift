/// The chapter list formats that chop knows, in the order in which they are tried: the strictest first.
public let builtInChapterLists: [any ChapterListFormat] = [
  WebVTTChapters(),
  FFMetadataChapters(),
  MatroskaChapters(),
  PodloveChapters(),
  PodcastChapters(),
  OpencastCutMarks(),
  CueSheetChapters(),
  OGMChapters(),
  SubRipChapters(),
  AudacityLabels(),
  TableChapters(.comma),
  TableChapters(.tab),
  MarkupChapters(.markdown),
  MarkupChapters(.mediawiki),
  YouTubeChapters(),
]
