// The words of the interface: a table for each language, English where a word is missing.

const WORDS = JSON.parse(byId('words-data').textContent);
let language = 'en';

function chooseLanguage(wish) {
  const tags = [wish, String(wish || '').split('-')[0].toLowerCase()];
  language = tags.find(tag => Object.hasOwn(WORDS, tag)) || 'en';
  document.documentElement.lang = language;
  document.documentElement.dir = WORDS[language].direction;
}

// word('chaptersDone', {a: 1, b: 3}); a word with plural forms chooses by {n}.
function word(key, values) {
  let text = WORDS[language][key];
  if (text === undefined) text = WORDS.en[key];
  if (typeof text === 'object') text = text[new Intl.PluralRules(language).select(values.n)] || text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values && values[name] !== undefined ? values[name] : whole);
}

// Text that keeps its own direction inside a sentence (Unicode FSI … PDI), and a time, which always runs from left to right (LRI … PDI).
const isolated = text => '\u2068' + text + '\u2069';
const timeIn = text => '\u2066' + text + '\u2069';

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds + 1e-6)), minutes = Math.floor(whole / 60), hours = Math.floor(minutes / 60);
  const two = number => String(number).padStart(2, '0');
  return (hours ? hours + ':' + two(minutes % 60) : minutes) + ':' + two(whole % 60);
}
const spanText = span => timeIn(clock(span.start) + '–' + clock(span.end));

// A tag that may stand as `lang` (BCP 47 in outline); null for any other, and for `und`, which says nothing.
const languageTag = tag => tag !== 'und' && /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(tag) ? tag : null;

// The name of a language in itself; `und` is nobody's.
function languageName(tag) {
  if (tag === 'und') return word('captions');
  try {
    const name = new Intl.DisplayNames([tag], {type: 'language'}).of(tag);
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  } catch {
    return tag;
  }
}
