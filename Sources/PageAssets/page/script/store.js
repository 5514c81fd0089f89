// What is kept in this browser: one record for the lesson, one for the reader's preferences. All pages opened as files share one
// storage, so the lesson's stands under its id; the page works where there is no storage.

function stored(key) {
  try {
    const value = JSON.parse(localStorage.getItem(key));
    return value && typeof value === 'object' ? value : {};
  } catch {
    return {};
  }
}
// Whether it worked: not in some private windows, nor where storage is full or forbidden.
function store(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch { return false }
}

const PREFERENCES = 'chop:page';
const preferences = {theme: '', language: '', captions: 'auto', transcript: '', isLarge: false, rate: 1, hasKeys: true, isMuted: false};
for (const [name, value] of Object.entries(stored(PREFERENCES))) {
  if (typeof value === typeof preferences[name]) preferences[name] = value;
}
const savePreferences = () => store(PREFERENCES, preferences);
