// What is said, as a list that follows the video and leads to any place in it. One stop in the tab order; arrows move inside.

let follows = true;
let cueButtons = [], cueStarts = [], markedCue = -1;

function drawTranscript() {
  const chapter = chapters[current], captions = chosenTranscript(chapter), panel = byId('panel-transcript');
  cueButtons = [];
  cueStarts = [];
  markedCue = -1;
  if (!captions) return refill(panel, byId('tab-transcript'), make('p', {class: 'ghost'}, word('noTranscript')));
  let lastSpeaker;
  cueButtons = captions.cues.map(([start, , text, speaker], index) => {
    const who = speaker && speaker !== lastSpeaker ? make('span', {class: 'who'}, speaker) : null;
    lastSpeaker = speaker;
    return make('button', {type: 'button', class: 'cue', tabIndex: index ? -1 : 0, on: {click: () => playCue(index)}},
      make('span', {class: 'at'}, clock(start)), make('span', {dir: 'auto'}, who, make('span', {class: 'said'}, text.replace(/\n/g, ' '))));
  });
  cueStarts = captions.cues.map(([start]) => start);
  const tracks = captionsOf(chapter);
  refill(panel, byId('tab-transcript'),
    make('div', {class: 'transcript-tools'},
      make('input', {class: 'input', type: 'search', id: 'transcript-search', placeholder: word('search'), 'aria-label': word('search'), autocomplete: 'off',
        on: {input: searchTranscript}}),
      tracks.length > 1 ? select(tracks.map(track => [track.language, languageName(track.language)]), captions.language, choice => {
        preferences.transcript = choice;
        savePreferences();
        drawTranscript();
        byId('transcript-language').focus();
      }, {id: 'transcript-language', 'aria-label': word('language')}) : null),
    make('div', {id: 'cues', lang: languageTag(captions.language)}, cueButtons),
    make('p', {class: 'ghost', id: 'not-found', hidden: true}, word('notFound')),
    make('div', {class: 'to-now'}, make('button', {type: 'button', class: 'button primary', id: 'to-now', hidden: true, on: {click: followAgain}}, word('toNow'))));
  markCue(true);
}

function playCue(index) {
  if (mode !== 'video') showVideo();
  follows = true;
  seek(cueStarts[index] + .01);
  play();
  focusOn(cueButtons[index]);
}
function followAgain() {
  follows = true;
  if (byId('to-now')) byId('to-now').hidden = true;
  markCue(true);
}

function searchTranscript() {
  const wanted = byId('transcript-search').value.trim().toLocaleLowerCase();
  let found = 0;
  for (const each of cueButtons) {
    const text = each.querySelector('.said'), whole = text.textContent, at = wanted ? whole.toLocaleLowerCase().indexOf(wanted) : -1;
    each.hidden = wanted !== '' && at < 0;
    if (!each.hidden) found++;
    if (at < 0) fill(text, whole);
    else fill(text, whole.slice(0, at), make('mark', {}, whole.slice(at, at + wanted.length)), whole.slice(at + wanted.length));
  }
  byId('not-found').hidden = found > 0;
  if (wanted) follows = false; else followAgain();
  // The tab order leads to a line that is there.
  const stop = cueButtons.find(each => each.tabIndex === 0 && !each.hidden) || cueButtons.find(each => !each.hidden);
  for (const each of cueButtons) each.tabIndex = each === stop ? 0 : -1;
}

// The last cue that has begun.
function cueAt(time) {
  let low = 0, high = cueStarts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cueStarts[middle] <= time) low = middle + 1; else high = middle;
  }
  return low - 1;
}
function markCue(isForced) {
  if (!cueButtons.length) return;
  const at = cueAt(now() + .05);
  if (at === markedCue && !isForced) return;
  const before = cueButtons[markedCue], marked = cueButtons[at];
  if (before) before.removeAttribute('aria-current');
  if (marked) marked.setAttribute('aria-current', 'true');
  if (!byId('cues').contains(document.activeElement) && !byId('transcript-search').value) {
    for (const each of cueButtons) if (each.tabIndex === 0) each.tabIndex = -1;
    cueButtons[Math.max(at, 0)].tabIndex = 0;
  }
  markedCue = at;
  const panel = byId('panel-transcript');
  if (marked && follows && !panel.hidden && panel.scrollHeight > panel.clientHeight + 4) {
    panel.scrollTop = marked.offsetTop - panel.clientHeight / 2 + marked.offsetHeight / 2;
  }
}

const transcriptPanel = byId('panel-transcript');
for (const event of ['wheel', 'touchmove']) {
  transcriptPanel.addEventListener(event, () => {
    if (!byId('to-now') || transcriptPanel.scrollHeight <= transcriptPanel.clientHeight + 4) return;
    follows = false;
    byId('to-now').hidden = false;
  }, {passive: true});
}
transcriptPanel.addEventListener('keydown', event => {
  const from = event.target.closest('.cue');
  if (!from) return;
  const lines = cueButtons.filter(each => !each.hidden), at = lines.indexOf(from);
  const target = lines[{ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1}[event.key]];
  if (!target) return;
  event.preventDefault();
  event.stopPropagation();
  from.tabIndex = -1;
  target.tabIndex = 0;
  target.focus();
});
