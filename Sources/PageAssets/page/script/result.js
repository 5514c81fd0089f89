// How a quiz went, and the card that closes the lesson.

const SIGNS = {right: 'right-sign', later: 'again', missed: 'wrong-sign', written: 'pen', none: 'quiz'};
const STATE_WORDS = {right: 'stateRight', later: 'stateLater', missed: 'stateMissed', written: 'stateWritten', none: 'stateNone'};

function showResultCard(eyebrow, title, lede, content, actions) {
  progress.open = null;
  saveProgress();
  const card = byId('card');
  card.className = 'card is-result';
  card.setAttribute('aria-labelledby', 'stem');
  fill(card, cardTop(false), make('div', {class: 'inner'}, make('p', {class: 'eyebrow'}, typeof eyebrow === 'string' ? withFormulas(eyebrow) : eyebrow), make('h2', {class: 'big', id: 'stem', tabIndex: -1}, title),
    make('p', {class: 'lede'}, lede), content, make('div', {class: 'foot'}, make('div', {class: 'actions'}, actions))));
  showMode('result');
  drawChapterList();
  focusOn(byId('stem'));
  showCardTop();
}

function resultRow(question, state, back) {
  const {span} = question;
  const watch = () => watchSpan(span, chapterTitle(chapters[span.chapter]) + ' ' + spanText(span), word('backToResult'), back);
  const text = progress.texts[question.key];
  return make('li', {}, make('span', {class: 'sign ' + state}, icon(SIGNS[state])),
    make('div', {}, said('span', {class: 'question'}, plain(question.stem)), make('span', {class: 'word'}, word(STATE_WORDS[state])),
      state === 'written' && text ? make('p', {class: 'own-words', dir: 'auto'}, text) : null),
    span && state !== 'right' ? make('button', {type: 'button', class: 'button quiet', 'aria-label': word('watchSpan', {a: spanText(span)}) + ': ' + spoken(question.stem), on: {click: watch}},
      icon('again', 'mirrors'), spanText(span)) : null);
}

function showResult() {
  const {kind, place, list, log} = round, isPractice = kind === 'practice';
  const counted = list.filter(isGraded), listed = list.filter(isAsked);
  const state = question => log[question.key] || stateOf(question);
  const atOnce = counted.filter(question => state(question) === 'right').length;
  const good = isPractice ? atOnce : counted.filter(question => ['right', 'later'].includes(state(question))).length;
  const missed = counted.filter(question => state(question) !== 'right');
  const title = isPractice ? word('practiceDone') : !counted.length ? word('answeredAll')
    : good === counted.length ? word('allRight', {n: counted.length}) : word('rightOf', {a: good, b: counted.length});
  const lede = isPractice ? word('practiceLede', {a: atOnce, b: counted.length}) : word(missed.length ? 'someAgain' : 'quietMind');
  const next = chapters[place + 1];
  const onward = isPractice || place >= chapters.length - 1
    ? place === CLOSING - 1 && !isPractice && asked(CLOSING).length && !isAnswered(CLOSING)
      ? button('primary', () => openQuiz(CLOSING), word('closingQuiz'), icon('right', 'mirrors'))
      : button('primary', showClosing, word(isPractice ? 'backToResult' : 'seeResult'), icon('right', 'mirrors'))
    : button('primary', () => { goTo(place + 1, 0, true); focusOn(controls.play); },
      withFormulas(word('goOn', {t: isolated(next.title)})), icon('right', 'mirrors'));
  showResultCard(isPractice ? word('practice') : quizTitle(place), title, lede,
    make('ul', {class: 'results'}, listed.map(question => resultRow(question, state(question), showResult))),
    [onward, missed.length ? button('second', () => openPractice(missed, place), word('redo')) : null]);
}

function showClosing() {
  closeMenu();
  endPart();
  round = null;
  const all = [...questions.values()].filter(isGraded), hasEssays = [...questions.values()].some(question => question.kind === 'essay');
  const atOnce = all.filter(question => stateOf(question) === 'right').length;
  const repeat = toRepeat(), done = chapters.filter((chapter, index) => isDone(index)).length;
  const lede = !isLessonDone() ? word('closingOpen', {a: done, b: chapters.length})
    : !all.length ? word('closingPlain')
    : word('closingDone', {a: atOnce, b: all.length}) + ' ' + (repeat.length ? word('worthRepeating', {n: repeat.length}) : word('nothingToRepeat'));
  const rows = [...chapters.map((chapter, index) => [chapterTitle(chapter), index]), ...(asked(CLOSING).length ? [[word('closingQuiz'), CLOSING]] : [])];
  const scores = make('ul', {class: 'scores'}, rows.map(([title, place]) => make('li', {}, said('span', {}, title), pips(asked(place)),
    make('span', {class: 'count'}, asked(place).length ? scoreText(place) : word(isSeen(place) ? 'watched' : 'notStarted')))));
  const legend = all.length ? make('p', {class: 'legend', 'aria-hidden': 'true'}, ['right', 'later', 'missed', ...(hasEssays ? ['written'] : []), 'none'].map(state =>
    make('span', {}, make('span', {class: 'pip ' + state}), word(STATE_WORDS[state])))) : null;
  showResultCard(said('span', {}, lesson.title), word(isLessonDone() ? 'closing' : 'closingSoFar'), lede,
    [scores, legend, repeat.length ? [make('h3', {class: 'section'}, word('repeat')),
      make('ul', {class: 'results'}, repeat.map(question => resultRow(question, stateOf(question), showClosing)))] : null],
    [repeat.length ? button('primary', () => openPractice(repeat, null), word('practise', {n: repeat.length})) : null,
      button(repeat.length ? 'quiet' : 'second', () => { goTo(0, 0, true); focusOn(controls.play); }, word('watchFromStart')),
      feedbackLink()]);
}
