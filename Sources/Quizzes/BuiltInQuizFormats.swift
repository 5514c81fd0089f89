/// The question formats that chop knows, in the order in which they are tried: the strictest first.
public let builtInQuizFormats: [any QuizFormat] = [
  MoodleXML(),
  YAMLQuestions(),
  CSVQuestions(),
  MarkdownQuestions(),
  Aiken(),
  GIFT(),
  AnkiNotes(),
]
