/** What the page's side panel asks about articles and answers; the bot's insides stay behind it. */
import type { AskedQuestion, InsightArticle, InsightExplanation } from './page/wire.ts';

/**
 * What whoever starts the playground lets its page see. All functions may throw a Refusal,
 * whose sentence the page shows.
 */
export interface Insight {
  /** Three questions or so that the articles answer, made from the articles at hand. */
  suggestedQuestions(): Promise<readonly string[]>;
  /** The article that a citation id points into; null for an id that points nowhere (any more). */
  article(citationId: string): Promise<InsightArticle | null>;
  /** What the ranking did with a question. */
  explain(asked: AskedQuestion): Promise<InsightExplanation>;
}
