// The controls below the picture.

const RATES = [.75, 1, 1.25, 1.5, 1.75, 2];
const controls = {};

const iconButton = (name, more, act) => controls[name] = make('button', {type: 'button', class: 'icon-button ' + more, id: 'control-' + name, on: {click: act}});
const menuButton = (name, more, items) => {
  const opener = iconButton(name, more, event => toggleMenu(event.currentTarget, items(), true));
  opener.setAttribute('aria-haspopup', 'menu');
  opener.setAttribute('aria-expanded', 'false');
  return make('span', {class: 'menu-place'}, opener);
};

function makeControls() {
  fill(byId('control-row'),
    iconButton('play', 'play', togglePlay),
    iconButton('back', '', () => seek(now() - 5)),
    make('span', {class: 'time', id: 'time'}), make('span', {class: 'gap'}),
    menuButton('captions', '', captionItems), menuButton('speed', '', speedItems),
    iconButton('sound', 'from-wide', toggleSound), iconButton('full', '', toggleFull));
}

// After a choice, focus goes back to the menu's button.
const choosing = (name, act) => () => { act(); controls[name].focus(); };
const captionItems = () => {
  const shown = chosenCaptions(chapters[current]);
  return [...captionsOf(chapters[current]).map(track =>
    [languageName(track.language), choosing('captions', () => setCaptions(track.language)), track === shown, languageTag(track.language)]),
    [word('off'), choosing('captions', () => setCaptions('')), !shown]];
};
const speedItems = () => RATES.map(rate =>
  [rate + '×' + (rate === 1 ? ' · ' + word('normal') : ''), choosing('speed', () => setRate(rate)), rate === preferences.rate]);

function drawControls() {
  const captions = chosenCaptions(chapters[current]), label = captions ? languageName(captions.language) : word('off');
  const name = (control, text) => controls[control].setAttribute('aria-label', text);
  drawPlay();
  fill(controls.back, icon('back'), make('span', {'aria-hidden': 'true'}, '5'));
  name('back', word('back5'));
  controls.captions.parentNode.hidden = !captionsOf(chapters[current]).length;
  fill(controls.captions, icon('captions'), make('span', {class: 'from-wide'}, label));
  controls.captions.classList.toggle('is-on', !!captions);
  name('captions', word('captions') + ': ' + label);
  fill(controls.speed, preferences.rate + '×');
  name('speed', word('speed') + ': ' + preferences.rate + '×');
  fill(controls.sound, icon(preferences.isMuted ? 'muted' : 'sound'));
  name('sound', word(preferences.isMuted ? 'unmute' : 'mute'));
  fill(controls.full, icon('full'));
  name('full', word('full'));
  controls.full.hidden = chapters[current].media.isSound || !document.fullscreenEnabled && !media.webkitEnterFullscreen;
}
function drawPlay() {
  fill(controls.play, icon(media.paused ? 'play' : 'pause'));
  controls.play.setAttribute('aria-label', word(media.paused ? 'play' : 'pause'));
  byId('stage').classList.toggle('is-playing', !media.paused);
}
function drawTime(time, length) {
  const line = byId('seek');
  line.max = length;
  line.value = time;
  line.style.setProperty('--played', 100 * Math.min(1, time / length) + '%');
  line.setAttribute('aria-valuetext', word('ofTime', {a: clock(time), b: clock(length)}));
  byId('time').textContent = clock(time) + ' / ' + clock(length);
}

function setRate(rate) {
  preferences.rate = rate;
  media.playbackRate = media.defaultPlaybackRate = rate;
  savePreferences();
  drawControls();
}
const stepRate = step => {
  const at = RATES.indexOf(preferences.rate) + step;
  setRate(RATES[Math.min(RATES.length - 1, Math.max(0, at))]);
  say(word('speed') + ': ' + preferences.rate + '×');
};
function toggleSound() {
  preferences.isMuted = media.muted = !preferences.isMuted;
  savePreferences();
  drawControls();
}
// With the place where questions are asked, so that they come up on the projector too.
function toggleFull() {
  const main = byId('main');
  if (document.fullscreenElement) document.exitFullscreen();
  else if (document.fullscreenEnabled) main.requestFullscreen();
  else if (media.webkitEnterFullscreen) media.webkitEnterFullscreen();
}

const seekLine = byId('seek');
seekLine.addEventListener('input', () => seek(Number(seekLine.value)));
seekLine.addEventListener('keydown', event => {
  const step = {ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageUp: 30, PageDown: -30}[event.key];
  const target = {Home: 0, End: duration()}[event.key];
  if (step === undefined && target === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  seek(target === undefined ? now() + step : target);
});
// The time under the pointer.
seekLine.addEventListener('pointermove', event => {
  if (event.pointerType !== 'mouse') return;
  const box = seekLine.getBoundingClientRect(), share = Math.min(1, Math.max(0, (event.clientX - box.left - 7) / (box.width - 14)));
  const tip = byId('seek-tip');
  tip.hidden = false;
  tip.textContent = clock(share * duration());
  tip.style.setProperty('left', event.clientX - box.left + 'px');
});
seekLine.addEventListener('pointerleave', () => { byId('seek-tip').hidden = true });
