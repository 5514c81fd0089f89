// How far the learner is: place, what was watched, and the state of each question: `right` (at once), `later` (after another try), `missed`
// (to repeat), `written` (an essay), `none`.

const PROGRESS = 'chop:lesson:' + lesson.id;
const STATES = ['right', 'later', 'missed', 'written'];
let progress = freshProgress();

// A record by ids that files bring, `__proto__` among them.
function record() { return Object.create(null); }
function freshProgress() {
  return {began: false, chapter: '', time: 0, seen: record(), states: record(), texts: record(), open: null};
}
function loadProgress() {
  const old = lms ? lms.progress() : stored(PROGRESS), object = value => value && typeof value === 'object' ? value : {};
  progress.began = old.began === true;
  progress.chapter = String(old.chapter || '');
  progress.time = Number.isFinite(old.time) ? old.time : 0;
  for (const chapter of chapters) {
    const share = object(old.seen)[chapter.id];
    if (Number.isFinite(share)) progress.seen[chapter.id] = Math.min(1, Math.max(0, share));
  }
  for (const key of questions.keys()) {
    if (STATES.includes(object(old.states)[key])) progress.states[key] = old.states[key];
    if (typeof object(old.texts)[key] === 'string') progress.texts[key] = old.texts[key];
  }
  const open = old.open;
  if (open && Array.isArray(open.keys) && open.keys.length && open.keys.every(key => questions.has(key))) {
    progress.open = {kind: String(open.kind), place: Number(open.place), keys: open.keys,
      at: Math.min(Math.max(0, Number(open.at) || 0), open.keys.length - 1), answer: open.answer,
      time: Number.isFinite(open.time) ? open.time : 0};
  }
}
const saveProgress = () => lms ? lms.keep() : store(PROGRESS, progress);

const stateOf = question => progress.states[question.key] || 'none';
const isRight = question => ['right', 'later'].includes(stateOf(question));
const isAnswered = place => asked(place).every(question => stateOf(question) !== 'none');
const seenShare = index => progress.seen[chapters[index].id] || 0;
const isSeen = index => seenShare(index) >= .95;
const isDone = index => isSeen(index) && isAnswered(index);
const isLessonDone = () => chapters.every((chapter, index) => isDone(index)) && isAnswered(CLOSING);
const graded = place => quizzes[place].filter(isGraded);
const rightCount = place => graded(place).filter(isRight).length;
const toRepeat = () => [...questions.values()].filter(question => ['missed', 'later'].includes(stateOf(question)));

// The states of a quiz as dots; what they say stands in words beside them.
const pips = list => make('span', {class: 'pips', 'aria-hidden': 'true'}, list.map(question => make('span', {class: 'pip ' + stateOf(question)})));
const scoreText = place => graded(place).length ? word('rightOf', {a: rightCount(place), b: graded(place).length}) : word('answered');
