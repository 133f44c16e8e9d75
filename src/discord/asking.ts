/** The one way in which a question reaches the articles, wherever it was asked. */
import { articleRefOf, isSameCollection } from '../citations/refs.ts';
import type { Served } from '../collections/communities.ts';
import { isNoise } from '../gaps/noise.ts';
import { withoutPeople } from '../gaps/without-people.ts';
import { askFollowing, type CarriedOver, type FollowedAnswer } from '../library/ask-following.ts';
import { type NearestDates, noArticleLeft } from '../library/no-article.ts';
import type { Answer, ArticleRef, Excerpt, ExcerptRef, SearchFilter } from '../model.ts';
import { Refusal } from '../refusals.ts';
import type { Services } from './command.ts';
import { type AnsweredBefore, followingOf } from './follow-up.ts';
import type { AskedFrom } from './hooks.ts';
import { type NamedPassages, passagesNamedIn } from './named-passages.ts';
import { percentRead } from './readiness.ts';
import type { Render } from './reply.ts';
import { withoutNoise } from './talk/noise.ts';
import { smallTalk, withoutGreeting } from './talk/small-talk.ts';
import { talkRefusal } from './talk/talk-back.ts';

/** Code points, as Discord counts them. A question is a sentence or two. */
export const QUESTION_MIN = 3;
export const QUESTION_MAX = 300;

/** Excerpts in full, where nobody says how many. */
export const COUNT_DEFAULT = 1;

/**
 * Milliseconds that reading passages together with a question may take where somebody waits in
 * Discord: it takes half of that, and what is late is answered without.
 */
export const READING_MS = 400;

/** Passages that are looked for beyond those that are shown: an answer offers to open them. */
export const OFFERED = 5;

/** A question on its way. */
export interface Question {
  readonly text: string;
  readonly from: AskedFrom;
  /** Excerpts that are to be shown in full; `OFFERED` more are looked for. */
  readonly count: number;
  /** Read once the question is found to be one; what it throws refuses the question. */
  readonly filter?: () => Promise<SearchFilter>;
  /** What it follows: a message that answered a question, read back. */
  readonly following?: AnsweredBefore;
  /** Called once nothing is left that could refuse it at once: a search may take a moment. */
  readonly acknowledge: () => Promise<void>;
  /** Told how far it is where the question has to wait for the articles. */
  readonly progress?: (render: Render) => Promise<void>;
}

/** An answer, and how much of the articles it is drawn from. */
export interface Asked {
  readonly answer: Answer;
  /** Percent of the articles that were read when it was asked, below 100; null where all were. */
  readonly percentRead: number | null;
  /** How many of the excerpts were asked for: those behind them are offered. */
  readonly count: number;
  /** What the excerpts name. */
  readonly named: NamedPassages;
  /** What was carried over from what it follows; absent where nothing was. */
  readonly carried?: CarriedOver;
  /** Whether an answer may come: the articles, and all of them, were asked for what they do not have. */
  readonly mayCome?: true;
  /** Whether people are asked if it helped: they are not where it was not asked of all articles. */
  readonly takesFeedback?: boolean;
  /** The dates nearest to a filter that left no article; absent where something was searched. */
  readonly noArticle?: NearestDates;
}

/**
 * Asks the articles: the words of the text that are no noise, without a greeting before them.
 * @throws Refusal `talkGreetings` and its like for small talk; `onlyNoise`, `questionTooShort`, `questionTooLong` or `quotaQuestions`, before the acknowledgement, the last
 *   one after it where many processes count together; and where there will be nothing to search, as
 *   `WaitingRoom.enter`.
 */
