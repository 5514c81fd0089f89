// Text of questions. Plain text stays plain; HTML is parsed into a document that runs and loads nothing, and what is on the
// list is made anew by name, without attributes.

const ALLOWED = new Set(['P', 'BR', 'B', 'STRONG', 'I', 'EM', 'U', 'S', 'SUB', 'SUP', 'SMALL', 'CODE', 'PRE', 'KBD', 'VAR', 'SAMP', 'BLOCKQUOTE', 'UL',
  'OL', 'LI', 'DL', 'DT', 'DD', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TD', 'TH', 'SPAN', 'DIV', 'HR', 'MARK', 'Q', 'ABBR', 'RUBY', 'RT', 'RP', 'BDI']);
// What is in these isn't text for readers.
const DROPPED = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'EMBED', 'NOSCRIPT', 'TITLE', 'HEAD', 'SVG', 'MATH', 'SELECT', 'TEXTAREA',
  'AUDIO', 'VIDEO', 'CANVAS']);
const BLOCKS = new Set(['P', 'DIV', 'UL', 'OL', 'DL', 'TABLE', 'PRE', 'BLOCKQUOTE', 'HR']);

// Of a lesson's own pictures; the exporter names them so.
const PICTURE = /^pictures\/[0-9a-f]{16}\.(png|jpg|gif|webp)$/;
const picture = (path, alt, width) => make('img', {src: path, alt, class: 'picture', loading: 'lazy', width: /^\d{1,4}$/.test(width) ? width : null});

