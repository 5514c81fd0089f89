// What stands on the stage: the video, a question, or a result; and the chapter's line below it.

let mode = 'video';

function showMode(name) {
  mode = name;
  const isVideo = name === 'video';
  byId('stage').hidden = !isVideo;
  byId('chapter').hidden = !isVideo;
  byId('card').hidden = isVideo;
  byId('about').hidden = !isVideo || !byId('about').childNodes.length;
  if (!isVideo) media.pause();
  byId('columns').dataset.mode = name;
  shapeStage();
}
// Back to the video, wherever one was.
function showVideo() {
  watching = null;
  round = null;
  progress.open = null;
  byId('banner').hidden = true;
  showMode('video');
}
function goTo(index, time, plays) {
  closeMenu();
  showVideo();
  if (!plays) isStarted = false;
  loadChapter(index, time, plays);
  showCurrentEntry();
  scrollTo({top: 0, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'});
}

function shapeStage() {
  const {width, height, isSound} = chapters[current].media, columns = byId('columns');
  const isTall = !isSound && height > width;
  columns.classList.toggle('is-tall', isTall && mode === 'video');
  columns.classList.toggle('is-sound', isSound && mode === 'video');
  if (!isSound && !isTall && width && height) columns.style.setProperty('--ratio', String(width / height));
}

function drawAll() {
  drawStage();
  drawControls();
  drawChapterList();
  drawChapterLine();
  drawTranscript();
  tick();
}

function drawStage() {
  const chapter = chapters[current], {isSound} = chapter.media;
  byId('stage').setAttribute('aria-label', word(isSound ? 'sound' : 'video'));
  byId('fail').hidden = !isFailed;
  if (isFailed) {
    byId('cover').hidden = true;
    const kind = isUnplayable(current) ? 'failKind' : 'fail';
    fill(byId('fail'), make('b', {}, word(isSound ? `${kind}Sound` : kind)), make('p', {}, word(`${kind}Help`)));
  }
  byId('sound').hidden = !isSound;
  if (!isSound) return;
  const cover = chapter.poster && make('img', {src: chapter.poster, alt: '', on: {error: event => event.target.remove()}});
  fill(byId('sound'), cover, make('div', {class: 'words'}, make('small', {}, word('chapterOf', {a: chapter.number, b: chapters.length})),
    said('b', {}, chapter.title), make('span', {class: 'bars', 'aria-hidden': 'true'}, [1, 2, 3, 4, 5].map(() => make('i')))));
}

function drawChapterLine() {
  const chapter = chapters[current], hasNext = current + 1 < chapters.length;
  fill(byId('chapter-title'), said('span', {}, chapterTitle(chapter)));
  fill(byId('chapter-summary'), said('span', {}, chapter.summary));
  byId('chapter-summary').hidden = !chapter.summary;
  const isWaiting = isSeen(current) && !isAnswered(current);
  const next = hasNext ? ['nextChapter', () => { goTo(current + 1, 0, true); focusOn(controls.play); }]
    : asked(CLOSING).length ? ['closingQuiz', () => openQuiz(CLOSING)] : null;
  refill(byId('chapter-actions'), controls.play,
    asked(current).length ? button(isWaiting ? 'primary' : 'second', () => openQuiz(current), icon('quiz'), word(isAnswered(current) ? 'quizAgain' : 'takeQuiz')) : null,
    next ? button(isDone(current) ? 'primary' : 'second', next[1], word(next[0]), icon('right', 'mirrors')) : null,
    make('span', {class: 'menu-place'}, make('button', {type: 'button', class: 'button quiet', id: 'copy-link', 'aria-haspopup': 'menu', 'aria-expanded': 'false',
      on: {click: event => toggleMenu(event.currentTarget, [[word('linkChapter'), () => copyLink(false)], [word('linkMoment', {t: timeIn(clock(now()))}), () => copyLink(true)]])}},
      icon('link'), word('copyLink'))),
    feedbackLink());
}

// The cover over the picture before anything plays: start, or go on where one left.
function drawCover() {
  const cover = byId('cover');
  cover.hidden = isFailed;
  if (isFailed) return;
  const open = progress.open, canResume = progress.began && (progress.time > 1 || current > 0 || open);
  const number = chapters[current].number;
  const label = !canResume ? word(current || progress.time > 1 ? 'startChapter' : 'start', {n: number})
    : !open ? word('resume', {n: number, t: timeIn(clock(progress.time))})
    : open.kind === 'practice' ? word('resumePractice')
    : open.place === CLOSING ? word('resumeClosing') : word('resumeQuiz', {n: chapters[open.place] ? chapters[open.place].number : number});
  const go = () => {
    if (open) return resumeQuiz(open);
    play();
  };
  const fromStart = () => { goTo(0, 0, true); focusOn(controls.play); };
  fill(cover, make('button', {type: 'button', class: 'go', id: 'go', on: {click: go}}, make('span', {}, icon('play')), make('span', {dir: 'auto'}, label)),
    canResume ? make('button', {type: 'button', class: 'again', on: {click: fromStart}}, word('fromStart')) : null,
    isRefused ? make('p', {class: 'again'}, word('notGraded')) : null);
}
function hideCover() {
  if (byId('cover').contains(document.activeElement)) focusOn(controls.play);
  byId('cover').hidden = true;
  fill(byId('cover'));
}
