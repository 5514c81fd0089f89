// A word or two, compared without regard to spacing, and to capitals unless the question says so; `*` in an accepted text stands for any characters, `\*` for itself.

const spaced = text => text.normalize('NFC').trim().replace(/\s+/g, ' ');
const folded = text => spaced(text).toLocaleLowerCase(lesson.language === 'und' ? 'en' : lesson.language);

// The accepted text in pieces between its stars.
function pieces(pattern) {
  const found = [''];
  for (let index = 0; index < pattern.length; index++) {
    if (pattern[index] === '\\' && pattern[index + 1] === '*') { found[found.length - 1] += '*'; index++; }
    else if (pattern[index] === '*') found.push('');
    else found[found.length - 1] += pattern[index];
  }
  return found;
}
function matches(pattern, text, form) {
  const parts = pieces(form(pattern)), typed = form(text), first = parts[0], last = parts[parts.length - 1];
  if (parts.length === 1) return typed === first;
  if (!typed.startsWith(first) || !typed.endsWith(last) || typed.length < first.length + last.length) return false;
  let from = first.length;
  const to = typed.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const at = typed.indexOf(part, from);
    if (at < 0 || at + part.length > to) return false;
    from = at + part.length;
  }
  return from <= to;
}

const LINE = {class: 'input', type: 'text', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', maxlength: '500', dir: 'auto'};
// A field of one line, shared with numbers. The grade's mark stands beside it.
function fieldBody(view, attributes) {
  const mark = view.grade ? view.grade.parts[0] : null;
  return make('div', {class: 'field'},
    make('input', {...LINE, 'aria-label': word('yourAnswer'), value: view.answer, readOnly: !!view.grade, 'data-mark': markWord(mark),
      on: {input: event => view.set(event.target.value)}, ...attributes}),
    markSign(mark));
}

const shortAnswer = {
  ask: () => 'askShort',
  fresh: () => '',
  accepts: (question, answer) => typeof answer === 'string',
  isReady: (question, answer) => answer.trim() !== '',
  grade(question, answer) {
    const form = question.isCaseSensitive ? spaced : folded;
    const byWeight = [...question.answers].sort((a, b) => b.weight - a.weight);
    const exact = byWeight.find(each => pieces(each.text.text).length === 1 && matches(each.text.text, answer, form));
    const hit = exact || byWeight.find(each => matches(each.text.text, answer, form));
    const share = hit ? Math.max(0, hit.weight / 100) : 0;
    return {share, parts: [share >= .999], feedback: hit ? hit.feedback : null};
  },
  // A text with stars shows as what it begins and ends with.
  solution(question) {
    const good = question.answers.filter(each => each.weight >= 99.9);
    const best = good.find(each => pieces(each.text.text).length === 1) || good[0] || question.answers[0];
    return pieces(best.text.text).join('…').replace(/^…|…$/g, '').trim();
  },
  body: (question, view) => fieldBody(view, {}),
  solutionText: question => shortAnswer.solution(question),
  paper: () => make('div', {class: 'line'}),
};
