// A recording's chapters as cards, each with what speaks for its start and what else could be.

const closeUp = 12;

function card(part, chapter, text, change) {
  const {entry, start, end, title, number} = chapter, place = placeAt(part, start);
  const others = place ? place.alternatives.map(index => part.places[index]) : [];
  const picture = part.pictures.find(picture => picture.time >= start && picture.time < end);
  return make('li', {class: 'chapter' + (picture ? '' : ' has-no-picture'), id: 'chapter-' + number},
    picture && make('img', {src: picture.source, width: picture.width, height: picture.height, alt: ''}),
    make('div', {class: 'about'},
      make('h3', null, number + '. ' + (title || 'A title will be found')),
      make('p', {class: 'times'}, shortClock(start) + ' to ' + shortClock(end) + ', ' + shortClock(end - start) + ' long'),
      make('p', null, place ? sentence(place.evidence) : 'Your own time.'),
      place && make('p', {class: 'badges'}, badges(place))),
    start > 0 && make('div', {class: 'close'},
      waveform(part, start - closeUp, start + closeUp, {boundaries: [start], others: others.map(other => other.time), label: 'The sound around ' + shortClock(start)}),
      make('p', {class: 'scale', 'aria-hidden': 'true'}, make('span', null, '−' + closeUp + ' s'), make('span', null, shortClock(start)), make('span', null, '+' + closeUp + ' s'))),
    entry && others.length > 0 && make('ul', {class: 'others'}, others.map(other => row(part, other, 'Begin here', () =>
      change(withTime(text, entry, other.clock, other.evidence), 'Chapter ' + number + ' begins at ' + shortClock(other.time))))),
    entry && divide(part, chapter, text, change),
    entry && start > 0 && make('div', {class: 'actions'}, button('second small-button', () =>
      change(withoutEntry(text, entry), 'The boundary at ' + shortClock(start) + ' is gone'), 'Join with the chapter before')));
}

function row(part, place, word, act) {
  return make('li', null,
    waveform(part, place.time - closeUp, place.time + closeUp, {others: [place.time], label: 'The sound around ' + shortClock(place.time)}),
    make('p', null, make('span', {class: 'clock'}, shortClock(place.time)), ': ' + place.evidence + cost(place)),
    make('button', {type: 'button', class: 'button second small-button', on: {click: act}, 'aria-label': word + ', at ' + shortClock(place.time)}, word));
}

// The longest pauses of a chapter, well away from its ends, as boundaries.
function divide(part, chapter, text, change) {
  const away = Math.min(20, (chapter.end - chapter.start) / 4);
  const pauses = part.pauses.filter(([from, to]) => from > chapter.start + away && to < chapter.end - away)
    .sort((one, other) => (other[1] - other[0]) - (one[1] - one[0]) || one[0] - other[0]).slice(0, 5).sort((one, other) => one[0] - other[0]);
  if (pauses.length === 0) return null;
  return make('details', null, make('summary', null, 'Divide this chapter'),
    make('ul', {class: 'others'}, pauses.map(([from, to, clock]) => {
      const place = {time: secondsOf(clock), clock, evidence: 'a pause of ' + (to - from).toFixed(1) + ' s'};
      return row(part, place, 'Begin a chapter here', () =>
        change(withEntry(text, chapter.entry, clock, place.evidence), 'A chapter begins at ' + shortClock(place.time)));
    })));
}

const placeAt = (part, time) => part.places.find(place => Math.abs(place.time - time) < 1e-6);
// A file's name keeps its letters.
const sentence = text => (/^[a-z]+[ ,:]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text) + '.';
const frames = count => count === 1 ? '1 frame' : count + ' frames';

const cost = place => place.frames === null || place.frames === undefined ? '' : place.frames === 0 ? '; cut for free' : '; some ' + frames(place.frames) + ' encoded again';

function badges(place) {
  const cut = {
    copy: ['free', 'Cut for free: all is copied'],
    exact: ['', frames(place.frames) + ' encoded again, the rest is copied'],
    'edit-list': ['', 'An edit list hides what lies before the start'],
    transcode: ['', 'The whole picture is encoded again'],
  }[place.method];
  return [
    place.kind === 'forced' && make('span', {class: 'badge forced'}, 'No pause here'),
    cut && make('span', {class: 'badge ' + cut[0]}, cut[1]),
  ];
}
