// Links to a chapter (#id) and to a moment in it (#id&t=12), and a letter to the teacher that names the place.

function linkHere(hasTime) {
  return (lesson.address || location.href.split('#')[0]) + '#' + encodeURIComponent(chapters[current].id) + (hasTime ? '&t=' + Math.floor(now()) : '');
}

// The place that the address names: {index, time}, or null. A search engine's link says it as `?t=` in seconds of the whole lesson.
function linkedPlace() {
  const asked = new URLSearchParams(location.search).get('t');
  let time = asked === null || location.hash.length > 1 ? NaN : Number(asked);
  for (let index = 0; index < chapters.length && time >= -.05; index++) {
    const length = chapters[index].media.duration;
    if (time < length - .05) return {index, time: Math.max(0, time)};
    time -= length;
  }
  const found = /^#([^&]+)(?:.*&t=(\d+(?:\.\d+)?)(?![^&]))?/.exec(location.hash);
  if (!found) return null;
  let id = found[1];
  try { id = decodeURIComponent(id) } catch { /* taken as it is */ }
  const index = chapters.findIndex(chapter => chapter.id === id);
  return index < 0 ? null : {index, time: found[2] < chapters[index].media.duration - .05 ? Number(found[2]) : 0};
}
addEventListener('hashchange', () => {
  const place = linkedPlace();
  if (place) goTo(place.index, place.time, true);
});

function copyLink(hasTime) {
  const link = linkHere(hasTime);
  // The clipboard is closed to pages opened as files in some browsers; a selected field works there.
  const byHand = () => {
    const field = make('input', {class: 'input', readOnly: true, value: link, 'aria-label': word('copyByHand'), on: {blur: event => { if (event.target.isConnected) fill(byId('toast')); }}});
    toast([word('copyByHand'), ' ', field], true);
    field.focus();
    field.select();
    let isCopied = false;
    try { isCopied = document.execCommand('copy') } catch { /* the field stays */ }
    if (!isCopied) return;
    toast(word('copied'));
    byId('copy-link').focus();
  };
  byId('copy-link').focus();
  if (navigator.clipboard) navigator.clipboard.writeText(link).then(() => toast(word('copied')), byHand);
  else byHand();
}

const feedbackAddress = safeAddress(lesson.feedback);
// Its address is made when it is followed: the place moves on while the video plays.
function feedbackLink() {
  if (!feedbackAddress) return null;
  const address = () => {
    // A form may take the place from its address; one that doesn't know these names passes over them.
    if (!/^mailto:/i.test(feedbackAddress)) {
      const [form, part] = feedbackAddress.split(/(?=#)/);
      return form + (form.includes('?') ? '&' : '?') + 'chapter=' + encodeURIComponent(chapters[current].id) + '&t=' + Math.floor(now()) + (part || '');
    }
    const subject = lesson.title + ': ' + chapterTitle(chapters[current]) + ', ' + clock(now());
    return feedbackAddress + (feedbackAddress.includes('?') ? '&' : '?') + 'subject=' + encodeURIComponent(subject)
      + '&body=' + encodeURIComponent('\n\n' + linkHere(true));
  };
  const link = leading(address(), '', icon('mail'), word('tellTeacher'));
  link.className = 'button quiet';
  link.addEventListener('click', () => { link.href = address(); });
  return link;
}
