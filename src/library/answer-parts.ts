/** A question for several things: each is ranked by itself, and the answer begins with their passages. */
import type { AnswerPart } from '../model.ts';
import type { QuestionPart } from '../search/question-parts.ts';
import { type RankedPassage, type Ranking, READ } from '../search/rank.ts';

/** How a text is ranked, with no more than so many passages read. */
export type RankText = (text: string, mostRead: number) => Promise<Ranking>;

/** The whole question's ranking, led by the passages that answer its parts. */
export interface RankedParts {
  readonly ranking: Ranking;
  readonly parts: readonly (Omit<AnswerPart, 'excerpt'> & {
    readonly answer: RankedPassage | null;
  })[];
}

/**
 * Ranks the parts of a question, and puts the best passage of each in front of the whole's. What may be
 * read is shared by the parts, which are what is judged: the whole is not read.
 * @param whole the whole question's ranking, unread.
 */
export async function rankParts(
  question: string,
  parts: readonly QuestionPart[],
  whole: Ranking,
  rank: RankText,
): Promise<RankedParts> {
  const share = Math.ceil(READ / parts.length);
  const rankings = await Promise.all(parts.map(({ asked }) => rank(asked, share)));
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
