// The questions on paper: room for name and date, and the answers on a page of their own.

function drawPaper() {
  const key = [];
  let number = 0;
  const onPaper = question => {
    if (!isAsked(question)) return rich('div', {class: 'asked'}, question.stem);
    number++;
    const solution = kindOf(question).solutionText(question);
    if (solution) key.push(said('p', {}, number + '. ' + solution));
    return make('div', {class: 'asked'}, make('div', {class: 'question'}, number + '. ', rich('div', {}, question.stem)), kindOf(question).paper(question));
  };
  const part = (quiz, place) => quiz.length ? [make('h2', {}, place === CLOSING ? word('closingQuiz') : said('span', {}, chapterTitle(chapters[place]))), quiz.map(onPaper)] : null;
  fill(byId('print'), make('h1', {}, said('span', {}, lesson.title)),
    make('p', {class: 'from'}, [lesson.authors.map(author => author.name).join(', '), lesson.licence].filter(Boolean).join(' · ')),
    make('p', {class: 'names'}, make('span', {}, word('nameOnPaper')), make('span', {}, word('date'))),
    quizzes.map(part), key.length ? make('section', {class: 'key'}, make('h2', {}, word('answers')), key) : null);
}
