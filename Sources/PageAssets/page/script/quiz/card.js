// The card of the question that is open.

const firstOf = selector => document.querySelector('#card ' + selector);

function drawQuestion() {
  const {question, grade} = round, kind = kindOf(question);
  const card = byId('card');
  card.className = 'card';
  card.setAttribute('aria-labelledby', 'question-name');
  const view = {
    answer: round.answer, grade,
    set(answer) {
      round.answer = view.answer = answer;
      if (byId('check')) byId('check').setAttribute('aria-disabled', String(!kind.isReady(question, answer)));
      keepOpenQuestion();
    },
  };
  const ask = kind.ask(question), isLong = plain(question.stem).length > 180 || richNodes(question.stem).some(isBlock);
  // A heading holds no paragraphs: a stem with blocks stands below it.
  const stem = question.kind === 'cloze'
    ? make('h2', {class: 'unseen', id: 'stem', tabIndex: -1}, word('questionOf', positionOf(round.at)))
    : isLong
    ? [make('h2', {class: 'unseen', id: 'stem', tabIndex: -1}, word(isAsked(question) ? 'questionOf' : 'note', positionOf(round.at))), rich('div', {class: 'stem is-long'}, question.stem)]
    : [rich('h2', {class: 'stem', id: 'stem', tabIndex: -1}, question.stem)];
  const name = make('p', {class: 'eyebrow', id: 'question-name'}, withFormulas(roundTitle()));
  const body = kind.body(question, view);
  fill(card, cardTop(true),
    make('form', {class: 'inner', noValidate: true, on: {submit: event => { event.preventDefault(); check(); }}},
      body ? make('fieldset', {}, make('legend', {}, name, stem), make('p', {class: 'ask'}, word(ask)), body) : make('div', {}, name, stem),
      hintBox(),
      make('div', {class: 'foot'},
        make('div', {id: 'feedback', role: 'status', class: 'feedback' + (!grade ? '' : grade.isUngraded ? ' neutral' : isWhole(grade) ? ' right' : ' wrong')}),
        make('div', {class: 'actions'}, questionActions()))));
  append(byId('feedback'), feedbackNodes());
  // What is wider than the page scrolls by itself, by keys too.
  for (const each of card.querySelectorAll('pre, table, math')) if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
}

function roundTitle() {
  const {kind, place, question} = round;
  return kind === 'practice' ? word('practice') : kind === 'pause' ? word('questionAt', {t: timeIn(clock(question.pause))}) : quizTitle(place);
}

function cardTop(hasPosition) {
  const back = () => {
    if (round && round.kind === 'pause') goOnFromPause(false);
    else {
      showVideo();
      loadChapter(current, null, false);
    }
    focusOn(byId('chapter-title'));
  };
  const {a, b} = hasPosition ? positionOf(round.at) : {};
  return make('div', {class: 'card-top'},
    button('quiet', back, icon('left', 'mirrors'), word(chapters[current].media.isSound ? 'backToSound' : 'backToVideo')),
    hasPosition && isAsked(round.question) ? make('div', {class: 'position'}, make('span', {}, word('questionOf', {a, b})),
      make('span', {class: 'pips', 'aria-hidden': 'true'}, round.list.map((question, index) => isAsked(question)
        ? make('span', {class: 'pip ' + (index === round.at ? 'current' : round.log[question.key] || '')}) : null))) : null);
}
// Descriptions don't count.
function positionOf(at) {
  const isBefore = index => isAsked(round.list[index]);
  const places = round.list.map((question, index) => index).filter(isBefore);
  return {a: places.filter(index => index <= at).length, b: places.length};
}

function hintBox() {
  const {hints} = round.question;
  if (!round.hints) return null;
  return make('div', {class: 'hints', id: 'hints', tabIndex: -1}, hints.slice(0, round.hints).map((hint, index) =>
    make('div', {}, make('b', {}, (hints.length > 1 ? word('hintOf', {a: index + 1, b: hints.length}) : word('hint')) + ': '), rich('span', {}, hint))));
}

const isWhole = grade => grade.share >= .999;
const isPartly = grade => grade.share > 0 || !!grade.isPart;
function verdict() {
  const {grade} = round;
  if (grade.isUngraded) return word(round.question.generalFeedback ? 'compare' : 'kept');
  if (round.isShown) return word('solution');
  if (isWhole(grade)) return word(round.tries > 1 ? 'rightLater' : 'rightNow');
  return isPartly(grade) ? word('partly') + (grade.of > 1 ? ' ' + word('partlyOf', {a: grade.right, b: grade.of}) : '') : word('notQuite');
}
function feedbackNodes() {
  const {grade, question} = round;
  if (!grade || !isAsked(question)) return [];
  const sign = grade.isUngraded ? 'pen' : isWhole(grade) ? 'right-sign' : 'wrong-sign';
  const ending = round.isOver && question.generalFeedback;
  const hasOwn = grade.feedback && (!ending || plain(grade.feedback) !== plain(question.generalFeedback));
  return [make('p', {class: 'verdict'}, icon(sign), verdict()),
    hasOwn ? rich('p', {class: 'because'}, grade.feedback) : null,
    ending ? rich('p', {class: 'because'}, question.generalFeedback) : null,
    // Reasons that stand beside the answers are read along with the verdict.
    grade.reasons ? make('p', {class: 'unseen'}, bareFormulas(grade.reasons.map(([text, isRight, why]) =>
      text + ': ' + word(isRight ? 'isRight' : 'isWrong') + '. ' + (why ? plain(why) + ' ' : '')).join(''))) : null];
}

const endWord = () => round.kind !== 'pause' ? 'toResult' : chapters[round.place].media.isSound ? 'goOnSound' : 'goOnVideo';
function questionActions() {
  const {question, grade} = round, isLast = following() === round.list.length;
  const onward = button('primary', nextQuestion, word(isLast ? endWord() : isAsked(question) ? 'nextQuestion' : 'continue'), icon('right', 'mirrors'));
  const watch = question.span ? button('quiet', () => watchPart(question), icon('again', 'mirrors'), word('watchPart') + ' ', make('span', {class: 'from-wide'}, spanText(question.span))) : null;
  if (round.isOver || !isAsked(question)) return [onward, watch];
  if (grade) return [button('primary', tryAgain, word('tryAgain')), button('quiet', showSolution, word('showAnswer')), watch];
  const isReady = kindOf(question).isReady(question, round.answer), {hints} = question;
  const label = question.kind !== 'essay' ? 'check' : question.generalFeedback ? 'compareMine' : 'keepMine';
  return [make('button', {type: 'submit', class: 'button primary', id: 'check', 'aria-disabled': String(!isReady)}, word(label)),
    round.hints < hints.length ? button('quiet', showHint, icon('hint'), word(round.hints ? 'nextHint' : 'hint')) : null, watch];
}
