/** The bar at the side of a container or an embed, by what kind of message it is in. */

/** 24-bit RGB, each told apart on Discord's light and dark ground. */
export const COLOURS = {
  /** Passages that answer, and quotes. */
  answer: 0x3b82f6,
  /** Passages that are near a question and may not answer it. */
  nearest: 0x80848e,
  /** What was said otherwise than it stands in the articles. */
  altered: 0xf0b132,
  /** That nothing was found: no answer, no such quote. */
  notFound: 0xed4245,
  /** What the bot says of the articles and of itself. */
  notice: 0x5865f2,
} as const;

/** What a message, or a container of it, is. */
export type MessageKind = keyof typeof COLOURS;
