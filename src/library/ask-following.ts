/** A question that follows an answer: asked with what it leaves unsaid, and where that was answered. */
import type { Answer, ArticleRef } from '../model.ts';
import { isRefusal } from '../refusals.ts';
import { type Before, type FollowUp, followUp } from '../search/follow-up.ts';
import type { AskOptions, Library } from './library.ts';

/** What a question follows. */
export interface Following extends Before {
  /** The article that answered, as it is looked up; null where none did. */
  readonly article: (ArticleRef & { readonly title: string }) | null;
}

/** What was carried over into a question. */
export interface CarriedOver {
  /** The subject, or what was asked; null for neither. */
  readonly subject: string | null;
  /** The title of the article that alone was asked; null where all were. */
  readonly article: string | null;
  /** What was searched in place of the question. */
  readonly asked: string;
}

/** An answer, and what of it is owed to what was asked before. */
export interface FollowedAnswer {
  readonly answer: Answer;
  /** Null where it is the answer that the question has by itself. */
  readonly carried: CarriedOver | null;
}

/** An article is preferred where it is as sure as all of them together, or hardly less. */
const HARDLY_LESS = 0.1;
/** What is so much surer by itself needs nothing carried over. */
const MUCH_MORE = 0.3;
/** So sure is what is carried over where a question may be meant by itself, and is not answered. */
const CLEARLY = 0.5;

/**
 * Asks a question that follows an answer: in the article that answered, then in all. One that stands for
 * itself is asked as if there had been nothing.
 * @throws Refusal as `Library.ask`.
 */
export async function askFollowing(
  library: Pick<Library, 'ask'>,
  question: string,
  options: AskOptions,
  following: Following,
): Promise<FollowedAnswer> {
  const read = followUp(question, following);
  const { leaning } = read;
  const asks = waysToAsk(library, { question, options, following, read });
  if (leaning === 'alone') return asks.alone();
  if (leaning === 'perhaps') {
    const alone = await asks.alone();
    if (alone.answer.answered) return alone;
    const inArticle = await asks.inArticle();
    return inArticle !== null && confidence(inArticle) >= CLEARLY ? inArticle : alone;
  }
  const inArticle = await asks.inArticle();
  if (leaning === 'bare' || leaning === 'subject') {
    const isFound = inArticle !== null && isSure(inArticle);
    if (isFound && leaning === 'bare') return inArticle;
    const alone = await asks.alone();
    if (isFound) {
      const least = confidence(inArticle) >= CLEARLY ? MUCH_MORE : 0;
      return confidence(alone) > confidence(inArticle) + least ? alone : inArticle;
    }
    const everywhere = await asks.everywhere();
    const isClear = confidence(everywhere) >= Math.max(CLEARLY, confidence(alone) + HARDLY_LESS);
    if (alone.answer.answered && !isClear) return alone;
    return inArticle?.answer.answered && !isClear ? inArticle : everywhere;
  }
  const everywhere = await asks.everywhere();
  if (inArticle === null) return everywhere;
  if (!inArticle.answer.answered && !everywhere.answer.answered) return asks.alone();
  const isAsSure =
    isSameFirst(inArticle, everywhere) ||
    confidence(inArticle) >= confidence(everywhere) - HARDLY_LESS;
  return inArticle.answer.answered && isAsSure ? inArticle : everywhere;
}

/** A question that follows, and how it is read. */
interface Followed {
  readonly question: string;
  readonly options: AskOptions;
  readonly following: Following;
  readonly read: FollowUp;
}

function waysToAsk(
  library: Pick<Library, 'ask'>,
  { question, options, following, read }: Followed,
) {
  const { article } = following;
  const { text, carried } = read;
  const ask = async (asked: string, how: AskOptions, carries: CarriedOver | null) => {
    const answer = await library.ask(asked, how);
    return { answer: { ...answer, question }, carried: carries };
  };
  return {
    alone: (): Promise<FollowedAnswer> => ask(question, options, null),
    everywhere: (): Promise<FollowedAnswer> =>
      ask(
        text,
        options,
        carried === null ? null : { subject: carried, article: null, asked: text },
      ),
    /** Null where there is none, or none any more. */
    async inArticle(): Promise<FollowedAnswer | null> {
      if (article === null) return null;
      const { id: articleId, collection, title } = article;
      const where = { articleId, ...(collection !== undefined && { collection }) };
      const how = { ...options, filter: { ...options.filter, ...where } };
      const carries = { subject: carried, article: title, asked: text };
      return ask(text, how, carries).catch((error: unknown) => {
        if (isRefusal(error, 'noSuchArticle')) return null;
        throw error;
      });
    },
  };
}

function isSure({ answer }: FollowedAnswer): boolean {
  return answer.judgement === 'answers';
}

function confidence({ answer }: FollowedAnswer): number {
  return answer.evidence.confidence;
}

/** Whether both begin with the same passage. */
function isSameFirst(one: FollowedAnswer, another: FollowedAnswer): boolean {
  const [first, other] = [one.answer.excerpts[0], another.answer.excerpts[0]];
  return first !== undefined && first.citation.id === other?.citation.id;
}