export async function ask(
  {
    library,
    waiting,
    gaps,
    feedback,
    statistics,
    hooks,
    charge,
    chargeShared,
  }: Pick<Services, 'waiting' | 'hooks'> &
    Pick<Served, 'library' | 'gaps' | 'feedback' | 'statistics' | 'charge' | 'chargeShared'>,
  { text, from, count, filter, following, acknowledge, progress }: Question,
): Promise<Asked> {
  const said = withoutNoise(text);
  // A message whose sources are looked for is said to somebody else.
  const isSaidToBot = from !== 'find-sources';
  const talk = isSaidToBot ? smallTalk(said) : null;
  if (talk !== null) throw await talkRefusal(talk.kind, library);
  const question = isSaidToBot ? withoutGreeting(said) : said;
  if (question === '' && text.trim() !== '') throw new Refusal('onlyNoise');
  // Discord's own checks are hints to its client only: anything can be sent.
  const { length } = Array.from(question);
  if (length < QUESTION_MIN) throw new Refusal('questionTooShort', { min: QUESTION_MIN });
  if (length > QUESTION_MAX) throw new Refusal('questionTooLong', { max: QUESTION_MAX, length });
  charge?.();
  await waiting.enter({ acknowledge, ...(progress && { progress }) }, { library });
  const wanted = (await filter?.()) ?? {};
  await acknowledge();
  await chargeShared?.();

  const percent = percentRead(library);
  const options = { count: count + OFFERED, filter: wanted, readingMs: READING_MS };
  const { answer, carried }: FollowedAnswer = following
    ? await askFollowing(library, question, options, await followingOf(library, following))
    : { answer: await library.ask(question, options), carried: null };
  const { answered, evidence, tookMs } = answer;
  const { confidence, reading } = evidence;
  const isFiltered = Object.keys(wanted).length > 0;
  const isNothing = isFiltered && answer.excerpts.length === 0;
  const noArticle = isNothing ? noArticleLeft(wanted, await library.articles()) : null;
  // Kept before anything is said, so that a crash loses none; it is a line on the disk. A message
  // whose sources are looked for asked nothing; by words alone it is not known whether it is one.
  const isAsked = from !== 'find-sources' && !answer.byWordsAlone;
  // Where only some articles were searched, or in another language, nothing is known to be missing from them.
  const isGap = !answered && isAsked && !isFiltered && answer.foreign === undefined;
  // Of what only points back, nobody could tell later what was asked.
  const asksIt = answered || asksSomething(carried?.asked ?? question);
  if (isGap && asksIt) await gaps?.note(carried?.asked ?? question);
  // What is no gap is not told as one in the numbers either.
  if (isSaidToBot && asksIt && (answered || isGap))
    statistics?.asked(answer.judgement, shownFirst(answer, count));
  hooks.onAnswer({ from, answered, confidence, reading, tookMs });
  const named = await passagesNamedIn(library, answer.excerpts);
  return {
    answer,
    percentRead: percent,
    count,
    named,
    ...(carried && { carried }),
    ...(isGap && { mayCome: true }),
    takesFeedback: feedback !== undefined && answered && isSaidToBot && !isFiltered,
    ...(noArticle && { noArticle }),
  };
}

/**
 * Asks once more what was asked before, for somebody who is not there: nobody counts it, and it is no gap.
 * @throws Refusal as `Library.ask`.
 */
export async function askAgain(
  { library }: Pick<Served, 'library'>,
  question: string,
): Promise<Asked> {
  const count = COUNT_DEFAULT;
  const answer = await library.ask(question, { count: count + OFFERED, readingMs: READING_MS });
  const named = await passagesNamedIn(library, answer.excerpts);
  return { answer, percentRead: percentRead(library), count, named };
}

/** The articles of the passages that an answer leads with, and of those that are shown with them. */
function shownFirst({ answered, excerpts, parts = [] }: Answer, count: number): ArticleRef[] {
  if (!answered) return [];
  const leads = parts.flatMap(({ excerpt }) => {
    const lead = excerpt && excerpts.find((one) => isOfRef(one, excerpt));
    return lead ? [lead] : [];
  });
  return [...leads, ...excerpts.slice(0, count)].map(articleRefOf);
}

function isOfRef(one: Excerpt, ref: ExcerptRef): boolean {
  return one.citation.id === ref.id && isSameCollection(one, ref);
}

/** Whether articles could answer it: a greeting may be left once the people that it names are taken off. */
function asksSomething(question: string): boolean {
  const kept = withoutPeople(question);
  return smallTalk(kept) === null && !isNoise(kept);
}
