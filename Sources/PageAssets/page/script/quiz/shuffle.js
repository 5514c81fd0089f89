// Answers in an order that doesn't give the right one away, the same each time: from the question's own name, by chance of no clock.

function shuffled(items, name) {
  let state = 2166136261;
  for (const character of name) state = Math.imul(state ^ character.codePointAt(0), 16777619);
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const result = [...items];
  for (let index = result.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [result[index], result[other]] = [result[other], result[index]];
  }
  return result;
}

// "All of these", "both", "A and C" lean on the places of the others; numbers stand in their order.
const LEANS = /^(all|none|both|neither|any|alle|keine|keines|beide|weder|nichts)\b|\b(above|oben)\b|^\(?[a-h]\)? (and|or|und|oder) \(?[a-h]\)?\.?$/i;
function answerOrder(question) {
  const places = question.answers.map((answer, index) => index), texts = question.answers.map(answer => plain(answer.text));
  const keepsOrder = question.kind === 'true-false' || question.shuffle === false || texts.some(text => LEANS.test(text)) || texts.every(text => /^[-−+]?\d/.test(text));
  return keepsOrder ? places : shuffled(places, question.key);
}
