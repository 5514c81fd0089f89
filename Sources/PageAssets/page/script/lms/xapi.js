// xAPI statements (ADL, 1.0.3) to the page that embeds this one, by postMessage as {source: 'chop', type: 'xapi', statement}: the video profile 1.0.3
// (w3id.org/xapi/video) for each chapter, and each answer that is checked. Who the learner is, this page doesn't know: the actor is this visit.

const isEmbedded = window.parent !== window;
if (isEmbedded) (() => {
  const VIDEO = 'https://w3id.org/xapi/video', ADL = 'http://adlnet.gov/expapi/';
  const VERBS = {played: VIDEO + '/verbs/', paused: VIDEO + '/verbs/', seeked: VIDEO + '/verbs/'};
  const DONE = .95;

  const uuid = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    [bytes[6], bytes[8]] = [bytes[6] & 15 | 64, bytes[8] & 63 | 128];
    return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  };
  const visit = uuid(), tag = languageTag(lesson.language) || 'und';
  const exact = seconds => Math.round(seconds * 1000) / 1000;
  const inSeconds = seconds => 'PT' + Math.round(seconds * 100) / 100 + 'S';
  const extensions = values => Object.fromEntries(Object.entries(values).map(([name, value]) => [VIDEO + '/extensions/' + name, value]));
  const activity = (name, title, type, more) => ({
    objectType: 'Activity', id: 'urn:uuid:' + encodeURIComponent(lesson.id) + (name ? '#' + encodeURIComponent(name) : ''),
    definition: {name: {[tag]: title}, type, ...more},
  });
  const whole = activity('', lesson.title, ADL + 'activities/lesson');
  const video = chapter => activity(chapter.id, chapter.title, VIDEO + '/activity-type/video');

  // Only the origin that holds this page may read them; a browser that doesn't tell it, or a page opened as a file, leaves whatever stands there.
  const [origin] = location.ancestorOrigins || [];
  const target = origin && origin !== 'null' ? origin : '*';
  function post(verb, object, result, context) {
    const statement = {
      id: uuid(), timestamp: new Date().toISOString(),
      actor: {objectType: 'Agent', account: {homePage: /^http/.test(location.origin) ? location.origin : 'file:///', name: visit}},
      verb: {id: (VERBS[verb] || ADL + 'verbs/') + verb, display: {'en-US': verb}}, object, result,
      context: {registration: visit, language: tag, ...context},
    };
    window.parent.postMessage({source: 'chop', type: 'xapi', statement: JSON.parse(JSON.stringify(statement))}, target);
  }

  // The chapter that was played last: {chapter, segments: [[from, to]], last, isCompleted}, its last segment still growing while `isPlaying`.
  let open = null;
  const union = segments => {
    let covered = 0, end = 0;
    for (const [from, to] of [...segments].sort((a, b) => a[0] - b[0])) {
      covered += Math.max(0, to - Math.max(from, end));
      end = Math.max(end, to);
    }
    return covered;
  };
  const share = () => exact(Math.min(1, union(open.segments) / open.chapter.media.duration));
  const heard = () => ({'played-segments': open.segments.map(part => part.map(exact).join('[.]')).join('[,]'), progress: share()});
  function postVideo(verb, values, result) {
    post(verb, video(open.chapter), values && {...result, extensions: extensions(values)}, {
      contextActivities: {category: [{id: VIDEO}], parent: [whole]},
      extensions: extensions({'session-id': visit, length: open.chapter.media.duration, 'completion-threshold': DONE, speed: media.playbackRate + 'x'}),
    });
  }
  function reach(time) {
    open.last = time;
    if (open.isPlaying) open.segments[open.segments.length - 1][1] = Math.max(open.segments[open.segments.length - 1][0], time);
  }
  function complete() {
    if (open.isCompleted || share() < DONE) return;
    open.isCompleted = true;
    postVideo('completed', {time: exact(open.last), ...heard(), progress: 1}, {completion: true, duration: inSeconds((Date.now() - open.since) / 1000)});
  }
  function terminate() {
    if (open) postVideo('terminated', {time: exact(open.last), ...heard()});
    open = null;
  }
  const acts = {
    play(element) {
      if (!open || open.chapter !== chapters[current]) {
        terminate();
        open = {chapter: chapters[current], segments: [], last: element.currentTime, since: Date.now()};
        postVideo('initialized');
      }
      open.isPlaying = true;
      open.segments.push([element.currentTime, element.currentTime]);
      postVideo('played', {time: exact(element.currentTime)});
    },
    pause() {
      open.isPlaying = false;
      postVideo('paused', {time: exact(open.last), ...heard()});
      complete();
    },
    timeupdate(element) {
      if (element.seeking) return;
      reach(element.currentTime);
      complete();
    },
    seeked(element) {
      postVideo('seeked', {'time-from': exact(open.last), 'time-to': exact(element.currentTime)});
      open.last = element.currentTime;
      if (open.isPlaying) open.segments.push([open.last, open.last]);
    },
  };
  for (const element of [media, spare]) for (const [event, act] of Object.entries(acts)) {
    element.addEventListener(event, () => {
      const isOpen = open && element.file === fileOf(chapters.indexOf(open.chapter));
      if (event === 'play' ? element === media : isOpen) act(element);
    });
  }
  addEventListener('pagehide', terminate);

  listeners.push(({question, answer, grade, seconds}) => {
    const choices = list => list.map((each, index) => ({id: letter(index), description: {[tag]: typeof each === 'string' ? each : plain(each)}}));
    const texts = question.answers.map(each => each.text), kind = question.kind;
    const parts = kind === 'matching' ? {source: choices(lefts(question).map(pair => pair.left)), target: choices(rights(question))}
      : kind.endsWith('choice') || kind === 'ordering' ? {choices: choices(texts)} : {};
    const pattern = kind === 'essay' ? {} : {correctResponsesPattern: [writtenAnswer(question, kindOf(question).solution(question), '[,]', '[.]')]};
    const object = activity(question.key, plain(question.stem), ADL + 'activities/cmi.interaction', {
      interactionType: kind === 'essay' ? 'long-fill-in' : INTERACTIONS[kind], ...pattern, ...parts,
    });
    const graded = grade.isUngraded ? {} : {success: isWhole(grade), score: {scaled: exact(Math.min(1, grade.share))}};
    const place = chapters[question.place];
    post('answered', object, {...graded, response: writtenAnswer(question, answer, '[,]', '[.]'), duration: inSeconds(seconds)},
      {contextActivities: {parent: [place ? video(place) : whole], grouping: [whole]}});
  });
})();
