// Captions stand in a band below the picture, so that they never hide a slide. The browser's own text track keeps the time; it
// is filled by hand, for <track> is blocked on file: pages, and shown by itself only where a phone goes full screen with its own player.

const captionsOf = chapter => chapter.captions.filter(track => track.cues.length);
const speaksLesson = track => track.language === lesson.language;

// The track to show, as chosen before, else in the lesson's language; null for off.
function chosenCaptions(chapter) {
  if (preferences.captions === '') return null;
  const tracks = captionsOf(chapter);
  return tracks.find(track => track.language === preferences.captions) || tracks.find(speaksLesson) || tracks[0] || null;
}
function chosenTranscript(chapter) {
  const tracks = captionsOf(chapter);
  return tracks.find(track => track.language === preferences.transcript) || chosenCaptions(chapter)
    || tracks.find(speaksLesson) || tracks[0] || null;
}

const textTrack = element => element.ownTrack || (element.ownTrack = element.addTextTrack('captions', word('captions')));

function loadCaptions() {
  const track = textTrack(media);
  track.mode = 'hidden';
  track.oncuechange = null;
  for (const cue of [...(track.cues || [])]) track.removeCue(cue);
  const captions = chosenCaptions(chapters[current]);
  const band = byId('caption');
  band.hidden = !captions;
  band.classList.toggle('is-large', preferences.isLarge);
  fill(byId('caption-text'));
  if (!captions) return;
  band.lang = languageTag(captions.language) || '';
  for (const [start, end, text, speaker] of captions.cues) {
    const cue = new VTTCue(start, end, text.replace(/&/g, '&amp;').replace(/</g, '&lt;'));
    cue.plain = [text, speaker];
    track.addCue(cue);
  }
  track.oncuechange = drawCaption;
  drawCaption();
}

function drawCaption() {
  const shown = [...(textTrack(media).activeCues || [])];
  fill(byId('caption-text'), shown.flatMap((cue, index) => {
    const [text, speaker] = cue.plain;
    return [index ? '\n' : null, speaker ? make('span', {class: 'who'}, speaker + ':') : null, text];
  }));
}

function setCaptions(choice) {
  preferences.captions = choice;
  savePreferences();
  loadCaptions();
  drawControls();
  drawTranscript();
}
let lastCaptions = 'auto';
function toggleCaptions() {
  const shown = chosenCaptions(chapters[current]);
  if (shown) lastCaptions = shown.language;
  setCaptions(shown ? '' : lastCaptions);
  const now = chosenCaptions(chapters[current]);
  say(word('captions') + ': ' + (now ? languageName(now.language) : word('off')));
}
