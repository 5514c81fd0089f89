public import StageGraph

/// Every stage that chop brings, in alphabetical order. A new one is a file of its own and a line here.
public let builtInStages: [StageKind] = [
  StageKind(AssembleLesson.self),
  StageKind(AttachQuizzes.self),
  StageKind(CutChapters.self),
  StageKind(DetectSilence.self),
  StageKind(DetectSlides.self),
  StageKind(ExportLesson.self),
  StageKind(HashRecording.self),
  StageKind(MakePosters.self),
  StageKind(NameChapters.self),
  StageKind(PlaceCuts.self),
  StageKind(PlanChapters.self),
  StageKind(Probe.self),
  StageKind(ReadCaptions.self),
  StageKind(ReadChapterList.self),
  StageKind(ReadEmbeddedCaptions.self),
  StageKind(ReadLessonDetails.self),
  StageKind(ReadQuestions.self),
  StageKind(ReadSlideTitles.self),
  StageKind(RenderFormulas.self),
  StageKind(SplitCaptions.self),
  StageKind(VerifyLesson.self),
  StageKind(WriteManifest.self),
]
