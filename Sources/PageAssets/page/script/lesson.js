// The lesson's data. A question knows which quiz it stands in: a chapter's by the chapter's index, the closing quiz by the index after the last.

// [[1]] in the text of a cloze question stands for its first gap.
const numbered = rich => ({...rich, text: rich.text.replace(/\[\[(\d{1,3})\]\]/g, '____ ($1)')});

const lesson = JSON.parse(byId('lesson-data').textContent);
const chapters = lesson.chapters;
const CLOSING = chapters.length;
const quizzes = [...chapters.map(chapter => chapter.quiz), lesson.quiz];
const questions = new Map();
quizzes.forEach((quiz, place) => quiz.forEach(question => {
  question.place = place;
  question.key = questions.has(question.id) ? place + '/' + question.id : question.id;
  if (question.kind === 'cloze') [question.text, question.stem] = [question.stem, numbered(question.stem)];
  questions.set(question.key, question);
}));

const isAsked = question => question.kind !== 'description';
const isGraded = question => isAsked(question) && question.kind !== 'essay';
const asked = place => quizzes[place].filter(isAsked);

const quizTitle = place => place === CLOSING ? word('closingQuiz') : word('quizOf', {t: isolated(chapters[place].title)});
const chapterTitle = chapter => chapter.number + '. ' + chapter.title;
const totalLength = chapters.reduce((sum, chapter) => sum + chapter.media.duration, 0);

// Attributes of an element whose text is the lesson's, not the interface's.
const saidIn = () => ({dir: 'auto', lang: lesson.language === language ? null : languageTag(lesson.language)});
const said = (tag, attributes, ...text) => make(tag, {...saidIn(), ...attributes},
  text.flat(9).map(each => typeof each !== 'string' ? each : tag === 'option' ? bareFormulas(each) : withFormulas(each)));

// An address that a link may lead to; null for any other.
const safeAddress = address => /^(https?:\/\/|mailto:)\S+$/i.test(address || '') ? address : null;

// A link that leads away: from within a learning platform or another page to a window of its own, since that page would go with the attempt.
const leading = (address, rel, ...text) =>
  make('a', {href: address, rel: rel + 'noopener', target: (lms || isEmbedded) && !/^mailto:/i.test(address) ? '_blank' : null}, text);

// The deed of a Creative Commons licence written in its short form, such as "CC BY-SA 4.0".
function licenceAddress(text) {
  const found = /^CC[ -]?(BY(?:-NC)?(?:-SA|-ND)?|0) ?([1-4]\.0)?$/i.exec(text.trim());
  if (!found) return safeAddress(text);
  if (found[1] === '0') return 'https://creativecommons.org/publicdomain/zero/1.0/';
  return 'https://creativecommons.org/licenses/' + found[1].toLowerCase() + '/' + (found[2] || '4.0') + '/';
}
