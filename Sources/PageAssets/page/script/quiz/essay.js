// An essay is kept and compared with what the teacher says, never graded; a description asks nothing.

const essay = {
  ask: () => 'askEssay',
  fresh: question => progress.texts[question.key] || '',
  accepts: (question, answer) => typeof answer === 'string',
  isReady: (question, answer) => answer.trim() !== '',
  grade: () => ({share: 0, parts: [], isUngraded: true}),
  solution: () => '',
  body: (question, view) => make('textarea', {class: 'input', rows: 6, maxlength: '20000', dir: 'auto', 'aria-label': word('yourAnswer'), readOnly: !!view.grade,
    on: {input: event => view.set(event.target.value)}}, view.answer),
  solutionText: question => plain(question.generalFeedback),
  paper: () => [1, 2, 3, 4, 5].map(() => make('div', {class: 'line is-long'})),
};

const description = {
  ask: () => null,
  fresh: () => null,
  accepts: () => true,
  isReady: () => true,
  grade: () => ({share: 0, parts: [], isUngraded: true}),
  solution: () => null,
  body: () => null,
  solutionText: () => '',
  paper: () => null,
};
