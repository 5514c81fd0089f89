// Draws the page from the list, again with each change of it.

const plan = JSON.parse(byId('plan-data').textContent), area = byId('text'), original = area.value;
for (const part of plan.parts) part.heights = heights(part.sound);

fill(byId('about'), plan.about);
fill(byId('warnings'), plan.warnings.map(warning => make('li', null, warning)));
fill(byId('file-name'), plan.fileName);
fill(byId('actions'),
  button('primary', copy, 'Copy the list'), button('second', download, 'Download the list'), button('quiet', () => change(original, 'The list is as it was planned'), 'Start over'));
area.addEventListener('input', () => draw());
draw();

function change(text, message) {
  area.value = text;
  draw(message);
}

function draw(message) {
  const text = area.value, list = readList(text), problems = [...list.problems];
  let number = 0, shortest = Infinity, longest = 0;
  fill(byId('recordings'), plan.parts.map((part, index) => {
    const chapters = [], omitted = [], entries = list.entries.filter(entry => entry.part === index);
    const timed = entries.filter(entry => !entry.isOpen);
    if (timed.length > 0 && timed[0].time > 0 && !timed[0].isSkipped) chapters.push({start: 0, end: timed[0].time});
    timed.forEach((entry, place) => {
      const end = place + 1 < timed.length ? timed[place + 1].time : part.duration;
      if (entry.time >= part.duration) problems.push(entry.clock + ' lies past the end');
      else if (end <= entry.time) problems.push(timed[place + 1].clock + ' is not after ' + entry.clock);
      if (entry.isSkipped) omitted.push([entry.time, end]);
      else chapters.push({entry, start: entry.time, end: Math.max(end, entry.time), title: entry.title});
    });
    for (const chapter of chapters) {
      number += 1;
      chapter.number = number;
      [shortest, longest] = [Math.min(shortest, chapter.end - chapter.start), Math.max(longest, chapter.end - chapter.start)];
    }
    return recording(part, index, chapters, omitted, entries.some(entry => entry.isOpen), text);
  }));
  const state = byId('state'), lengths = number === 0 ? '' : ', ' + shortClock(shortest) + ' to ' + shortClock(longest) + ' long';
  state.classList.toggle('is-wrong', problems.length > 0);
  fill(state, problems.length > 0 ? sentence(problems.slice(0, 3).join('; ')) : (message ? message + '. ' : '') + (number === 1 ? '1 chapter' : number + ' chapters') + lengths + '.');
}

function recording(part, index, chapters, omitted, isOpen, text) {
  const name = 'recording-' + index;
  return make('section', {class: 'recording', 'aria-labelledby': name},
    make('div', {class: 'line'},
      make('h2', {id: name}, part.name),
      waveform(part, 0, part.duration, {
        boundaries: chapters.filter(chapter => chapter.start > 0).map(chapter => chapter.start), omitted,
        others: chapters.flatMap(chapter => (placeAt(part, chapter.start) || {alternatives: []}).alternatives.map(other => part.places[other].time)),
        label: chapters.length + ' chapters along the sound of ' + part.name}),
      make('nav', {class: 'marks', 'aria-label': 'Chapters of ' + part.name}, chapters.map(chapter =>
        make('a', {href: '#chapter-' + chapter.number, vars: {'--at': (chapter.start / part.duration * 100).toFixed(2) + '%'}},
          make('span', null, String(chapter.number))))),
      part.slides.length > 0 && make('ol', {class: 'slides', tabindex: '0', 'aria-label': 'Slides of ' + part.name}, part.slides.map(slide =>
        make('li', null,
          make('img', {src: slide.source, width: slide.width, height: slide.height, alt: 'The slide at ' + shortClock(slide.time)}),
          make('span', {'aria-hidden': 'true'}, shortClock(slide.time))))),
      make('p', {class: 'key', 'aria-hidden': 'true'}, keys(part).map(([key, word]) =>
        make('span', null, make('i', {class: 'key-' + key}), word)))),
    omitted.map(([from, to]) => make('p', {class: 'omitted'}, 'Left out: ' + shortClock(from) + ' to ' + shortClock(to) + '.')),
    isOpen && make('p', {class: 'omitted'}, 'Between the times around a line of dots, chop will find further boundaries.'),
    make('ol', {class: 'recordings'}, chapters.map(chapter => card(part, chapter, text, change))));
}

function keys(part) {
  const keys = [['sound', 'sound'], ['pause', 'pause'], ['boundary', 'boundary'], ['other', 'could be one']];
  return part.slides.length > 0 ? [...keys, ['slide', 'another slide']] : keys;
}

async function copy() {
  try {
    await navigator.clipboard.writeText(area.value);
    fill(byId('state'), 'The list is in the clipboard.');
  } catch {
    area.select();
    fill(byId('state'), 'The list is selected; copy it with Ctrl+C or Cmd+C.');
  }
}

function download() {
  const link = make('a', {href: URL.createObjectURL(new Blob([area.value], {type: 'text/plain'})), download: plan.fileName});
  link.click();
  URL.revokeObjectURL(link.href);
}
