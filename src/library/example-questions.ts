/** Questions that the articles at hand answer, for people who do not know yet what to ask. */
import { alternatives } from '../languages/alternatives.ts';
import { detectLanguage, languageOfScript } from '../languages/detect.ts';
import type { Language } from '../languages/language.ts';
import { LANGUAGES, languageCode } from '../languages/languages.ts';
import type { Answer, Article } from '../model.ts';

/** Two or more capitalised words in a row, such as "the Wakhan Corridor" or "Almas Zahid"; "The Aral Sea", too. */
const TAKEN = alternatives(({ nameArticle }) => nameArticle);
const TAKEN_CAPITAL = alternatives(({ nameArticle }) => nameArticle && capitalised(nameArticle));
const NAME = new RegExp(
  `(?:(?<=[\\p{Ll},;:–—-]\\s)(?:(?:${TAKEN})\\s)?|(?<![\\p{L}\\p{N}’'-])(?:${TAKEN_CAPITAL})\\s)` +
    `(?:\\p{Lu}[\\p{L}’'-]+\\s){1,3}\\p{Lu}[\\p{L}’'-]+`,
  'gu',
);
const TAKEN_FIRST = new RegExp(`^(?:${TAKEN})\\s`, 'u');
const TAKEN_CAPITAL_FIRST = new RegExp(`^(?:${TAKEN_CAPITAL})\\s`, 'u');
/** A name that stands in more passages than this is what everything is about. */
const FEW_PARAGRAPHS = 3;
/** Articles that names are looked for in: somebody waits, and the first ones do as well as any. */
const LOOKED_AT = 200;
/** Names that are tried for one article; most of them pass at once. */
const TRIES = 4;

/** A year by itself, in a sentence or a date. */
const YEAR = /(?<![\p{L}\p{N}.,-])(1[0-9]{3}|20[0-9]{2})(?![\p{L}\p{N}]|[.,]\p{N})/u;
/** A title that is longer would make a question that nobody asks. */
const TITLE_MAX = 60;

/** A question that may be made, and how to tell that it was answered with what it is about. */
interface Draft {
  readonly question: string;
  readonly isMet: (answer: Answer) => boolean;
}

/**
 * Makes questions from names in the articles, of several moulds, and keeps those that are really
 * answered. An article without names is asked for by its title.
 * @param count questions at most, each from another article.
 * @param ask asks the library; it may refuse or fail.
 */
export async function exampleQuestions(
  articles: Iterable<Article>,
  count: number,
  ask: (question: string) => Promise<Answer>,
): Promise<string[]> {
  const named = [...articles]
    .slice(0, LOOKED_AT)
    .map((article) => ({ article, names: namesOf(article) }));
  const shares = new Map<string, number>();
  for (const { names } of named) {
    for (const name of names) shares.set(bare(name), (shares.get(bare(name)) ?? 0) + 1);
  }
  const questions: string[] = [];
  for (const { article, names: all } of named) {
    if (questions.length >= count) break;
    // What several articles speak of is nobody's subject.
    const names = all.filter((name) => shares.get(bare(name)) === 1).slice(0, TRIES);
    for (const { question, isMet } of draftsFor(article, names, questions.length)) {
      const answer = await ask(question);
      if (!answer.answered || !isMet(answer)) continue;
      questions.push(question);
      break;
    }
  }
  return questions;
}

/** What may be asked about an article: first by the mould whose turn it is, then plainly, then by its title. */
function draftsFor(article: Article, names: readonly string[], turn: number): Draft[] {
  const language = languageOf(article);
  const saying =
    (...words: readonly string[]) =>
    ({ excerpts: [first] }: Answer) =>
      first !== undefined && words.every((word) => first.text.includes(bare(word)));
  const plain = names.map((name) => ({
    question: language.exampleQuestion(name),
    isMet: saying(name),
  }));
  const ofTwo = pairsOf(article, names).map(([name, other]) => ({
    question: language.exampleOfTwo(name, other),
    isMet: saying(name, other),
  }));
  const inYear = yearsOf(article, names).map(([name, year]) => ({
    question: language.exampleInYear(name, year),
    isMet: saying(name, year),
  }));
  const title = {
    question: language.exampleQuestion(article.title),
    isMet: ({ excerpts: [first] }: Answer) => first?.citation.article === article.title,
  };
  const moulds = [plain, inYear, ofTwo];
  const special = moulds[turn % moulds.length] ?? plain;
  const first = special === plain ? [] : special.slice(0, 1);
  return [...first, ...plain, ...(article.title.length <= TITLE_MAX ? [title] : [])];
}

/** Names with another one in the same paragraph. */
function pairsOf(article: Article, names: readonly string[]): [string, string][] {
  return paragraphsWith(article, names).flatMap(({ name, text }): [string, string][] => {
    const other = namesIn(text).find((one) => bare(one) !== bare(name));
    return other === undefined ? [] : [[name, other]];
  });
}

/** Names with a year in the same paragraph. */
function yearsOf(article: Article, names: readonly string[]): [string, string][] {
  return paragraphsWith(article, names).flatMap(({ name, text }): [string, string][] => {
    const year = YEAR.exec(text)?.[1];
    return year === undefined ? [] : [[name, year]];
  });
}

/** Each name with the first paragraph that it stands in. */
function paragraphsWith({ text, blocks }: Article, names: readonly string[]) {
  return names.flatMap((name) => {
    const block = blocks.find(({ start, end }) => text.slice(start, end).includes(bare(name)));
    return block === undefined ? [] : [{ name, text: text.slice(block.start, block.end) }];
  });
}

/** Names that tell an article's paragraphs apart, those that it speaks of more often first. */
function namesOf({ text, blocks }: Article): string[] {
  const found = new Map<string, { written: string; where: Set<number> }>();
  for (const { start, end, number } of blocks) {
    for (const written of namesIn(text.slice(start, end))) {
      const known = found.get(bare(written)) ?? { written, where: new Set() };
      // One that takes an article sounds wrong without it.
      if (written !== bare(written)) known.written = written;
      known.where.add(number);
      found.set(bare(written), known);
    }
  }
  return [...found.values()]
    .filter(({ where }) => where.size <= FEW_PARAGRAPHS)
    .sort((a, b) => b.where.size - a.where.size)
    .map(({ written }) => written);
}

/** As they are written within a sentence. */
function namesIn(text: string): string[] {
  return [...text.matchAll(NAME)].map(([written]) =>
    written.replace(TAKEN_CAPITAL_FIRST, (taken) => taken.toLowerCase()),
  );
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function bare(name: string): string {
  return name.replace(TAKEN_FIRST, '');
}

/** What questions about an article are asked in. */
function languageOf({ language, text }: Article): Language {
  const known = language === null ? detectLanguage(text) : languageCode(language);
  return LANGUAGES[known ?? languageOfScript('Latin')];
}
