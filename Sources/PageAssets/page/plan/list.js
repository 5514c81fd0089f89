// The list as text: it alone says what the chapters are, all else on the page is drawn from it.

const clockPattern = /^(\s*)((?:\d+:)?\d{1,2}:\d{2}(?:[.,]\d{1,9})?)(?=\s|$)(.*)$/;

const secondsOf = clock => clock.replace(',', '.').split(':').reduce((sum, field) => sum * 60 + Number(field), 0);

function shortClock(seconds) {
  const whole = Math.floor(seconds + 1e-6), two = number => String(number).padStart(2, '0');
  const tail = two(Math.floor(whole / 60) % 60) + ':' + two(whole % 60);
  return whole >= 3600 ? Math.floor(whole / 3600) + ':' + tail : tail.replace(/^0/, '');
}

// The lines of `text` by recording: what each says and where it stands; and what can't be read.
function readList(text) {
  const lines = text.split('\n'), entries = [], problems = [];
  let part = 0;
  lines.forEach((line, index) => {
    const heading = /^\s*#\s*part\s+(\d{1,9})\b/i.exec(line), match = clockPattern.exec(line), trimmed = line.trim();
    if (heading) part = Number(heading[1]) - 1;
    else if (trimmed === '' || trimmed.startsWith('#')) return;
    else if (/^(\.{3,}|…+)$/.test(trimmed)) entries.push({part, line: index, isOpen: true});
    else if (match) {
      const title = match[3].replace(/^\s*\|?\s*/, '').trim();
      entries.push({part, line: index, time: secondsOf(match[2]), clock: match[2], title, isSkipped: /^[-–—\s]*\[?skip\]?$/i.test(title)});
    } else problems.push('line ' + (index + 1) + ' has no time first');
  });
  return {lines, entries, problems};
}

// Puts another time into an entry's line. The remarks below it follow: what spoke for the old time becomes the alternative.
function withTime(text, entry, clock, evidence) {
  const lines = text.split('\n'), old = clockPattern.exec(lines[entry.line]);
  lines[entry.line] = old[1] + clock + old[3];
  const first = entry.line + 1;
  let end = first;
  while (end < lines.length && /^\s+#/.test(lines[end])) end += 1;
  const remarks = lines.slice(first, end).map(line => line.replace(/^\s+#\s?/, '')), own = remarks[0] || '';
  const others = remarks.slice(1).filter(remark => !remark.startsWith('or ' + clock + ':'));
  others.unshift('or ' + old[2] + (own ? ': ' + own : ''));
  lines.splice(first, end - first, ...[evidence, ...others].map(remark => '    # ' + remark));
  return lines.join('\n');
}

// Takes an entry out, with its remarks.
function withoutEntry(text, entry) {
  const lines = text.split('\n');
  let end = entry.line + 1;
  while (end < lines.length && /^\s+#/.test(lines[end])) end += 1;
  lines.splice(entry.line, end - entry.line);
  return lines.join('\n');
}

// Puts a boundary in behind `entry`, the chapter that it divides.
function withEntry(text, entry, clock, evidence) {
  const lines = text.split('\n');
  let end = entry.line + 1;
  while (end < lines.length && /^\s+#/.test(lines[end])) end += 1;
  lines.splice(end, 0, clock, '    # ' + evidence);
  return lines.join('\n');
}
