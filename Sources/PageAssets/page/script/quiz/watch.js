// "Watch that part again": the stretch of the video where the answer lies, and back to where one was.

function watchSpan(span, text, label, back) {
  const kept = round;
  showMode('video');
  round = null;
  // Before the chapter is loaded: the end of the part is looked for at every tick.
  watching = {end: span.end, back: () => { round = kept; back(); }};
  progress.time = span.start;
  loadChapter(span.chapter, span.start, true);
  const banner = byId('banner');
  banner.hidden = false;
  byId('banner-text').textContent = text;
  byId('banner-button').textContent = label;
  focusOn(byId('banner-button'));
  scrollTo(0, 0);
}
function watchPart(question) {
  const {span} = question;
  const text = word('watching', {a: timeIn(clock(span.start)), b: timeIn(clock(span.end)), n: positionOf(round.at).a});
  watchSpan(span, text, word('backToQuestion'), () => {
    showMode('quiz');
    drawChapterList();
    drawQuestion();
    focusOn(round.grade ? firstOf('.foot .primary') : byId('stem'));
    showCardTop();
  });
}
function endPart() {
  watching = null;
  byId('banner').hidden = true;
}
function leavePart() {
  const {back} = watching;
  media.pause();
  endPart();
  back();
}
byId('banner-button').addEventListener('click', leavePart);
