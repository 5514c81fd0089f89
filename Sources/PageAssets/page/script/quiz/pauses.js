// Questions within a chapter: the video stops at their time, asks, and goes on.
//
// Whoever plays over such a time is asked, once: an answered question never stops the video again. Whoever jumps over it isn't held up; what was passed over
// that way is asked at the chapter's end, with the rest of its quiz, or when that part is played after all.

// Up to where the current chapter was played without a jump, in seconds; below 0 where it begins.
let playedTo = -1;

const LAST_PAUSE = .3;
// Those of a chapter that wait for an answer, in the order of their times. At the very end the chapter's quiz asks.
const isPause = (question, place) => place !== CLOSING && Number.isFinite(question.pause) && question.pause < chapters[place].media.duration - LAST_PAUSE;
const pausesOf = place => quizzes[place].filter(question => isPause(question, place)).sort((a, b) => a.pause - b.pause);
const openPauses = () => pausesOf(current).filter(question => isAsked(question) && stateOf(question) === 'none');

// Called at every tick while the video plays: stops it where a question waits. True where it did.
function asksAt(time) {
  if (media.seeking || media.paused || watching || mode !== 'video') return false;
  const from = playedTo;
  playedTo = time;
  const waiting = openPauses();
  const next = waiting.find(question => question.pause > from && question.pause <= time + .02);
  if (next) {
    openPause(next.pause);
    return true;
  }
  // The browser says the time four times a second; a pause shortly ahead is waited for.
  const ahead = waiting.find(question => question.pause > time), wait = ahead ? (ahead.pause - time) / media.playbackRate : 1;
  if (wait < .4) setTimeout(() => tick(), 1000 * wait);
  return false;
}

function openPause(time) {
  const list = pausesOf(current).filter(question => Math.abs(question.pause - time) < .5 && (!isAsked(question) || stateOf(question) === 'none'));
  media.pause();
  playedTo = Math.max(time, now());
  startRound('pause', current, list, 0, playedTo);
}
// Back to where the video stopped, and on.
function goOnFromPause(plays) {
  const {place, time} = round;
  showVideo();
  loadChapter(place, time, plays);
  playedTo = Math.max(time, 0);
  if (plays) focusOn(controls.play);
}

// On the time line: where it pauses, and whether the question there is answered.
function drawMarks() {
  const list = pausesOf(current).filter(isAsked), length = chapters[current].media.duration;
  fill(byId('marks'), list.map(question => make('i', {class: stateOf(question) === 'none' ? '' : 'is-done', vars: {'--at': String(question.pause / length)}})));
  byId('pauses').textContent = list.length ? word('pausesAt', {t: list.map(question => timeIn(clock(question.pause))).join(word('comma'))}) : '';
  if (list.length) seekLine.setAttribute('aria-describedby', 'pauses'); else seekLine.removeAttribute('aria-describedby');
}