// As nodes; with `isText`, formulas and pictures as text.
function copied(node, depth, isText) {
  if (node.nodeType === Node.TEXT_NODE) return isText ? [node.data] : withFormulas(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.tagName.toUpperCase())) return [];
  if (node.tagName === 'IMG') {
    const {path, width} = node.dataset;
    if (!isText && PICTURE.test(path)) return [picture(path, node.alt, width)];
    return node.alt ? ['[' + node.alt + ']'] : [];
  }
  const children = depth > 40 ? [node.textContent] : [...node.childNodes].flatMap(child => copied(child, depth + 1, isText));
  if (!ALLOWED.has(node.tagName)) return children;
  const element = document.createElement(node.tagName);
  if (['rtl', 'ltr', 'auto'].includes(node.dir)) element.dir = node.dir;
  element.append(...children);
  return [element];
}
// Attributes but these go before it is parsed: the policy would complain of each handler and style, although none would run.
const HELD = {src: 'data-path', width: 'data-width'};
function withoutAttributes(text) {
  return text.replace(/<(script|style)\b[^]*?(<\/\1\s*>|$)/gi, '').replace(/<([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi, (whole, name, rest) => {
    const kept = [...rest.matchAll(/\s(alt|dir|src|width)=("[^"]*"|'[^']*')/gi)].map(([, key, value]) => ' ' + (HELD[key.toLowerCase()] || key) + '=' + value);
    return '<' + name + kept.join('') + '>';
  });
}
function fromHTML(text, isText) {
  const parsed = new DOMParser().parseFromString('<!doctype html><body>' + withoutAttributes(text), 'text/html');
  return [...parsed.body.childNodes].flatMap(node => copied(node, 0, isText));
}

// Emphasis, code and pictures within a line of Markdown (CommonMark's simplest forms); everything else stays as written.
function fromMarkdownLine(text, isText) {
  const nodes = [];
  let rest = text;
  for (let found; (found = /`([^`]+)`|!\[([^\]]*)\]\(([^()\s]+)\)|\*\*([^*]+)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*/.exec(rest));) {
    const [whole, code, alt, path, strong, emphasis] = found;
    nodes.push(rest.slice(0, found.index), path === undefined ? make(code ? 'code' : strong ? 'strong' : 'em', {}, code || strong || emphasis)
      : !isText && PICTURE.test(path) ? picture(path, alt) : alt ? '[' + alt + ']' : '');
    rest = rest.slice(found.index + whole.length);
  }
  return [...nodes, rest];
}
// Code in Markdown: between fences, or four spaces in after an empty line.
const CODE = /(?:^|\n) {0,3}(`{3,}|~{3,})[^\n]*\n([^]*?)(?:\n {0,3}\1[`~]*[ \t]*(?=\n|$)|$)|(?:^|\n[ \t]*\n)((?:(?: {4}|\t)[^\n]*(?:\n|$)|[ \t]*\n(?=(?:[ \t]*\n)*(?: {4}|\t)))+)/;
const LIST = /^ {0,3}([-*+]|\d{1,9}[.)])\s+/;
// Spaces at a line's start stay.
const indented = spaces => spaces.replace(/\t/g, '    ').replace(/ /g, '\u00a0');

function paragraphs(text, line) {
  const parts = joinedFormulas(text).split(/\n\s*\n/).filter(part => part.trim());
  const lines = part => part.replace(/^\n+|\s+$/g, '').split('\n')
    .flatMap((each, index) => [index ? make('br') : '', ...line(each.replace(/^[ \t]+/, indented))]);
  return parts.length > 1 ? parts.map(part => make('p', {}, lines(part))) : parts.flatMap(lines);
}
function fromMarkdown(text, line) {
  const found = CODE.exec(text);
  if (found) {
    const code = found[1] ? found[2] : found[3].replace(/^( {4}|\t)/gm, '').trimEnd();
    return [...fromMarkdown(text.slice(0, found.index), line), make('pre', {}, make('code', {}, code)),
      ...fromMarkdown(text.slice(found.index + found[0].length), line)];
  }
  // Two items or more: one alone may be a date or a number below zero.
  const list = /(?:^|\n)((?: {0,3}[-*+][ \t]+[^\n]*(?:\n|$)){2,}|(?: {0,3}\d{1,9}[.)][ \t]+[^\n]*(?:\n|$)){2,})/.exec(text);
  if (!list) return paragraphs(text, line);
  const items = list[1].trimEnd().split('\n'), start = parseInt(items[0].trim(), 10);
  return [...paragraphs(text.slice(0, list.index), line),
    make(start >= 0 ? 'ol' : 'ul', {start: start >= 0 ? start : null}, items.map(item => make('li', {}, line(item.replace(LIST, ''))))),
    ...fromMarkdown(text.slice(list.index + list[0].length), line)];
}

// The nodes of a {text, format}; with `isText`, formulas and pictures as text.
function richNodes(rich, isText) {
  if (!rich) return [];
  const line = isText ? text => [text] : text => withFormulas(text);
  const inMarkdown = isText ? text => fromMarkdownLine(text, true) : text => withFormulas(text, part => fromMarkdownLine(part));
  switch (rich.format) {
    case 'html': return fromHTML(rich.text, isText);
    case 'moodle': return fromHTML(/<(p|br|div|ul|ol|table|pre)\b/i.test(rich.text) ? rich.text : joinedFormulas(rich.text.trim()).replace(/\n([ \t]*)/g, (whole, spaces) => '<br>' + indented(spaces)), isText);
    case 'markdown': return fromMarkdown(rich.text.trimEnd(), inMarkdown);
    default: return paragraphs(rich.text.trim(), line);
  }
}
const isBlock = node => node instanceof Element && BLOCKS.has(node.tagName);

// An element that shows it, in the lesson's language and its own direction. A `p` or `span` can't hold blocks: it becomes a `div`.
function rich(tag, attributes, value) {
  const nodes = richNodes(value);
  const holds = nodes.some(isBlock) && (tag === 'p' || tag === 'span') ? 'div' : tag;
  return make(holds, {...saidIn(), ...attributes, class: 'rich ' + ((attributes || {}).class || '')}, nodes);
}
// The same as one line of text, for lists; formulas as they are written, raised and lowered digits as such.
const APART = new Set([...BLOCKS, 'BR', 'LI', 'DT', 'DD', 'TR', 'TD', 'TH']);
function lineOf(node) {
  if (!(node instanceof Element)) return typeof node === 'string' ? node : node.data;
  const text = [...node.childNodes].map(lineOf).join(''), sign = {SUP: '^', SUB: '_'}[node.tagName];
  return APART.has(node.tagName) ? ' ' + text + ' ' : sign && [...text].every(each => LINEAR.includes(each)) ? small(sign, text) : text;
}
const plain = value => richNodes(value, true).map(lineOf).join('').replace(/\s+/g, ' ').trim();
// For labels and what is only said.
const spoken = value => bareFormulas(plain(value));
