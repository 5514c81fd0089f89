// The player: one media element plays, a second one holds the next chapter ready.

let media = byId('media-a'), spare = byId('media-b');
// The chapter on the stage.
let current = 0;
// True once something was played since the page was opened.
let isStarted = false;
// True where the current chapter's file could not be loaded.
let isFailed = false;
// While a part is watched for a question: {end, back}.
let watching = null;

const fileOf = index => chapters[index].media.path.split('/').map(encodeURIComponent).join('/');

function attach(element, index) {
  const file = fileOf(index);
  if (element.file === file) return;
  if (element.src.startsWith('blob:')) URL.revokeObjectURL(element.src);
  element.file = file;
  element.isWhole = false;
  element.wanted = null;
  if (chapters[index].poster && !chapters[index].media.isSound) element.poster = chapters[index].poster;
  else element.removeAttribute('poster');
  element.src = file;
}

// Holds a chapter ready that is about to be chosen, unless the next one is about to follow by itself.
function prepare(index) {
  if (index === current || duration() - now() < 15) return;
  spare.preload = 'metadata';
  attach(spare, index);
}

// A browser that can't play the picture may play the sound alone, over a black box, and call that no error.
const isUnplayable = index => byId('media-a').canPlayType(chapters[index].media.type) === '';
const hasFailed = element => element.error !== null
  || element.readyState > 0 && element.videoWidth === 0 && !chapters[current].media.isSound && isUnplayable(current);

// Puts a chapter on the stage, at a time in seconds if one is given.
function loadChapter(index, at, plays) {
  const file = fileOf(index);
  if (media.file !== file) {
    media.pause();
    if (spare.file === file) {
      media.dataset.off = '';
      [media, spare] = [spare, media];
      delete media.dataset.off;
    }
  }
  current = index;
  countedTo = null;
  attach(media, index);
  isFailed = hasFailed(media);
  media.preload = 'metadata';
  media.playbackRate = media.defaultPlaybackRate = preferences.rate;
  media.muted = preferences.isMuted;
  progress.chapter = chapters[index].id;
  playedTo = at === null || at === undefined ? now() : at > 0 ? at : -1;
  if (at !== null && at !== undefined) progress.time = at;
  const go = () => {
    if (at !== null && at !== undefined) jump(at);
    if (plays) play();
  };
  media.onloadedmetadata = null;
  if (media.readyState > 0) go();
  else media.onloadedmetadata = () => { media.onloadedmetadata = null; go(); };
  showBusy(false);
  shapeStage();
  loadCaptions();
  drawAll();
  if (!isStarted && !plays) drawCover();
}

function play() {
  isStarted = true;
  progress.began = true;
  hideCover();
  drawChapterList();
  const promise = media.play();
  if (promise) promise.catch(() => drawPlay());
}
function togglePlay() {
  if (mode !== 'video' || isFailed) return;
  if (media.paused) play(); else media.pause();
}

// The manifest's, for a file may hold frames behind the chapter's end: an edit list hides them, and browsers play them all the same.
const duration = () => chapters[current].media.duration || (Number.isFinite(media.duration) ? media.duration : 1);
const isPastEnd = () => isStarted && !media.paused && media.duration > duration() + .1 && media.currentTime >= duration();
// The wanted time counts as long as the element can't say its own.
const now = () => isFailed || !media.readyState || (media.isWhole && !media.src.startsWith('blob:')) ? progress.time : media.currentTime;

function seek(time) {
  const target = Math.min(Math.max(0, time), Math.max(0, duration() - .05));
  progress.time = target;
  if (media.readyState) jump(target);
  tick(true);
}

