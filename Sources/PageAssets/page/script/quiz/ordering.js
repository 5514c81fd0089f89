// Items to put in order, moved by buttons, which everybody can use. The answer is the items' places in the right order, as they stand.

// Never the right order to begin with.
function mixed(question) {
  const places = question.answers.map((answer, index) => index), order = shuffled(places, question.key);
  return order.every((place, index) => place === index) ? [...places.slice(1), ...places.slice(0, 1)] : order;
}
// Items of the same text may stand in each other's place.
const isInPlace = (question, answer, at) => answer[at] === at || plain(question.answers[answer[at]].text) === plain(question.answers[at].text);

const ordering = {
  ask: () => 'askOrder',
  fresh: mixed,
  accepts: (question, answer) => Array.isArray(answer) && answer.length === question.answers.length && question.answers.every((each, index) => answer.includes(index)),
  isReady: () => true,
  grade(question, answer) {
    const parts = answer.map((each, at) => isInPlace(question, answer, at)), right = parts.filter(Boolean).length;
    return {share: right / parts.length, isPart: right > 0, parts, right, of: parts.length,
      reasons: answer.map((each, at) => [at + 1 + '. ' + plain(question.answers[each].text), parts[at], question.answers[each].feedback || null])};
  },
  solution: question => question.answers.map((answer, index) => index),
  body(question, view) {
    const list = make('ol', {class: 'order'});
    const move = (at, step) => {
      const answer = [...view.answer], to = at + step, text = spoken(question.answers[answer[at]].text);
      [answer[at], answer[to]] = [answer[to], answer[at]];
      view.set(answer);
      draw();
      // Focus stays on the item that moved.
      const [up, down] = list.children[to].querySelectorAll('button'), same = step < 0 ? up : down;
      (same.disabled ? (step < 0 ? down : up) : same).focus();
      say(word('nowAt', {t: isolated(text), a: to + 1, b: answer.length}));
    };
    const arrow = (name, at, step) => make('button', {type: 'button', class: 'arrow', disabled: at + step < 0 || at + step >= view.answer.length,
      'aria-label': word(name) + ': ' + spoken(question.answers[view.answer[at]].text), on: {click: () => move(at, step)}}, icon(name));
    const draw = () => fill(list, view.answer.map((each, at) => {
      const mark = view.grade ? view.grade.parts[at] : null, {text, feedback} = question.answers[each];
      return make('li', {'data-mark': markWord(mark)}, make('span', {class: 'number', 'aria-hidden': 'true'}, String(at + 1)), rich('span', {}, text),
        mark === null ? make('span', {class: 'arrows'}, arrow('up', at, -1), arrow('down', at, 1)) : markSign(mark),
        mark !== null && feedback ? rich('span', {class: 'reason'}, feedback) : null);
    }));
    draw();
    return list;
  },
  solutionText: question => question.answers.map(answer => plain(answer.text)).join(' · '),
  paper: question => mixed(question).map(each => make('div', {class: 'choice'}, '____ ', rich('span', {}, question.answers[each].text))),
};
