// A text with gaps, each a question of its own. The answer is a list: what was typed into a gap, or what was chosen, as indices.

const isChoice = gap => gap.kind.endsWith('choice');
const gapLabel = index => word('gapOf', {n: index + 1});

const cloze = {
  ask: () => 'askCloze',
  fresh: question => question.gaps.map(gap => isChoice(gap) ? [] : ''),
  accepts: (question, answer) => Array.isArray(answer) && answer.length === question.gaps.length
    && question.gaps.every((gap, index) => isChoice(gap) ? choice.accepts(gap, answer[index]) : typeof answer[index] === 'string'),
  isReady: (question, answer) => question.gaps.every((gap, index) => isChoice(gap) ? answer[index].length > 0
    : gap.kind === 'numeric' ? numeric.isReady(gap, answer[index]) : shortAnswer.isReady(gap, answer[index])),
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
    return make('div', {class: 'pairs'}, question.gaps.map((gap, index) => {
      const mark = view.grade ? view.grade.parts[index] : null, id = 'gap-' + index;
      const set = value => view.set(view.answer.map((each, place) => place === index ? value : each));
      const shown = {id, disabled: mark !== null, 'data-mark': mark === null ? null : mark ? 'right' : 'wrong'};
      const field = gap.kind === 'single-choice'
        ? make('select', {class: 'select', ...shown, on: {change: event => set(event.target.value === '' ? [] : [Number(event.target.value)])}},
          make('option', {value: ''}, word('choose')),
          gap.answers.map((answer, at) => said('option', {value: String(at), selected: view.answer[index][0] === at}, plain(answer.text))))
        : gap.kind === 'multiple-choice'
          ? make('select', {class: 'select', multiple: true, ...shown, on: {change: event => set([...event.target.selectedOptions].map(option => Number(option.value)))}},
            gap.answers.map((answer, at) => said('option', {value: String(at), selected: view.answer[index].includes(at)}, plain(answer.text))))
          : make('input', {class: 'input', type: 'text', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', maxlength: '500', dir: 'auto', value: view.answer[index], ...shown,
            on: {input: event => set(event.target.value)}});
      return make('div', {class: 'pair'}, make('label', {for: id}, gapLabel(index)), field, mark === null ? null : markSign(mark),
        mark !== null && view.grade.reasons[index][2] ? rich('span', {class: 'reason'}, view.grade.reasons[index][2]) : null);
    }));
  },
  solutionText: question => question.gaps.map((gap, index) => '(' + (index + 1) + ') ' + kindOf(gap).solutionText(gap)).join(' · '),
  paper: () => null,
};
