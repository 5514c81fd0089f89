// Text of questions. Plain text stays plain; HTML is parsed into a document that runs and loads nothing, and what is on the
// list is made anew by name, without attributes.

const ALLOWED = new Set(['P', 'BR', 'B', 'STRONG', 'I', 'EM', 'U', 'S', 'SUB', 'SUP', 'SMALL', 'CODE', 'PRE', 'KBD', 'VAR', 'SAMP', 'BLOCKQUOTE', 'UL',
  'OL', 'LI', 'DL', 'DT', 'DD', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TD', 'TH', 'SPAN', 'DIV', 'HR', 'MARK', 'Q', 'ABBR', 'RUBY', 'RT', 'RP', 'BDI']);
// What is in these isn't text for readers.
const DROPPED = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'EMBED', 'NOSCRIPT', 'TITLE', 'HEAD', 'SVG', 'MATH', 'SELECT', 'TEXTAREA',
  'AUDIO', 'VIDEO', 'CANVAS']);
const BLOCKS = new Set(['P', 'DIV', 'UL', 'OL', 'DL', 'TABLE', 'PRE', 'BLOCKQUOTE', 'HR']);

function copied(node, depth) {
  if (node.nodeType === Node.TEXT_NODE) return [node.data];
  if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.tagName.toUpperCase())) return [];
  if (node.tagName === 'IMG') return node.alt ? ['[' + node.alt + ']'] : [];
  const children = depth > 40 ? [node.textContent] : [...node.childNodes].flatMap(child => copied(child, depth + 1));
  if (!ALLOWED.has(node.tagName)) return children;
  const element = document.createElement(node.tagName);
  if (['rtl', 'ltr', 'auto'].includes(node.dir)) element.dir = node.dir;
  element.append(...children);
  return [element];
}
// Attributes but these two go before it is parsed: the policy would complain of each handler and style, although none would run.
function withoutAttributes(text) {
  return text.replace(/<(script|style)\b[^]*?(<\/\1\s*>|$)/gi, '').replace(/<([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi, (whole, name, rest) => {
    const kept = [...rest.matchAll(/\s(alt|dir)=("[^"]*"|'[^']*')/gi)].map(found => found[0]);
    return '<' + name + kept.join('') + '>';
  });
}
function fromHTML(text) {
  const parsed = new DOMParser().parseFromString('<!doctype html><body>' + withoutAttributes(text), 'text/html');
  return [...parsed.body.childNodes].flatMap(node => copied(node, 0));
}

// Emphasis and code within a line of Markdown (CommonMark's simplest forms); everything else stays as written.
function fromMarkdownLine(text) {
  const nodes = [];
  let rest = text;
  for (let found; (found = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*/.exec(rest));) {
    const [whole, code, strong, emphasis] = found;
    nodes.push(rest.slice(0, found.index), make(code ? 'code' : strong ? 'strong' : 'em', {}, code || strong || emphasis));
    rest = rest.slice(found.index + whole.length);
  }
  return [...nodes, rest];
}
const paragraphs = (text, line) => {
  const parts = text.split(/\n\s*\n/).filter(part => part.trim());
  const lines = part => part.trim().split('\n').flatMap((each, index) => index ? [make('br'), ...line(each)] : line(each));
  return parts.length > 1 ? parts.map(part => make('p', {}, lines(part))) : parts.flatMap(lines);
};

// The nodes of a {text, format}.
function richNodes(rich) {
  if (!rich) return [];
  switch (rich.format) {
    case 'html': return fromHTML(rich.text);
    case 'moodle': return fromHTML(/<(p|br|div|ul|ol|table|pre)\b/i.test(rich.text) ? rich.text : rich.text.trim().replace(/\n/g, '<br>'));
    case 'markdown': return paragraphs(rich.text, fromMarkdownLine);
    default: return paragraphs(rich.text, line => [line]);
  }
}
const isBlock = node => node instanceof Element && BLOCKS.has(node.tagName);

// An element that shows it, in the lesson's language and its own direction. A `p` or `span` can't hold blocks: it becomes a `div`.
function rich(tag, attributes, value) {
  const nodes = richNodes(value);
  const holds = nodes.some(isBlock) && (tag === 'p' || tag === 'span') ? 'div' : tag;
  return make(holds, {...saidIn(), ...attributes, class: 'rich ' + ((attributes || {}).class || '')}, nodes);
}
// The same as one line of text, for labels and lists.
const plain = value => richNodes(value).map(node => typeof node === 'string' ? node : node.textContent).join(' ').replace(/\s+/g, ' ').trim();
