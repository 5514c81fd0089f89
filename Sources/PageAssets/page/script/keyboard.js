// Single keys. They can be switched off (WCAG 2.2, 2.1.4) and never fire while one types or, for Space, on a button.

const keyActions = {
  ' ': togglePlay, k: togglePlay, j: () => seek(now() - 10), l: () => seek(now() + 10), ArrowLeft: () => seek(now() - 5), ArrowRight: () => seek(now() + 5),
  c: toggleCaptions, m: toggleSound, f: toggleFull, '<': () => stepRate(-1), '>': () => stepRate(1),
  n: () => { if (current + 1 < chapters.length) goTo(current + 1, 0, true); },
  p: () => { if (current > 0) goTo(current - 1, 0, true); },
  q: () => { if (!watching && asked(current).length) openQuiz(current); },
  t: () => { showTab('transcript'); byId('tab-transcript').focus(); },
  '?': showKeys,
};

function chooseByNumber(event) {
  const option = round && mode === 'quiz' && !round.grade && document.querySelectorAll('#card .option input')[Number(event.key) - 1];
  if (!option) return;
  event.preventDefault();
  option.focus();
  option.click();
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  const {target} = event, isField = target.matches('input:not([type=range], [type=radio], [type=checkbox]), select, textarea');
  if (event.key === 'Escape' && watching) {
    event.preventDefault();
    return leavePart();
  }
  if (!preferences.hasKeys || isField) return;
  const isInput = target.matches('input'), key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === ' ' && (isInput || target.closest('button, a, summary'))) return;
  if (isInput && key.startsWith('Arrow')) return;
  if (/^[1-9]$/.test(key)) return chooseByNumber(event);
  if (mode !== 'video' && !['?', 't'].includes(key)) return;
  const act = Object.hasOwn(keyActions, key) && keyActions[key];
  if (!act || (event.repeat && !/^(Arrow|[jl]$)/.test(key))) return;
  event.preventDefault();
  act();
});
