/** Questions that the articles at hand answer, for people who do not know yet what to ask. */
import type { Answer, Article } from '../model.ts';

/** Two or more capitalised words in a row, such as "the Wakhan Corridor" or "Almas Zahid". */
const NAME = /(?<=[\p{Ll},;:–—-]\s)(?:the\s)?(?:\p{Lu}[\p{L}’'-]+\s){1,3}\p{Lu}[\p{L}’'-]+/gu;
/** A name that stands in more passages than this is what everything is about. */
const FEW_PARAGRAPHS = 3;
/** Names that are tried for one article; most of them pass at once. */
const TRIES = 4;

/** How a name is asked for, by the language of its article; the name is not inflected. */
const ASK: Readonly<Record<string, (name: string) => string>> = {
  en: (name) => `What is said about ${name}?`,
  fr: (name) => `Que dit-on de « ${name} » ?`,
  ru: (name) => `Что известно: ${name}?`,
};

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
  const questions: string[] = [];
  const used = new Set<string>();
  for (const article of articles) {
    if (questions.length >= count) break;
    const names = namesOf(article).filter((name) => !used.has(name));
    for (const name of names.slice(0, TRIES)) {
      const question = (ASK[article.language ?? 'en'] ?? ASK.en)?.(name) ?? name;
      const answer = await ask(question);
      const [first] = answer.excerpts;
      if (!answer.answered || !first?.text.includes(name)) continue;
      used.add(name);
      questions.push(question);
      break;
    }
  }
  return questions;
}

/** Names that tell an article's paragraphs apart, those that it speaks of more often first. */
function namesOf({ text, paragraphs }: Article): string[] {
  const found = new Map<string, Set<number>>();
  for (const { start, end, number } of paragraphs) {
    for (const [name] of text.slice(start, end).matchAll(NAME)) {
      const where = found.get(name);
      if (where) where.add(number);
      else found.set(name, new Set([number]));
    }
  }
  return [...found]
    .filter(([, where]) => where.size <= FEW_PARAGRAPHS)
    .sort(([, a], [, b]) => b.size - a.size)
    .map(([name]) => name);
}
