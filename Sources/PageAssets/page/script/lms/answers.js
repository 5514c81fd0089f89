// Answers as learning platforms write them down: SCORM 1.2's student_response and xAPI's response have the same parts, with other signs between them.

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const letter = index => LETTERS[index] || '0';

const INTERACTIONS = {
  'true-false': 'true-false', 'single-choice': 'choice', 'multiple-choice': 'choice', 'short-answer': 'fill-in', numeric: 'numeric', matching: 'matching',
  ordering: 'sequencing', cloze: 'fill-in', essay: 'fill-in',
};

// `and` stands between parts, `to` between the two sides of a pair.
function writtenAnswer(question, answer, and, to) {
  switch (question.kind) {
    case 'true-false': return String(plain(question.answers[answer[0]].text).toLowerCase() === 'true');
    case 'single-choice': case 'multiple-choice': case 'ordering': return answer.map(letter).join(and);
    case 'numeric': return String(parseNumber(answer));
    case 'matching': return answer.map((side, index) => letter(index) + to + letter(rights(question).indexOf(side))).join(and);
    case 'cloze': return question.gaps.map((gap, index) => isChoice(gap) ? answer[index].map(at => plain(gap.answers[at].text)).join(' + ') : answer[index]).join(and);
    default: return answer;
  }
}

// Whoever wants to know of each answer that is checked: functions of {question, answer, grade, seconds}.
const listeners = [];
function tellAnswer() {
  const {question, answer, grade, since} = round;
  for (const listener of listeners) listener({question, answer, grade, seconds: (Date.now() - since) / 1000});
}

// Points, for a grade: of all questions that count, and of those that are right.
const pointsOf = list => list.reduce((sum, question) => sum + (question.mark === undefined ? 1 : question.mark), 0);
const gradedQuestions = () => [...questions.values()].filter(isGraded);
const hasGrade = () => pointsOf(gradedQuestions()) > 0;
const gradePercent = () => Math.round(pointsOf(gradedQuestions().filter(isRight)) / pointsOf(gradedQuestions()) * 10000) / 100;
