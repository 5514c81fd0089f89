// Pairs. The answer is the right side chosen for each left side, empty for none yet. A pair without a left side is a distractor.

const lefts = question => question.pairs.filter(pair => plain(pair.left) !== '');
const rights = question => [...new Set(question.pairs.map(pair => pair.right))].sort((a, b) => a.localeCompare(b));

const matching = {
  ask: () => 'askMatch',
  fresh: question => lefts(question).map(() => ''),
  accepts: (question, answer) => Array.isArray(answer) && answer.length === lefts(question).length && answer.every(each => typeof each === 'string'),
  isReady: (question, answer) => answer.every(each => each !== ''),
  notReady: () => 'matchAll',
  grade(question, answer) {
    const parts = lefts(question).map((pair, index) => pair.right === answer[index]), right = parts.filter(Boolean).length;
    return {share: right / parts.length, isPart: right > 0, parts, right, of: parts.length,
      reasons: lefts(question).map((pair, index) => [plain(pair.left), parts[index], null])};
  },
  solution: question => lefts(question).map(pair => pair.right),
  body(question, view) {
    const choices = rights(question);
    return make('div', {class: 'pairs'}, lefts(question).map((pair, index) => {
      const mark = view.grade ? view.grade.parts[index] : null, id = 'pair-' + index;
      const set = event => view.set(view.answer.map((each, place) => place === index ? event.target.value : each));
      return make('div', {class: 'pair'}, rich('label', {for: id}, pair.left),
        make('select', {class: 'select', id, disabled: mark !== null, 'data-mark': markWord(mark), on: {change: set}},
          make('option', {value: ''}, word('choose')),
          choices.map(each => said('option', {value: each, selected: view.answer[index] === each}, each))),
        markSign(mark));
    }));
  },
  solutionText: question => lefts(question).map(pair => plain(pair.left) + ' – ' + pair.right).join(' · '),
  paper: question => [lefts(question).map(pair => make('div', {class: 'choice'}, rich('span', {}, pair.left), ' ____________________')),
    said('div', {class: 'choice'}, rights(question).join('  ·  '))],
};
