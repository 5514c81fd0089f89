// The kinds of questions: how each is asked, answered, graded and printed. A kind that this page doesn't know is shown as text.
//
//   ask(question)              the word that says what to do, or null
//   fresh(question)            an answer with nothing in it; answers are plain values, kept with the progress
//   accepts(question, answer)  whether a kept answer still fits the question
//   isReady(question, answer)  whether there is something to check; notReady(answer) names the word that says what is missing
//   grade(question, answer)    {share 0…1, parts: [right or not], feedback, reasons: [[text, right or not, why]], right, of}
//   body(question, view)       the elements; view is {answer, grade, set(answer)}
//   solution, solutionText     the right answer, as an answer and as a line of text
//   paper(question)            the elements for printing

const KINDS = {
  'true-false': choice, 'single-choice': choice, 'multiple-choice': choice, 'short-answer': shortAnswer, numeric, matching, ordering, cloze, essay, description,
};
const kindOf = question => KINDS[question.kind] || description;
