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

/** What somebody had before them who asked: what a question may go on from. */
export type AskedAfter =
  /** The message that it replies to, or that a form was opened from, as Discord's API has it. */
  | { readonly to: unknown; readonly isForm: boolean }
  /** Messages before it in a channel with the bot, as Discord's API lists them: the last one first. */
  | { readonly said: readonly unknown[]; readonly id: string; readonly botId: string };

/** How a button or a form of the bot's asks: what is typed into it, or the same without a filter. */
export type AskingComponent = 'typed' | 'unfiltered';

/**
 * What whoever starts the playground lets its page see. All functions may throw a Refusal,
 * whose sentence the page shows.
 */
export interface Insight {
  /** What to try, made from the articles at hand. */
  suggestions(at: InsightPlace): Promise<InsightSuggestions>;
  /** The article that a citation id points into; null for an id that points nowhere (any more). */
  article(pointer: InsightPointer, at: InsightPlace): Promise<InsightArticle | null>;
  /** Null for a button or a form that asks nothing. */
  asksBy(customId: string): AskingComponent | null;
  /** What the ranking did with a question. @param at where it was asked. */
  explain(
    asked: AskedQuestion,
    at: InsightPlace,
    after: AskedAfter | null,
  ): Promise<InsightExplanation>;
}
