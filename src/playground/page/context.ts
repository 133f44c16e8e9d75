/** What every part of the page may know and do: who is here, acts, the side panel. */

import type { Names } from './markdown/names.ts';
import type { Act, ActResult, Snapshot } from './wire.ts';

/** A passage in an article, as it was quoted. */
export interface QuotedPassage {
  readonly citationId: string;
  /** What was in bold, to be found again in the article; null where nothing was. */
  readonly highlight: string | null;
}

/** The page, as its parts see it. */
export interface PageContext {
  /** As it was sent last, with the commands of now; null before the first one. */
  readonly snapshot: Snapshot | null;
  readonly names: Names;
  /**
   * Does something. A refusal is told to the person.
   * @returns null when it was refused.
   */
  act(what: Act): Promise<ActResult | null>;
  /** Calls back once when the bot has taken note of an interaction, or with why it failed. */
  whenOver(interactionId: string, then: (failure: string | null) => void): void;
  /** Tells the person what went wrong; an empty text takes it back. */
  notify(text: string): void;
  /** Tells a screen reader what has happened. */
  announce(text: string): void;
  /** Runs the command that asks for a text, with this one. */
  ask(question: string): Promise<void>;
  /** Runs the command that checks a quote, with this one. */
  verify(quote: string): Promise<void>;
  /** Says below a message that nobody but people reads it, where that is so. */
  hintAt(content: string): void;
  /** Puts the cursor where one writes. */
  focusComposer(): void;
  /** Answers a message with the next one written. */
  replyTo(messageId: string): void;
  openArticle(passage: QuotedPassage): void;
  /**
   * Shows why a question was answered as it was.
   * @param askedBy id of the interaction or the message that asked it; null for the latest one.
   */
  openEvidence(askedBy: string | null): void;
  /** Reads what the side panel shows. @throws Refused */
  read(path: string, query: Readonly<Record<string, string>>): Promise<unknown>;
}

/** Where somebody reads, as whoever answers the side panel is told. */
export function placeIn({
  snapshot,
}: Pick<PageContext, 'snapshot'>): Readonly<Record<string, string>> {
  return snapshot === null ? {} : { as: snapshot.me, channel: snapshot.channelId };
}
