// All is drawn, from where the learner left or where the address leads.

function drawEverything() {
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = word(element.dataset.word);
  byId('rail').setAttribute('aria-label', word('chapters'));
  seekLine.setAttribute('aria-label', word('position'));
  drawTools();
  drawHead();
  drawAbout();
  drawPaper();
  drawAll();
  if (mode === 'quiz' && round) drawQuestion();
  if (mode === 'result') { if (round) showResult(); else showClosing(); }
  if (!isStarted) drawCover();
}

function startPage() {
  applyTheme();
  chooseLanguage(preferences.language || lesson.language);
  isKept = savePreferences();
  loadProgress();
  makeControls();
  // Whoever reloads, or comes back, goes on where they were.
  const [way] = performance.getEntriesByType('navigation');
  const linked = progress.began && way && way.type !== 'navigate' ? null : linkedPlace(), kept = chapters.findIndex(chapter => chapter.id === progress.chapter);
  const open = progress.open;
  const index = linked ? linked.index : Math.max(0, kept);
  const time = linked ? linked.time : kept < 0 ? 0 : progress.time;
  if (linked) progress.open = null;
  loadChapter(index, time, false);
  progress.open = linked ? null : open;
  drawEverything();
  showTab(byId('columns').classList.contains('is-tall') && innerWidth > 900 && chapters.some(chosenTranscript) ? 'transcript' : 'chapters', true);
  showCurrentEntry();
}
addEventListener('pagehide', () => { if (progress.began) saveProgress(); });

startPage();
