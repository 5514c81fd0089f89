// Formulas, \(…\) in a line, \[…\] and $$…$$ on a line of their own. The lesson brings them as MathML, in lists of name, attributes and children, from which
// elements are made by name. One that it doesn't bring stays as it was written.

const MATHML = 'http://www.w3.org/1998/Math/MathML';
const FORMULA = /\\\((.{1,2000}?)\\\)|\\\[(.{1,2000}?)\\\]|\$\$(.{1,2000}?)\$\$/s;
const formulas = new Map(lesson.formulas || []);
const spacedTeX = tex => tex.replace(/\s+/g, ' ').trim();

function mathElement([name, attributes, ...children]) {
  const element = document.createElementNS(MATHML, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.map(child => typeof child === 'string' ? child : mathElement(child)));
  // Browsers leave the alignment of columns to styles.
  const sides = name === 'mtable' && attributes.columnalign ? attributes.columnalign.split(' ') : [];
  for (const row of sides.length ? element.children : []) {
    [...row.children].forEach((cell, at) => cell.style.setProperty('text-align', sides[Math.min(at, sides.length - 1)]));
  }
  return element;
}
// A formula in a line of characters: (a+b)/2, mc², √(2gh), x₁.
const LINEAR = '0123456789+−=()n′', SMALL = {'^': '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ′', _: '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ′'};
const asOne = text => /^([\d.,]+|.?|\([^()]*\))$/u.test(text.trim()) ? text.trim() : '(' + text.trim() + ')';
const small = (sign, text) => [...text].every(each => LINEAR.includes(each)) ? [...text].map(each => SMALL[sign][LINEAR.indexOf(each)]).join('') : sign + asOne(text);
function mathText([name, attributes, ...children]) {
  const parts = children.map(child => typeof child === 'string' ? child.replace(/[\u2061-\u2064]/g, '') : mathText(child)), [a, b, c] = parts;
  switch (name) {
    case 'mfrac': return attributes.linethickness ? a + ' ' + b : asOne(a) + '/' + asOne(b) + ' ';
    case 'msqrt': return '√' + asOne(parts.join(''));
    case 'mroot': return small('^', b) + '√' + asOne(a);
    case 'msup': return asOne(a) + small('^', b);
    case 'msub': case 'munder': return a + small('_', b);
    case 'msubsup': case 'munderover': return a + small('_', b) + small('^', c);
    case 'mtable': return parts.join('; ');
    case 'mtr': return parts.join(' ');
    default: return parts.join('');
  }
}
// Text in pieces: between two texts stands a formula, [as written, TeX, is it on a line of its own].
function formulaPieces(text) {
  const pieces = [];
  let rest = text;
  for (let found; (found = FORMULA.exec(rest));) {
    const [whole, inLine, bracketed, dollars] = found;
    pieces.push(rest.slice(0, found.index), [whole, spacedTeX(inLine || bracketed || dollars), inLine === undefined]);
    rest = rest.slice(found.index + whole.length);
  }
  return [...pieces, rest];
}
const mathOf = ([, tex, isDisplay]) => formulas.get((isDisplay ? '$$' : '$') + tex);
// The same text with MathML in place of formulas, as nodes; `elsewhere` makes nodes of the text between them.
const withFormulas = (text, elsewhere = part => [part]) => formulaPieces(text).flatMap(piece => {
  if (typeof piece === 'string') return piece ? elsewhere(piece) : [];
  const math = mathOf(piece);
  return math ? [mathElement(math)] : [piece[0]];
});
// Where no element may stand: a line of characters; TeX without its signs, where the lesson brings nothing else.
const bareFormulas = text => formulaPieces(text).map(piece => typeof piece === 'string' ? piece : mathOf(piece) ? mathText(mathOf(piece)).trim() : piece[1]).join('');
// A formula of several lines is one line to what looks at text line by line.
const joinedFormulas = text => formulaPieces(text).map(piece => typeof piece === 'string' ? piece : piece[0].replace(/\s+/g, ' ')).join('');
