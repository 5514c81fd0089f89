// Who made the lesson, what it is about, where it leads.

function drawHead() {
  document.title = lesson.title;
  fill(byId('title'), said('span', {}, lesson.title));
  const comma = word('comma');
  const author = ({name, affiliation, url}) => {
    const address = safeAddress(url);
    return said('span', {}, address ? leading(address, 'author ', name) : name, affiliation ? comma + affiliation : null);
  };
  const licence = licenceAddress(lesson.licence);
  const homepage = safeAddress(lesson.homepage);
  fill(byId('by'), lesson.authors.map(author),
    make('span', {}, word('chapterCount', {n: chapters.length}) + comma + clock(totalLength)),
    lesson.date ? make('span', {}, dateText(lesson.date)) : null,
    lesson.licence ? said('span', {}, licence ? leading(licence, 'license ', lesson.licence) : lesson.licence) : null,
    homepage ? make('span', {}, leading(homepage, '', word('homepage'))) : null);
  const text = byId('description');
  text.hidden = !lesson.description;
  fill(text, said('span', {}, lesson.description));
  byId('more').hidden = lesson.description.length < 90;
  drawMore();
}
function drawMore() {
  byId('more').textContent = word(byId('description').classList.contains('is-cut') ? 'more' : 'less');
}
byId('more').addEventListener('click', () => {
  const isCut = byId('description').classList.toggle('is-cut');
  byId('more').setAttribute('aria-expanded', String(!isCut));
  drawMore();
});
function dateText(text) {
  const date = new Date(text + (/^\d{4}-\d\d-\d\d$/.test(text) ? 'T12:00:00Z' : ''));
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(date.getTime())) return text;
  return new Intl.DateTimeFormat(language, {dateStyle: 'long', timeZone: 'UTC'}).format(date);
}

// Who keeps the learner's progress, and whom it is told.
let isKept = true;
function keepsProgress(isSo) {
  if (isSo === isKept) return;
  isKept = isSo;
  drawAbout();
}
const privacy = () => lms ? word('privacyPlatform')
  : [isRefused ? 'notGraded' : '', isKept ? 'keptHere' : 'keptNowhere', isEmbedded ? 'toldAround' : 'toldNobody'].filter(Boolean).map(name => word(name)).join(' ');

function drawAbout() {
  const list = (title, items) => items.length ? make('div', {}, make('h3', {}, word(title)), make('ul', {}, items.map(item => said('li', {}, linked(item))))) : null;
  fill(byId('about'), list('objectives', lesson.objectives), list('references', lesson.references), make('p', {class: 'wide small'}, privacy()));
  byId('about').setAttribute('aria-label', word('about'));
  byId('about').hidden = mode !== 'video';
}
// Addresses in a reference can be followed, with the parentheses that they open and close.
function linked(text) {
  return text.split(/(https?:\/\/(?:[^\s<>"()]|\([^\s<>"()]*\))*(?:[^\s<>".,;:!?()\]]|\([^\s<>"()]*\)))/).map((part, index) => index % 2 ? leading(part, '', part) : part);
}
