// Items to put in order: each is given its place. The answer is the place chosen for each item, as it is shown; empty for none yet.

const orderedPairs = question => shuffled(question.answers.map((answer, index) => ({left: answer.text, right: String(index + 1)})), question.key);
const asPairs = question => ({...question, pairs: orderedPairs(question)});

const ordering = {
  ...matching,
  ask: () => 'askOrder',
  fresh: question => matching.fresh(asPairs(question)),
  accepts: (question, answer) => matching.accepts(asPairs(question), answer),
  grade: (question, answer) => matching.grade(asPairs(question), answer),
  solution: question => matching.solution(asPairs(question)),
  body: (question, view) => matching.body(asPairs(question), view),
  solutionText: question => question.answers.map(answer => plain(answer.text)).join(' · '),
  paper: question => matching.paper(asPairs(question)),
};
