extension AnnouncementPhrases {
  /// To another topic, to a worked example, to the end. "Next" alone is as often about the next step.
  static let english = AnnouncementPhrases(
    codes: ["en", "eng"], openers: "so okay ok now well alright all right and then good great fine finally",
    [
      "let us now", "let's now", "let us turn to", "let's turn to", "let us move on", "let's move on", "let me move on",
      "let us go on", "let's go on", "let me turn to", "moving on", "turning to", "we now turn to", "we now come to",
      "we come to", "i now turn to", "next topic", "the next topic", "our next topic", "the next part",
      "the next section",
      "the next chapter", "the next point", "the next question", "in the next part", "in the next section", "next we",
      "next i", "next let's", "next let us", "next up", "the first topic", "the second topic", "the third topic",
      "the last topic", "the second part", "the third part", "the last part",
      "let us look at an example", "let's look at an example", "let us do an example", "let's do an example",
      "let us take an example", "let's take an example", "let us work through", "let's work through",
      "here is an example",
      "here's an example",
      "let us begin with", "let's begin with", "let us start with", "let's start with", "to summarize", "to summarise",
      "to sum up", "in summary", "in conclusion", "to conclude", "let us summarize", "let's summarize", "let us recap",
      "let's recap",
    ])
}
