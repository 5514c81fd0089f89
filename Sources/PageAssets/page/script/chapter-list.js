// The rail: progress, the chapters with their posters and states, and its two tabs.

function drawChapterList() {
  drawProgress();
  drawMarks();
  refill(byId('panel-chapters'), byId('tab-chapters'), make('ol', {}, chapters.map(chapterEntry)),
    asked(CLOSING).length ? quizButton(CLOSING, 'to-result to-closing') : null,
    make('button', {type: 'button', id: 'to-result', class: 'to-result' + (mode === 'result' && !round ? ' is-current' : ''), on: {click: showClosing}},
      icon('flag'), word('yourResult')));
}

function drawProgress() {
  const done = chapters.filter((chapter, index) => isDone(index)).length;
  const share = index => {
    const all = asked(index), answered = all.filter(question => stateOf(question) !== 'none').length;
    return all.length ? seenShare(index) * .7 + answered / all.length * .3 : seenShare(index);
  };
  fill(byId('progress'), make('p', {}, word('chaptersDone', {a: done, b: chapters.length})),
    make('div', {class: 'segments', 'aria-hidden': 'true'}, chapters.map((chapter, index) =>
      make('i', {class: isDone(index) ? 'is-done' : '', vars: {'flex-grow': String(chapter.media.duration)}},
        make('b', {vars: {'--share': 100 * share(index) + '%'}})))));
}

function chapterState(index) {
  const share = seenShare(index);
  if (isDone(index)) return [icon('right-sign'), word('done')];
  if (index === current && mode === 'video' && isStarted) return word('playingNow');
  if (isSeen(index)) return word(asked(index).length ? 'quizOpen' : 'watched');
  return share > .02 ? word('watchedShare', {p: Math.round(share * 100)}) : word('notStarted');
}

function chapterEntry(chapter, index) {
  const isCurrent = index === current && mode === 'video', isInQuiz = round && mode === 'quiz' && round.place === index;
  const resume = () => {
    const [first] = playedParts(index);
    return index === current ? now() : isSeen(index) || !first || first[0] > 1 ? 0 : first[1];
  };
  const picture = chapter.poster && make('img', {src: chapter.poster, alt: '', loading: 'lazy', on: {error: event => event.target.remove()}});
  return make('li', {class: 'entry' + (isCurrent ? ' is-current' : '') + (isInQuiz ? ' is-asked' : '')},
    make('button', {type: 'button', class: 'to-chapter', 'aria-current': isCurrent ? 'true' : null,
      on: {pointerenter: () => prepare(index), focus: () => prepare(index), click: () => { goTo(index, resume(), true); focusOn(controls.play); }}},
      make('span', {class: 'thumb'}, make('span', {'aria-hidden': 'true'}, String(chapter.number)), picture,
        make('span', {class: 'length'}, clock(chapter.media.duration)),
        seenShare(index) > 0 ? make('span', {class: 'watched', 'aria-hidden': 'true'}, make('b', {'data-seen': String(index), vars: {'--share': 100 * seenShare(index) + '%'}})) : null),
      make('span', {}, said('span', {class: 'name'}, chapterTitle(chapter)),
        make('span', {class: 'state' + (isDone(index) ? ' is-done' : '')}, chapterState(index)))),
    asked(index).length ? quizButton(index, 'to-quiz') : null);
}

function quizButton(place, look) {
  const answered = isAnswered(place), list = asked(place);
  const name = place === CLOSING ? word('closingQuiz') : word('quiz');
  return make('button', {type: 'button', class: look + (answered ? ' is-done' : ''), 'data-quiz': String(place),
    'aria-current': round && mode === 'quiz' && round.place === place ? 'true' : null,
    on: {click: () => { if (place !== CLOSING && place !== current) loadChapter(place, 0, false); openQuiz(place); }}},
    make('span', {}, icon(answered ? 'right-sign' : 'quiz'), name + ' · ' + (answered ? scoreText(place) : word('questions', {n: list.length}))),
    pips(list));
}

// Only the bar of what was seen, while it plays.
function drawSeen(index) {
  const bar = document.querySelector('[data-seen="' + index + '"]');
  if (bar) bar.style.setProperty('--share', 100 * seenShare(index) + '%');
}

function showTab(name, isQuiet) {
  for (const each of ['chapters', 'transcript']) {
    const isShown = each === name, tab = byId('tab-' + each);
    tab.setAttribute('aria-selected', String(isShown));
    tab.tabIndex = isShown ? 0 : -1;
    byId('panel-' + each).hidden = !isShown;
  }
  if (name === 'transcript') followAgain();
  if (!isQuiet && name === 'chapters') showCurrentEntry();
}
// In a long list the chapter that plays comes into view, without moving the page.
function showCurrentEntry() {
  const panel = byId('panel-chapters'), entry = panel.querySelector('.is-current, .is-asked');
  if (entry && panel.scrollHeight > panel.clientHeight + 4) panel.scrollTop = entry.offsetTop - panel.clientHeight / 3;
}
for (const [name, other] of [['chapters', 'transcript'], ['transcript', 'chapters']]) {
  byId('tab-' + name).addEventListener('click', () => showTab(name));
  byId('tab-' + name).addEventListener('keydown', event => {
    if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    showTab(other);
    byId('tab-' + other).focus();
  });
}
