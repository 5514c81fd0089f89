// Progress in the 4,096 characters that SCORM 1.2 gives a page (cmi.suspend_data): "1", chapters, questions, the open question and own words, with colons
// between. A chapter or question is named by 16 bits of its id, so that what is added to a lesson later shifts nothing.

const SUSPEND_LIMIT = 4096;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const inDigits = (number, digits) => Array.from({length: digits}, (_, at) => DIGITS[(number >> (6 * (digits - 1 - at))) & 63]).join('');
const readNumber = text => [...text].reduce((sum, digit) => sum * 64 + DIGITS.indexOf(digit), 0);

// {code: id} for ids in order; one whose bits are taken gets the next that are free.
function codes(ids) {
  const found = new Map();
  for (const id of ids) {
    let hash = 2166136261;
    for (const character of id) hash = Math.imul(hash ^ character.codePointAt(0), 16777619);
    let code = (hash ^ (hash >>> 16)) & 65535;
    while (found.has(code)) code = (code + 1) & 65535;
    found.set(code, id);
  }
  return found;
}
const chapterCodes = codes(chapters.map(chapter => chapter.id)), questionCodes = codes([...questions.keys()].slice(0, 65536));

function suspended() {
  const share = id => seenShare(chapters.findIndex(chapter => chapter.id === id));
  const seen = [...chapterCodes].filter(([, id]) => share(id)).map(([code, id]) => inDigits(code, 3) + DIGITS[Math.round(share(id) * 63)]);
  const kept = [...questionCodes].filter(([, key]) => progress.states[key]).map(([code, key]) => inDigits(code * 4 + STATES.indexOf(progress.states[key]), 3));
  const {open} = progress, at = open && open.kind === 'quiz' ? open.keys[open.at] : null;
  const opened = [...questionCodes].find(([, key]) => key === at);
  const end = ':' + (opened ? inDigits(opened[0], 3) : '') + ':';
  const start = ['1', seen.join('')].join(':').slice(0, SUSPEND_LIMIT - 16) + ':';
  let text = start + kept.slice(0, Math.floor((SUSPEND_LIMIT - start.length - end.length) / 3)).join('') + end;
  // Own words, those that are being typed too, as far as there is room: the short ones whole, of the others as much of each.
  const typed = key => key === at && questions.get(key).kind === 'essay' && open.answer || progress.texts[key];
  const texts = [...questionCodes].filter(([, key]) => typed(key)).map(([code, key]) => [',' + inDigits(code, 3),
    ...Array.from(typed(key).replace(/\p{Surrogate}/gu, ''), sign => sign === ' ' ? '+' : encodeURIComponent(sign))]);
  const length = signs => signs.join('').length;
  texts.sort((a, b) => length(a) - length(b)).forEach((signs, index) => {
    const end = text.length + (SUSPEND_LIMIT - text.length) / (texts.length - index);
    for (const sign of signs) {
      if (text.length + sign.length > end) break;
      text += sign;
    }
  });
  return text;
}

// The record of progress that a suspended text stands for; what doesn't fit the lesson any more is left out.
function resumed(text, location) {
  const [version, seen = '', kept = '', opened = '', words = ''] = text.split(':');
  if (version !== '1') return {};
  const old = {began: true, seen: record(), states: record(), texts: record()};
  const place = /^(.*)&t=(\d+)$/.exec(location);
  if (place) [old.chapter, old.time] = [place[1], Number(place[2])];
  for (const part of seen.match(/.{4}/g) || []) old.seen[chapterCodes.get(readNumber(part.slice(0, 3)))] = DIGITS.indexOf(part[3]) / 63;
  for (const part of kept.match(/.{3}/g) || []) {
    const number = readNumber(part);
    old.states[questionCodes.get(number >> 2)] = STATES[number & 3];
  }
  for (const part of words.split(',')) {
    try { old.texts[questionCodes.get(readNumber(part.slice(0, 3)))] = decodeURIComponent(part.slice(3).replaceAll('+', ' ')) } catch { /* cut off */ }
  }
  const open = questions.get(questionCodes.get(readNumber(opened)));
  if (opened && open) {
    const keys = quizzes[open.place].map(question => question.key);
    old.open = {kind: 'quiz', place: open.place, keys, at: keys.indexOf(open.key)};
  }
  return old;
}
