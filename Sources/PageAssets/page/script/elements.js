// Elements are made by name, and text only ever goes in as text.

const byId = id => document.getElementById(id);
// The page doesn't move by it.
const focusOn = element => element.focus({preventScroll: true});

// make('button', {class: 'button', type: 'button', on: {click: f}, vars: {'--share': '3%'}}, children…)
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name === 'on') for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === 'vars') for (const [variable, text] of Object.entries(value)) element.style.setProperty(variable, text);
    else if (typeof value === 'string') element.setAttribute(name, value);
    else if (name in element) element[name] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}
function append(element, children) {
  for (const child of children.flat(9)) if (child !== null && child !== undefined && child !== false) element.append(child);
}
function fill(element, ...children) {
  element.textContent = '';
  append(element, children);
  return element;
}

// Filled anew while focus may be inside: it stays on what stands in the same place, or goes to `other` where nothing does.
function refill(element, other, ...children) {
  const stops = () => [...element.querySelectorAll('button, input, select, a')], at = stops().indexOf(document.activeElement);
  fill(element, ...children);
  if (at >= 0) focusOn(stops()[at] || other);
}

function icon(name, more) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg'), use = document.createElementNS(space, 'use');
  svg.setAttribute('class', 'icon ' + (more || ''));
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', '#icon-' + name);
  svg.append(use);
  return svg;
}

const button = (look, act, ...children) =>
  make('button', {type: 'button', class: 'button ' + look, on: {click: act}}, children);

// A select of [value, label] pairs.
const select = (pairs, chosen, act, attributes) =>
  make('select', {class: 'select', ...attributes, on: {change: event => act(event.target.value)}},
    pairs.map(([value, label]) => make('option', {value, selected: value === chosen}, label)));
