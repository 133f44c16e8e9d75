/** Questions that the articles at hand answer, for people who do not know yet what to ask. */
import { alternatives } from '../languages/alternatives.ts';
import { detectLanguage, languageOfScript } from '../languages/detect.ts';
import type { Language } from '../languages/language.ts';
import { LANGUAGES, languageCode } from '../languages/languages.ts';
import type { Answer, Article } from '../model.ts';

/** Two or more capitalised words in a row, such as "the Wakhan Corridor" or "Almas Zahid". */
const TAKEN = alternatives(({ nameArticle }) => nameArticle);
const NAME = new RegExp(
  `(?<=[\\p{Ll},;:–—-]\\s)(?:(?:${TAKEN})\\s)?(?:\\p{Lu}[\\p{L}’'-]+\\s){1,3}\\p{Lu}[\\p{L}’'-]+`,
  'gu',
);
const TAKEN_FIRST = new RegExp(`^(?:${TAKEN})\\s`, 'u');
/** A name that stands in more passages than this is what everything is about. */
const FEW_PARAGRAPHS = 3;
/** Articles that names are looked for in: somebody waits, and the first ones do as well as any. */
const LOOKED_AT = 200;
/** Names that are tried for one article; most of them pass at once. */
const TRIES = 4;

/**
 * Makes questions from names in the articles and keeps those that are really answered.
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
    const names = all.filter((name) => shares.get(bare(name)) === 1);
    for (const name of names.slice(0, TRIES)) {
      const question = languageOf(article).exampleQuestion(name);
      const answer = await ask(question);
      const [first] = answer.excerpts;
      if (!answer.answered || !first?.text.includes(bare(name))) continue;
      questions.push(question);
      break;
    }
  }
  return questions;
}

/** Names that tell an article's paragraphs apart, those that it speaks of more often first. */
function namesOf({ text, blocks }: Article): string[] {
  const found = new Map<string, { written: string; where: Set<number> }>();
  for (const { start, end, number } of blocks) {
    for (const [written] of text.slice(start, end).matchAll(NAME)) {
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

function bare(name: string): string {
  return name.replace(TAKEN_FIRST, '');
}

/** What questions about an article are asked in. */
function languageOf({ language, text }: Article): Language {
  const known = language === null ? detectLanguage(text) : languageCode(language);
  return LANGUAGES[known ?? languageOfScript('Latin')];
}
