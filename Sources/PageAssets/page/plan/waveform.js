// How loud the sound is, drawn: the height is the level between the room's noise and the loudest window.

const levelSigns = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function drawn(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Each window's level as 0…1.
function heights(sound) {
  if (!sound) return [];
  const levels = Array.from(sound.levels, sign => levelSigns.indexOf(sign));
  const top = levels.reduce((most, level) => Math.max(most, level), 1);
  const bottom = Math.min(Math.max(0, sound.floor), top - 1);
  return levels.map(level => Math.max(0, (level - bottom) / (top - bottom)));
}

// A picture of start…end in seconds: sound, pauses, boundaries, times that could be boundaries, and other slides; it says in words what it shows.
function waveform(part, start, end, {boundaries = [], others = [], omitted = [], label}) {
  const columns = 800, length = Math.max(end - start, 1e-3);
  const at = time => (time - start) / length * columns;
  const svg = drawn('svg', {class: 'wave', viewBox: `0 0 ${columns} 100`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label});
  const strip = (name, [from, to]) => {
    const [left, right] = [Math.max(0, at(from)), Math.min(columns, at(to))];
    if (right > left) svg.append(drawn('rect', {class: name, x: left.toFixed(2), y: 0, width: Math.max(right - left, .8).toFixed(2), height: 100}));
  };
  for (const pause of part.pauses) if (pause[1] > start && pause[0] < end) strip('pause', pause);
  if (part.sound) for (const [name, value] of [['loud', most], ['usual', mean]]) svg.append(drawn('path', {class: name, d: outline(part, start, length, columns, value)}));
  for (const range of omitted) strip('left-out', range);
  const upright = name => time => svg.append(drawn('line', {class: name, x1: at(time).toFixed(2), x2: at(time).toFixed(2), y1: 0, y2: 100}));
  others.filter(time => time >= start && time <= end).forEach(upright('other'));
  boundaries.filter(time => time >= start && time <= end).forEach(upright('boundary'));
  for (const {time} of part.slides) {
    if (time > start && time <= end) svg.append(drawn('line', {class: 'slide', x1: at(time).toFixed(2), x2: at(time).toFixed(2), y1: 88, y2: 100}));
  }
  return svg;
}

const most = values => values.reduce((top, value) => Math.max(top, value), 0);
const mean = values => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);

// A closed line around the middle.
function outline(part, start, length, columns, value) {
  const {sound, heights} = part, perColumn = length / columns, above = [], below = [];
  const step = Math.max(1, Math.floor(sound.window / perColumn));
  for (let column = 0; column <= columns; column += step) {
    const first = Math.floor((start + column * perColumn - sound.start) / sound.window);
    const last = Math.max(first + 1, Math.floor((start + (column + step) * perColumn - sound.start) / sound.window));
    const half = Math.max(.6, 48 * value(heights.slice(Math.max(0, first), Math.max(0, last))));
    above.push(column + ' ' + (50 - half).toFixed(1));
    below.push(column + ' ' + (50 + half).toFixed(1));
  }
  return 'M' + above.concat(below.reverse()).join('L') + 'Z';
}