// A server without byte ranges can't seek, and setting `currentTime` would fall back to 0: then, and only then, the chapter is read whole.
function jump(time) {
  const element = media, file = element.file;
  progress.time = element.wanted = time;
  countedTo = null;
  playedTo = time > 0 ? time : -1;
  if (Math.abs(element.currentTime - time) < .02 && !element.isWhole) return;
  const canSeek = element.seekable.length > 0 && element.seekable.end(element.seekable.length - 1) > 0;
  if (canSeek || !/^http/.test(location.protocol) || element.isWhole) {
    element.currentTime = time;
    return;
  }
  element.isWhole = true;
  fetch(file).then(response => response.blob()).then(blob => {
    if (element.file !== file) return;
    const wasPlaying = !element.paused;
    element.addEventListener('loadedmetadata', () => {
      element.currentTime = element.wanted;
      if (element === media && mode === 'video' && (wasPlaying || watching)) play();
    }, {once: true});
    element.src = URL.createObjectURL(blob);
    element.playbackRate = element.defaultPlaybackRate = preferences.rate;
  }, () => { element.isWhole = false; });
}

// The chapter's time up to which what is played was counted; null where it jumped.
let countedTo = null;
function countPlayed(time) {
  if (!media.readyState || media.seeking) return;
  if (countedTo !== null && time > countedTo) {
    addPlayed(chapters[current], countedTo, time);
    drawSeen(current);
  }
  countedTo = time;
}

let savedAt = 0;
// What follows the time: the time line, what was seen, the transcript, the end of a watched part, the next chapter.
function tick(isForced) {
  const time = now(), length = duration();
  drawTime(time, length);
  progress.time = time;
  if (isStarted) countPlayed(time);
  if (watching && time >= watching.end - .05 && mode === 'video') return leavePart();
  if (isStarted && asksAt(time)) return;
  if (isPastEnd()) {
    media.pause();
    return ended();
  }
  if (progress.began && (isForced || Date.now() - savedAt > 2000)) {
    savedAt = Date.now();
    saveProgress();
  }
  markCue();
  if (length - time < 15 && current + 1 < chapters.length && isStarted && (spare.file !== fileOf(current + 1) || spare.preload !== 'auto')) {
    spare.preload = 'auto';
    attach(spare, current + 1);
  }
}

function ended() {
  countPlayed(now());
  saveProgress();
  if (watching) return leavePart();
  // A part that was watched may end where the chapter does: the question is back already.
  if (mode === 'video') goOn();
}
// What comes after the current chapter: its quiz, the next chapter, the closing quiz, the end.
function goOn() {
  if (asked(current).length && !isAnswered(current)) openQuiz(current);
  else if (current + 1 < chapters.length) goTo(current + 1, 0, true);
  else if (asked(CLOSING).length && !isAnswered(CLOSING)) openQuiz(CLOSING);
  else showClosing();
}

const showBusy = isBusy => byId('stage').setAttribute('aria-busy', String(isBusy));
function fail() {
  isFailed = true;
  media.pause();
  drawStage();
  tick();
}

for (const element of [media, spare]) {
  const listen = (events, act) => {
    for (const event of events) element.addEventListener(event, () => { if (element === media) act(); });
  };
  listen(['timeupdate'], () => { if (isStarted) tick(); });
  // Also where the browser's own controls jumped.
  listen(['seeking'], () => { countedTo = null });
  listen(['seeked'], () => {
    const isWanted = media.wanted !== null && Math.abs(media.currentTime - media.wanted) < .1, at = isWanted ? media.wanted : media.currentTime;
    playedTo = at > 0 ? at : -1;
  });
  listen(['loadedmetadata', 'seeked'], () => tick());
  listen(['loadedmetadata'], () => { if (hasFailed(element)) fail(); });
  listen(['play', 'seeked'], () => { countedTo = now() });
  listen(['play', 'pause'], drawPlay);
  // A sign that it loads, where that takes a while.
  let slow;
  element.addEventListener('waiting', () => { clearTimeout(slow); slow = setTimeout(() => showBusy(element === media && !media.paused), 500); });
  for (const event of ['playing', 'pause', 'error', 'emptied']) element.addEventListener(event, () => { clearTimeout(slow); if (element === media) showBusy(false); });
  listen(['ended'], ended);
  listen(['click'], togglePlay);
  listen(['error'], fail);
  element.addEventListener('webkitbeginfullscreen', () => { textTrack(element).mode = 'showing' });
  element.addEventListener('webkitendfullscreen', () => { textTrack(element).mode = 'hidden' });
}
