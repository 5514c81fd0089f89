// A number in digits of any script, with a point or a comma. One comma or point alone is the decimal sign (1,200 and 1.200 are both 1.2, as in Moodle);
// where both stand, the last one is, and where one stands more than once it groups thousands. Arabic and full-width signs count as their Latin ones.

function parseNumber(text) {
  let digits = asciiDigits(text).replace(/[\s\p{Cf}'’_٬]/gu, '').replace(/[٫．]/g, '.').replace(/[،，]/g, ',').replace(/^[−–－]/, '-');
  const points = digits.split('.').length - 1, commas = digits.split(',').length - 1;
  if (points && commas) {
    const decimal = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
    digits = digits.replaceAll(decimal === '.' ? ',' : '.', '').replace(decimal, '.');
  } else if (points > 1) digits = digits.replaceAll('.', '');
  else if (commas > 1) digits = digits.replaceAll(',', '');
  else digits = digits.replace(',', '.');
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i.test(digits) ? Number(digits) : NaN;
}
// The digits of a script stand from 0 to 9 in Unicode, next to others in tens at most.
function asciiDigits(text) {
  const isDigit = code => /\p{Nd}/u.test(String.fromCodePoint(code));
  return text.replace(/\p{Nd}/gu, digit => {
    let before = digit.codePointAt() - 1;
    while (isDigit(before)) before--;
    return (digit.codePointAt() - before - 1) % 10;
  });
}
const numberText = value => {
  const text = String(value);
  try {
    const sign = new Intl.NumberFormat(language).formatToParts(1.5).find(part => part.type === 'decimal').value;
    return /^[.,]$/.test(sign) ? text.replace('.', sign) : text;
  } catch { return text; }
};

const bestNumber = question => question.numbers.reduce((a, b) => b.weight > a.weight ? b : a);

const numeric = {
  ask: () => 'askNumber',
  fresh: () => '',
  accepts: (question, answer) => typeof answer === 'string',
  isReady: (question, answer) => Number.isFinite(parseNumber(answer)),
  // What isn't a number isn't an answer yet.
  notReady: answer => answer.trim() === '' ? 'answerFirst' : 'askNumber',
  grade(question, answer) {
    const typed = parseNumber(answer);
    // Both ends count; the rest is for decimals that binary floating point can't hold.
    const hit = [...question.numbers].sort((a, b) => b.weight - a.weight).find(each =>
      Math.abs(typed - each.value) <= each.tolerance + 1e-9 * Math.max(Math.abs(each.value), each.tolerance));
    const share = hit ? Math.max(0, hit.weight / 100) : 0;
    return {share, parts: [share >= .999], feedback: hit ? hit.feedback : null};
  },
  solution: question => numberText(bestNumber(question).value),
  body: (question, view) => fieldBody(view, {class: 'input is-number', inputmode: 'decimal', dir: 'ltr'}),
  solutionText(question) {
    const best = bestNumber(question);
    return numberText(best.value) + (best.tolerance ? ' ± ' + numberText(best.tolerance) : '');
  },
  paper: () => make('div', {class: 'line'}),
};
