// A round of questions: a chapter's quiz, the closing quiz, those at a pause of the video, or practice of what was missed.

// {kind: 'quiz' | 'pause' | 'practice', place, list, at, time, before, question, answer, tries, hints, grade, isOver, isShown, since, log}; `time` is where the
// video paused, `before` holds what was answered before the round.
let round = null;

function openQuiz(place) {
  const list = quizzes[place];
  let at = list.findIndex(question => isAsked(question) && stateOf(question) === 'none');
  if (at < 0) at = list.findIndex(isAsked);
  if (at < 0) return;
  if (isAnswered(place)) at = 0;
  while (at > 0 && !isAsked(list[at - 1])) at--;
  startRound('quiz', place, list, at);
}
function openPractice(list, place) {
  startRound('practice', place, list, 0);
}
function startRound(kind, place, list, at, time) {
  closeMenu();
  endPart();
  progress.began = true;
  round = {kind, place, list, at, time, log: record(), before: record()};
  if (kind === 'quiz' && !isAnswered(place)) {
    for (const question of list) if (stateOf(question) !== 'none') round.log[question.key] = round.before[question.key] = stateOf(question);
  }
  openQuestion();
}
// The place of the next question that isn't answered yet; the list's length where there is none.
function following() {
  let at = round.at + 1;
  while (at < round.list.length && round.before[round.list[at].key]) at++;
  return at;
}
// The question that was open when the page was left, with what was entered.
function resumeQuiz(open) {
  isStarted = true;
  hideCover();
  startRound(open.kind, open.place, open.keys.map(key => questions.get(key)), open.at, open.time);
  const {question} = round;
  if (open.answer === undefined || open.answer === null || !kindOf(question).accepts(question, open.answer)) return;
  round.answer = open.answer;
  drawQuestion();
  focusOn(byId('stem'));
}

function openQuestion() {
  const question = round.list[round.at];
  Object.assign(round, {question, answer: kindOf(question).fresh(question), tries: 0, hints: 0, grade: null, isOver: false, isShown: false, since: Date.now()});
  keepOpenQuestion();
  showMode('quiz');
  drawChapterList();
  drawQuestion();
  focusOn(byId('stem'));
  showCardTop();
}
function keepOpenQuestion() {
  progress.open = {kind: round.kind, place: round.place, keys: round.list.map(question => question.key), at: round.at, answer: round.answer, time: round.time};
  saveProgress();
}

function check() {
  const {question, answer, grade} = round, kind = kindOf(question);
  if (grade) return;
  if (!kind.isReady(question, answer)) {
    toast(word(kind.notReady ? kind.notReady(answer) : 'answerFirst'));
    const field = firstOf('fieldset input') || firstOf('fieldset select, fieldset textarea');
    if (field) field.focus();
    return;
  }
  round.tries++;
  round.grade = kind.grade(question, answer);
  tellAnswer();
  if (round.grade.isUngraded) {
    progress.texts[question.key] = answer;
    settle('written');
  } else if (isWhole(round.grade)) settle(round.tries === 1 ? 'right' : 'later');
  drawQuestion();
  afterCheck();
}
function settle(state) {
  round.isOver = true;
  round.log[round.question.key] = progress.states[round.question.key] = state;
  saveProgress();
  drawChapterList();
}
// Focus goes to the button that goes on; the verdict is read from the status region, which is filled after focus has moved.
function afterCheck() {
  const region = byId('feedback'), nodes = [...region.childNodes];
  region.textContent = '';
  setTimeout(() => append(region, nodes), 30);
  focusOn(firstOf('.foot .primary'));
  setTimeout(() => {
    const foot = firstOf('.foot');
    if (foot && foot.getBoundingClientRect().bottom > innerHeight) foot.scrollIntoView({block: 'end'});
  }, 60);
}
function tryAgain() {
  const firstWrong = round.grade.parts.indexOf(false);
  round.grade = null;
  round.since = Date.now();
  drawQuestion();
  const fields = document.querySelectorAll('#card fieldset :is(.select, .input)');
  const field = fields[firstWrong] || firstOf('fieldset input:checked') || firstOf('fieldset input')
    || firstOf('.order > li:nth-child(' + (firstWrong + 1) + ') button:enabled');
  if (!field) return;
  field.focus();
  if (field.type === 'text') field.select();
}
function showSolution() {
  const {question} = round, kind = kindOf(question);
  round.answer = kind.solution(question);
  const grade = kind.grade(question, round.answer);
  round.grade = {...grade, share: 1, parts: grade.parts.map(() => true)};
  round.isShown = true;
  settle('missed');
  drawQuestion();
  afterCheck();
}
function showHint() {
  round.hints++;
  drawQuestion();
  byId('hints').focus();
}
function nextQuestion() {
  round.at = following();
  if (round.at < round.list.length) return openQuestion();
  if (round.kind === 'pause') goOnFromPause(true); else showResult();
}

// On a small screen, or where its top is out of view, the card comes to the top.
function showCardTop() {
  const top = byId('card').getBoundingClientRect().top;
  if (top < 0 || top > 240 || innerWidth <= 900) scrollTo(0, Math.max(0, scrollY + top - 8));
}
