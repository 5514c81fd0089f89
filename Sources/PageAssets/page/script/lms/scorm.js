// The page as a SCO (SCORM 1.2 Run-Time Environment, ADL, 2001): where the learner is, the answers and a grade are kept by the LMS. Without one, all of
// this is absent and the page keeps its progress in the browser.

// How many windows upwards the LMS is looked for.
const STEPS = 7;
// The share of the points in percent from which the lesson counts as passed, where the LMS doesn't say.
const MASTERY = 50;
// Between two messages that say nothing but that time has passed, in milliseconds.
const PAUSE_BETWEEN = 30000;

function findAPI() {
  const upwards = start => {
    for (let frame = start, step = 0; frame && step <= STEPS; frame = frame.parent, step++) {
      try {
        if (frame.API && frame.API.LMSInitialize) return frame.API;
      } catch { /* a window of another origin */ }
      if (frame.parent === frame) return null;
    }
    return null;
  };
  return upwards(window) || upwards(window.opener) || upwards(window.top && window.top.opener);
}

// A platform is there, but keeps nothing of this visit.
let isRefused = false;
const lms = (() => {
  const api = findAPI();
  if (!api) return null;
  const call = (name, ...values) => {
    try { return String(api[name](...values)) } catch { return '' }
  };
  if (call('LMSInitialize', '') !== 'true') {
    isRefused = true;
    return null;
  }
  const get = name => call('LMSGetValue', 'cmi.' + name);
  const set = (name, value) => call('LMSSetValue', 'cmi.' + name, String(value)) === 'true';

  const since = Date.now(), earlier = get('core.lesson_status');
  const isWatchedOnly = ['review', 'browse'].includes(get('core.lesson_mode'));
  const mastery = Number(get('student_data.mastery_score') || MASTERY);
  const kept = {data: get('suspend_data'), location: get('core.lesson_location')};
  let isOver = false, sent = '', sentAt = 0, best = Number(get('core.score.raw')) || 0;
  // How many answers are recorded; NaN where the LMS records none.
  let count = Number.parseInt(get('interactions._count'), 10);

  const two = number => String(number).padStart(2, '0');
  // HHHH:MM:SS.SS
  const span = seconds => {
    const hundredths = Math.min(Math.round(seconds * 100), 9999 * 360000);
    return String(Math.floor(hundredths / 360000)).padStart(4, '0') + ':' + two(Math.floor(hundredths / 6000) % 60) + ':' + two(Math.floor(hundredths / 100) % 60) + '.' + two(hundredths % 100);
  };

  // Never back from what was reached: practice does no harm, and neither does a question that is added to the lesson later.
  const score = () => best = Math.max(gradePercent(), best);
  function status() {
    if (['passed', 'completed'].includes(earlier)) return earlier;
    if (!isLessonDone()) return earlier === 'failed' ? 'failed' : 'incomplete';
    return !hasGrade() ? 'completed' : score() >= mastery ? 'passed' : 'failed';
  }

  // Says how far the learner is: at once where something was reached, else now and then. State goes before the status: some platforms drop it after that.
  function keep(isNow) {
    if (isOver || isWatchedOnly) return;
    const isScored = hasGrade() && gradedQuestions().some(question => stateOf(question) !== 'none');
    const news = [status(), progress.chapter, ...Object.values(progress.states), progress.open && progress.open.at].join() + (isScored ? score() : '');
    if (!isNow && news === sent && Date.now() - sentAt < PAUSE_BETWEEN) return;
    [sent, sentAt] = [news, Date.now()];
    set('core.lesson_location', (progress.chapter + '&t=' + Math.floor(progress.time)).slice(-255));
    set('suspend_data', suspended());
    if (isScored) for (const [name, value] of [['min', 0], ['max', 100], ['raw', score()]]) set('core.score.' + name, value);
    set('core.session_time', span((Date.now() - since) / 1000));
    set('core.exit', 'suspend');
    set('core.lesson_status', status());
    call('LMSCommit', '');
  }

  // `t` or `f`, or at most 255 characters on one line.
  const name = question => {
    const id = encodeURIComponent(question.key);
    return id.length > 255 ? id.slice(0, 245) + '-' + [...questions.keys()].indexOf(question.key) : id;
  };
  const response = (question, answer) => {
    const text = writtenAnswer(question, answer, ',', '.');
    return question.kind === 'true-false' ? text[0] : text.replace(/\s+/g, ' ').slice(0, 255);
  };
  listeners.push(({question, answer, grade, seconds}) => {
    if (isOver || isWatchedOnly || Number.isNaN(count)) return;
    const at = 'interactions.' + count + '.', time = new Date();
    if (!set(at + 'id', name(question))) {
      count = NaN;
      return;
    }
    count++;
    set(at + 'time', [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':'));
    const right = question.kind === 'essay' ? null : response(question, kindOf(question).solution(question)), given = response(question, answer);
    // A number with an exponent is none to the standard.
    const isText = question.kind === 'numeric' && ![right, given].every(text => /^-?\d+(\.\d+)?$/.test(text));
    set(at + 'type', isText ? 'fill-in' : INTERACTIONS[question.kind]);
    if (right !== null) set(at + 'correct_responses.0.pattern', right);
    set(at + 'student_response', given);
    set(at + 'result', grade.isUngraded ? 'neutral' : isWhole(grade) ? 'correct' : 'wrong');
    set(at + 'latency', span(seconds));
  });

  // Finished once: `pagehide` is the last that a page hears in every browser, also on a phone.
  addEventListener('pagehide', () => {
    if (isOver) return;
    keep(true);
    isOver = true;
    call('LMSFinish', '');
  });
  addEventListener('pageshow', event => { if (event.persisted && isOver) location.reload(); });
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') keep(true); });

  return {progress: () => resumed(kept.data, kept.location), keep};
})();
