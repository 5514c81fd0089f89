// The list of keys, and the settings.

const KEYS = [['keyPlay', ['Space', 'K']], ['keySeek', ['←', '→']], ['keySeek10', ['J', 'L']], ['keyCaptions', ['C']], ['keySpeed', ['<', '>']],
  ['keySound', ['M']], ['keyFull', ['F']], ['keyChapter', ['N', 'P']], ['keyQuiz', ['Q']], ['keyTranscript', ['T']], ['keyAnswer', ['1', '9']],
  ['keyHelp', ['?']], ['keyEscape', ['Esc']]];

const tool = (name, sign, act) => make('button', {type: 'button', class: 'tool', id: 'tool-' + name, title: word(name), on: {click: act}}, icon(sign), make('span', {}, word(name)));
function drawTools() {
  fill(byId('tools'), questions.size ? tool('printQuestions', 'print', () => print()) : null, tool('keyboard', 'keyboard', showKeys), tool('settings', 'settings', showSettings));
}

const dialogHead = (dialog, title) => make('div', {class: 'dialog-head'}, make('h2', {id: dialog.id + '-title'}, title),
  make('button', {type: 'button', 'aria-label': word('close'), on: {click: () => dialog.close()}}, icon('cross')));
const checkBox = (isOn, act, label, note) => make('label', {class: 'check'}, make('input', {type: 'checkbox', checked: isOn, on: {change: event => act(event.target.checked)}}),
  make('span', {}, label, make('span', {class: 'small'}, note)));
const keysBox = () => checkBox(preferences.hasKeys, isOn => { preferences.hasKeys = isOn; savePreferences(); }, word('singleKeys'), word('singleKeysNote'));

function showKeys() {
  const dialog = byId('keys');
  fill(dialog, dialogHead(dialog, word('keyboard')),
    make('dl', {class: 'key-list'}, KEYS.map(([name, keys]) => [make('dt', {}, keys.map((key, index) => [index && name === 'keyAnswer' ? '–' : null, make('kbd', {}, key)])), make('dd', {}, word(name))])),
    keysBox());
  dialog.showModal();
}

function segmented(name, label, choices, chosen, act) {
  return make('fieldset', {}, make('legend', {}, label), make('div', {class: 'segmented'}, choices.map(([value, text]) => make('label', {},
    make('input', {type: 'radio', name, value, checked: value === chosen, on: {change: () => act(value)}}), make('span', {}, text)))));
}
function showSettings() {
  const dialog = byId('settings');
  let isSure = false;
  const forget = event => {
    if (!isSure) {
      isSure = true;
      event.currentTarget.textContent = word('forgetSure');
      return;
    }
    progress = freshProgress();
    if (lms) lms.keep(); else store(PROGRESS, progress);
    know();
    dialog.close();
    goTo(0, 0, false);
    drawCover();
    toast(word('forgotten'));
  };
  const change = (name, value, act) => { preferences[name] = value; savePreferences(); act(); };
  fill(dialog, dialogHead(dialog, word('settings')), make('div', {class: 'settings'},
    segmented('theme', word('theme'), [['', word('likeDevice')], ['light', word('light')], ['dark', word('dark')]], preferences.theme, value => change('theme', value, applyTheme)),
    segmented('size', word('captionSize'), [['', word('normal')], ['large', word('large')]], preferences.isLarge ? 'large' : '', value => change('isLarge', value !== '', loadCaptions)),
    make('div', {}, make('label', {class: 'label', for: 'page-language'}, word('pageLanguage')),
      select(Object.keys(WORDS).map(tag => [tag, WORDS[tag].name]), language, value => change('language', value, () => {
        chooseLanguage(value);
        drawEverything();
        showSettings();
        byId('page-language').focus();
      }), {id: 'page-language'})),
    keysBox(),
    make('div', {class: 'kept'}, make('p', {class: 'small'}, privacy()), button('second', forget, word('forget')))));
  if (!dialog.open) dialog.showModal();
}
function applyTheme() {
  if (preferences.theme) document.documentElement.dataset.theme = preferences.theme;
  else delete document.documentElement.dataset.theme;
}
for (const [id, name] of [['keys', 'keyboard'], ['settings', 'settings']]) {
  byId(id).addEventListener('click', event => { if (event.target === event.currentTarget) event.currentTarget.close(); });
  // What opened it may be gone: a change of language draws the page anew.
  byId(id).addEventListener('close', event => {
    const {activeElement} = document;
    if (activeElement === document.body || event.target.contains(activeElement)) focusOn(byId('tool-' + name));
  });
}
