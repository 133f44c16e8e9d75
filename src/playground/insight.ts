/** What the page's side panel asks about articles and answers; the bot's insides stay behind it. */
import type {
  AskedQuestion,
  InsightArticle,
  InsightExplanation,
  InsightSuggestions,
} from './page/wire.ts';

/** Where somebody asks or reads: what they are shown of is what the bot sees for them there. */
export interface InsightPlace {
  /** '' for nobody in particular. */
  readonly userId: string;
  /** The server that the bot was added to; null elsewhere. */
  readonly serverId: string | null;
  /** Whether it is in messages with the bot. */
  readonly isBotDm: boolean;
  /** Discord's locale of who reads, such as `ru`; English where it is left out. */
  readonly locale?: string;
}

/** A citation id, with the key of its collection where that is known. */
export interface InsightPointer {
  readonly id: string;
  /** '' names the default one. */
  readonly collection?: string;
}

/**
 * What whoever starts the playground lets its page see. All functions may throw a Refusal,
 * whose sentence the page shows.
 */
export interface Insight {
  /** What to try, made from the articles at hand. */
  suggestions(at: InsightPlace): Promise<InsightSuggestions>;
  /** The article that a citation id points into; null for an id that points nowhere (any more). */
  article(pointer: InsightPointer, at: InsightPlace): Promise<InsightArticle | null>;
  /** What the ranking did with a question. @param at where it was asked. */
  explain(asked: AskedQuestion, at: InsightPlace): Promise<InsightExplanation>;
}
