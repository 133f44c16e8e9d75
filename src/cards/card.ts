/** What a quote card is: a quote as a picture, with where it stands, and why there may be none. */
import type { Drawable } from '../citations/quote-layout.ts';
import type { Context, Span } from '../model.ts';
import type { RefusalKey, Statement } from '../refusals.ts';

/** What ground a card has. */
export type CardTheme = 'light' | 'dark';

/** How a card looks. */
export interface CardLook {
  readonly theme: CardTheme;
  /** 24-bit RGB of the bar beside the quote. */
  readonly accent: number;
}

/** What stands on a card, as plain data: it is sent to the process that draws. */
export interface CardContent extends Drawable {
  /** What of it answers best; null where nothing is pointed out. */
  readonly marked: Span | null;
  /** What it is not understood without, in small print around it. */
  readonly above: readonly Context[];
  readonly below: readonly Context[];
  /** One line each, with … where they are longer. */
  readonly title: string;
  readonly publisher: string | null;
  /** `YYYY-MM-DD`. */
  readonly published: string | null;
  readonly citationId: string;
}

/** A card that was drawn. */
export interface Card {
  readonly png: Uint8Array;
  /** The words that are on it, for who does not see it; at most `ALT_MAX` UTF-16 units. */
  readonly alt: string;
}

/** What Discord takes as the description of a picture. UTF-16 units. */
export const ALT_MAX = 1_024;

/** What the process that draws is sent. */
export interface ToCards {
  readonly id: number;
  readonly content: CardContent;
  readonly look: CardLook;
}

/** What it sends. */
export type FromCards =
  /** Once, before anything is drawn. */
  | { readonly kind: 'ready' }
  /** Nothing can be drawn on this machine. */
  | { readonly kind: 'absent'; readonly message: string }
  | { readonly kind: 'drawn'; readonly id: number; readonly png: Uint8Array }
  | { readonly kind: 'refused'; readonly id: number; readonly refusal: Statement<RefusalKey> }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
