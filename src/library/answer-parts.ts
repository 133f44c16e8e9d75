/** A question for several things: each is ranked by itself, and the answer begins with their passages. */
import type { AnswerPart } from '../model.ts';
import type { QuestionPart } from '../search/question-parts.ts';
import { type RankedPassage, type Ranking, READ } from '../search/rank.ts';

/** A text that is to be ranked, with no more than so many passages read. */
export interface TextToRank {
  readonly text: string;
  readonly mostRead: number;
}

/** Ranks texts at once: what they look up together costs as much as one of them. */
export type RankTexts = (texts: readonly TextToRank[]) => Promise<readonly Ranking[]>;

/** The whole question's ranking, led by the passages that answer its parts. */
export interface RankedParts {
  readonly ranking: Ranking;
  readonly parts: readonly (Omit<AnswerPart, 'excerpt'> & {
    readonly answer: RankedPassage | null;
  })[];
}

/**
 * Ranks a question and its parts, and puts the best passage of each in front of the whole's. What may be
 * read is shared by the parts, which are what is judged: the whole is not read.
 */
export async function rankParts(
  question: string,
  parts: readonly QuestionPart[],
  rank: RankTexts,
): Promise<RankedParts> {
  const mostRead = Math.ceil(READ / parts.length);
  const asked = parts.map((part) => ({ text: part.asked, mostRead }));
  const [whole, ...rankings] = await rank([{ text: question, mostRead: 0 }, ...asked]);
  if (whole === undefined) throw new RangeError('nothing was ranked');
  const [first = whole, ...others] = rankings;
  const best = others.reduce(
    (one, other) => (other.evidence.confidence > one.evidence.confidence ? other : one),
    first,
  );
  const answers = rankings.map(({ judgement, passages: [top] }) =>
    judgement === 'no-answer' ? null : (top ?? null),
  );
  const led = answers.filter((answer) => answer !== null);
  // Where no part is answered, the whole's nearest passages are as good as any.
  let lowest = led[0]?.score ?? best.evidence.confidence;
  const passages = firstOfEach([...led, ...whole.passages]).map((ranked) => {
    lowest = Math.min(lowest, ranked.score);
    return { ...ranked, score: lowest };
  });
  return {
    ranking: { ...best, passages, scored: whole.scored },
    parts: parts.map(({ start, end }, index) => ({
      text: question.slice(start, end),
      judgement: rankings[index]?.judgement ?? 'no-answer',
      answer: answers[index] ?? null,
    })),
  };
}

/** Each passage once, where it stands first. */
function firstOfEach(ranked: readonly RankedPassage[]): RankedPassage[] {
  const seen = new Set<number>();
  return ranked.filter(({ slot }) => !seen.has(slot) && seen.add(slot));
}
