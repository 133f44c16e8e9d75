/** What the playground suggests to try: questions, one of them not answered, and a quote that is false. */
import { highlightText } from './citations/quote.ts';
import { detectLanguage } from './languages/detect.ts';
import { LANGUAGES } from './languages/languages.ts';
import type { Library } from './library/library.ts';
import type { InsightSuggestions } from './playground/page/wire.ts';
import { falseQuote } from './quotes/false-quote.ts';

/** Enough to choose from at first sight. */
const QUESTIONS = 3;
/** UTF-16 units of a quote that is read at a glance. */
const QUOTE_MAX = 240;

/** What to try with the articles of a library that is ready. */
export async function suggest(library: Library): Promise<InsightSuggestions> {
  const questions = await library.exampleQuestions(QUESTIONS);
  return {
    questions,
    offTopic: await unanswered(library, questions[0] ?? ''),
    falseQuote: await altered(library, questions),
  };
}

/** A question in the language of another one that is not answered. */
async function unanswered(library: Library, like: string): Promise<string | null> {
  const { offTopicQuestions } = LANGUAGES[detectLanguage(like) ?? 'en'];
  for (const question of offTopicQuestions) {
    const { judgement } = await library.ask(question, { count: 1 });
    if (judgement === 'no-answer') return question;
  }
  return null;
}

/** What answers one of these questions, with one word changed: where that is found out. */
async function altered(library: Library, questions: readonly string[]): Promise<string | null> {
  for (const question of questions) {
    const [excerpt] = (await library.ask(question, { count: 1 })).excerpts;
    const sentence = excerpt === undefined ? '' : highlightText(excerpt).trim();
    if (excerpt === undefined || sentence.length > QUOTE_MAX) continue;
    const quote = falseQuote(sentence, excerpt.text);
    if (quote === null) continue;
    if ((await library.quotes.verify(quote)).kind === 'altered') return quote;
  }
  return null;
}
