// How far the learner is: place, what was played, and the state of each question: `right` (at once), `later` (after another try), `missed`
// (to repeat), `written` (an essay), `none`.

const PROGRESS = 'chop:lesson:' + lesson.id;
const STATES = ['right', 'later', 'missed', 'written'];
let progress = freshProgress();

// A record by ids that files bring, `__proto__` among them.
function record() { return Object.create(null); }
function freshProgress() {
  return {began: false, chapter: '', time: 0, played: record(), states: record(), texts: record(), open: null};
}
const object = value => value && typeof value === 'object' ? value : {};

// A chapter's part from one second to another was played: `played` holds such parts in order, none of which touch.
function addPlayed({id, media}, from, to) {
  const isNear = part => part[0] <= to + .1 && part[1] >= from - .1, parts = progress.played[id] || [], near = parts.filter(isNear);
  const joined = [Math.max(0, Math.min(from, ...near.map(part => part[0]))), Math.min(media.duration, Math.max(to, ...near.map(part => part[1])))];
  if (joined[1] > joined[0]) progress.played[id] = [...parts.filter(part => !isNear(part)), joined].sort((a, b) => a[0] - b[0]);
}
// Of a record: what was played, and what was answered that this page doesn't know of. A record may know but a share: then from the start.
let known = {states: {}, texts: {}};
function adopt(old) {
  for (const chapter of chapters) {
    const parts = object(old.played)[chapter.id], share = object(old.seen)[chapter.id];
    for (const [from, to] of Array.isArray(parts) ? parts.filter(Array.isArray) : [[0, share * chapter.media.duration]]) {
      if (Number.isFinite(from) && Number.isFinite(to)) addPlayed(chapter, from, to);
    }
  }
  for (const key of questions.keys()) {
    const state = object(old.states)[key], text = object(old.texts)[key];
    if (state !== known.states[key] && STATES.includes(state)) progress.states[key] = state;
    if (text !== known.texts[key] && typeof text === 'string') progress.texts[key] = text;
  }
}
function loadProgress() {
  const old = lms ? lms.progress() : stored(PROGRESS);
  progress.began = old.began === true;
  progress.chapter = String(old.chapter || '');
  progress.time = Number.isFinite(old.time) ? old.time : 0;
  adopt(old);
  know();
  const open = old.open;
  if (open && Array.isArray(open.keys) && open.keys.length && open.keys.every(key => questions.has(key))) {
    progress.open = {kind: String(open.kind), place: Number(open.place), keys: open.keys,
      at: Math.min(Math.max(0, Number(open.at) || 0), open.keys.length - 1), answer: open.answer,
      time: Number.isFinite(open.time) ? open.time : 0};
  }
}
const know = () => known = {states: {...progress.states}, texts: {...progress.texts}};
// Another page may have written the same record: what was done there since stays.
function saveProgress() {
  if (lms) return lms.keep();
  adopt(stored(PROGRESS));
  know();
  keepsProgress(store(PROGRESS, progress));
}

const stateOf = question => progress.states[question.key] || 'none';
const isRight = question => ['right', 'later'].includes(stateOf(question));
const isAnswered = place => asked(place).every(question => stateOf(question) !== 'none');
const playedParts = index => progress.played[chapters[index].id] || [];
const seenShare = index => playedParts(index).reduce((sum, [from, to]) => sum + to - from, 0) / chapters[index].media.duration;
const isSeen = index => seenShare(index) >= .95;
const isDone = index => isSeen(index) && isAnswered(index);
const isLessonDone = () => chapters.every((chapter, index) => isDone(index)) && isAnswered(CLOSING);
const graded = place => quizzes[place].filter(isGraded);
const rightCount = place => graded(place).filter(isRight).length;
const toRepeat = () => [...questions.values()].filter(question => ['missed', 'later'].includes(stateOf(question)));

// The states of a quiz as dots; what they say stands in words beside them.
const pips = list => make('span', {class: 'pips', 'aria-hidden': 'true'}, list.map(question => make('span', {class: 'pip ' + stateOf(question)})));
const scoreText = place => graded(place).length ? word('rightOf', {a: rightCount(place), b: graded(place).length}) : word('answered');
