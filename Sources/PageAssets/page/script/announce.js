// Short messages: heard by screen readers, or seen for a moment too.

function say(text) {
  byId('live').textContent = '';
  setTimeout(() => { byId('live').textContent = text }, 60);
}
let toastTimer;
function toast(text, stays) {
  fill(byId('toast'), make('span', {}, text));
  clearTimeout(toastTimer);
  if (!stays) toastTimer = setTimeout(() => fill(byId('toast')), 3200);
}
