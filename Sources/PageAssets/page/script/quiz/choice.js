// True or false, one of several, several of several. The answer is the list of what was chosen, as indices.

const isMany = question => question.kind === 'multiple-choice';
const isGood = answer => answer.weight > 0;

// The words true and false of a true/false question are the interface's.
function ownWord(question, answer) {
  const text = plain(answer.text).toLowerCase();
  return question.kind === 'true-false' && ['true', 'false'].includes(text) ? word(text) : null;
}
function choiceNodes(question, answer) {
  const own = ownWord(question, answer);
  return own ? make('span', {}, own) : rich('span', {}, answer.text);
}
// As a line of text, formulas as they are written; a picture that nobody described is named by its place.
const choiceText = (question, answer) => ownWord(question, answer) || plain(answer.text)
  || '#' + (answerOrder(question).indexOf(question.answers.indexOf(answer)) + 1);

const choice = {
  ask: question => isMany(question) ? 'askMany' : 'askOne',
  fresh: () => [],
  accepts: (question, answer) => Array.isArray(answer) && answer.every(index => Number.isInteger(index) && index >= 0 && index < question.answers.length),
  isReady: (question, answer) => answer.length > 0,

  grade(question, answer) {
    const chosen = answer.map(index => question.answers[index]);
    if (!isMany(question)) {
      return {share: Math.max(0, chosen[0].weight / 100), parts: [chosen[0].weight >= 99.9], feedback: chosen[0].feedback};
    }
    const good = question.answers.filter(isGood).length, right = chosen.filter(isGood).length;
    const isWhole = right === good && right === chosen.length;
    const sum = chosen.reduce((total, each) => total + each.weight, 0) / 100;
    return {
      share: isWhole ? 1 : Math.min(.99, Math.max(0, sum)), isPart: right > 0, parts: chosen.map(isGood), right, of: right < chosen.length ? 0 : good,
      reasons: answer.map(index => [choiceText(question, question.answers[index]), isGood(question.answers[index]), question.answers[index].feedback]),
    };
  },

  solution(question) {
    const best = Math.max(...question.answers.map(answer => answer.weight));
    const places = question.answers.map((answer, index) => index);
    return isMany(question) ? places.filter(index => isGood(question.answers[index])) : [places.find(index => question.answers[index].weight === best)];
  },

  body(question, view) {
    const {grade} = view, order = answerOrder(question);
    const option = index => {
      const answer = question.answers[index], isOn = view.answer.includes(index);
      const mark = grade && isOn ? (isMany(question) ? isGood(answer) : answer.weight >= 99.9) : null;
      return make('label', {class: 'option' + (grade && mark === null ? ' is-still' : ''), 'data-mark': markWord(mark)},
        make('input', {
          // A formula alone names nothing to every screen reader.
          'aria-label': spoken(answer.text) !== plain(answer.text) ? spoken(answer.text) : null,
          type: isMany(question) ? 'checkbox' : 'radio', name: 'answer', value: String(index), checked: isOn, disabled: !!grade && !isOn,
          on: {
            click: event => { if (grade) event.preventDefault(); },
            change: event => {
              if (grade) return;
              const others = view.answer.filter(each => each !== index);
              view.set(isMany(question) ? (event.target.checked ? [...others, index].sort((a, b) => a - b) : others) : [index]);
            },
          },
        }),
        choiceNodes(question, answer), markSign(mark),
        mark !== null && isMany(question) && answer.feedback ? rich('span', {class: 'reason'}, answer.feedback) : null);
    };
    return make('div', {class: 'options' + (question.kind === 'true-false' ? ' is-pair' : '')}, order.map(option));
  },

  solutionText: question => choice.solution(question).map(index => choiceText(question, question.answers[index])).join(' · '),
  paper: question => [isMany(question) ? make('p', {}, word('askMany')) : null, answerOrder(question).map(index => make('div', {class: 'choice'},
    make('span', {class: 'box' + (isMany(question) ? '' : ' is-round')}), choiceNodes(question, question.answers[index])))],
};

const markWord = mark => mark === null ? null : mark ? 'right' : 'wrong';
const markSign = mark => mark === null ? null : make('span', {class: 'mark ' + markWord(mark)}, icon(mark ? 'check' : 'cross'), word(mark ? 'isRight' : 'isWrong'));
