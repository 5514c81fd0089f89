// A text with gaps in it, each a question of its own. The answer is a list: what was typed into a gap, or what was chosen, as indices.

const isChoice = gap => gap.kind.endsWith('choice');
const gapLabel = index => word('gapOf', {n: index + 1});

// The text with a field in place of each [[1]]; fields of gaps that the text doesn't name follow it.
function withFields(question, fields) {
  const left = new Map(fields.map((field, index) => [String(index + 1), field]));
  const put = node => {
    if (node instanceof Element) {
      const children = [...node.childNodes].flatMap(put);
      node.replaceChildren(...children);
      return [node];
    }
    return (typeof node === 'string' ? node : node.data).split(/\[\[(\d{1,3})\]\]/).map((part, index) => {
      const field = index % 2 ? left.get(part) : null;
      if (field) left.delete(part);
      return index % 2 ? field || '____' : part;
    });
  };
  return [...richNodes(question.text).flatMap(put), ...[...left.values()].flatMap(field => [' ', field])];
}

const cloze = {
  ask: () => 'askCloze',
  fresh: question => question.gaps.map(gap => isChoice(gap) ? [] : ''),
  accepts: (question, answer) => Array.isArray(answer) && answer.length === question.gaps.length
    && question.gaps.every((gap, index) => kindOf(gap).accepts(gap, answer[index])),
  isReady: (question, answer) => question.gaps.every((gap, index) => kindOf(gap).isReady(gap, answer[index])),
  notReady: () => 'fillAll',
  grade(question, answer) {
    const grades = question.gaps.map((gap, index) => kindOf(gap).grade(gap, answer[index]));
    const parts = grades.map(isWhole), right = parts.filter(Boolean).length;
    const marks = question.gaps.reduce((sum, gap) => sum + gap.mark, 0) || 1;
    const share = grades.reduce((sum, grade, index) => sum + grade.share * question.gaps[index].mark, 0) / marks;
    return {share: right === parts.length ? 1 : Math.min(.99, share), isPart: right > 0, parts, right, of: parts.length,
      reasons: grades.map((grade, index) => [gapLabel(index), parts[index], grade.feedback || null])};
  },
  solution: question => question.gaps.map(gap => kindOf(gap).solution(gap)),
  body(question, view) {
    const fields = question.gaps.map((gap, index) => {
      const mark = view.grade ? view.grade.parts[index] : null;
      const set = value => view.set(view.answer.map((each, place) => place === index ? value : each));
      const shared = {id: 'gap-' + index, 'aria-label': gapLabel(index), disabled: isChoice(gap) && mark !== null, 'data-mark': markWord(mark)};
      const chosen = event => [...event.target.selectedOptions].filter(option => option.value !== '').map(option => Number(option.value));
      const field = isChoice(gap)
        ? make('select', {class: 'select', ...shared, multiple: gap.kind === 'multiple-choice', on: {change: event => set(chosen(event))}},
          gap.kind === 'multiple-choice' ? null : make('option', {value: ''}, word('choose')),
          gap.answers.map((answer, at) => said('option', {value: String(at), selected: view.answer[index].includes(at)}, plain(answer.text))))
        : make('input', {...LINE, ...shared, readOnly: mark !== null, inputmode: gap.kind === 'numeric' ? 'decimal' : null, value: view.answer[index], on: {input: event => set(event.target.value)}});
      return make('span', {class: 'gap'}, field, markSign(mark));
    });
    const reasons = view.grade ? view.grade.reasons.filter(([, , why]) => why) : [];
    return [make('div', {...saidIn(), class: 'rich cloze'}, withFields(question, fields)),
      reasons.length ? make('ul', {class: 'gap-reasons'}, reasons.map(([label, , why]) => make('li', {}, make('b', {}, label + ': '), rich('span', {}, why)))) : null];
  },
  solutionText: question => question.gaps.map((gap, index) => '(' + (index + 1) + ') ' + kindOf(gap).solutionText(gap)).join(' · '),
  paper: question => question.gaps.map((gap, index) => isChoice(gap)
    ? make('div', {class: 'choice'}, said('span', {}, '(' + (index + 1) + ') ' + gap.answers.map(answer => plain(answer.text)).join(' / '))) : null),
};
