/** A passage as tokens, as both models read it: what stands above it, then its sentences. */
import type { LoadedModel } from './load-model.ts';
import type { PassageText } from './passage-text.ts';

/** The tokens of a passage without special ones. */
export interface PassageTokens {
  readonly tokens: readonly number[];
  /** How many of the first ones are its heading, and how many are that and its context. */
  readonly heading: number;
  readonly context: number;
  /** Of each sentence, or of the text where there are none: how many it has, cut off ones included. */
  readonly sentences: readonly number[];
}

/**
 * Tokenises a passage piece by piece, which gives what the whole would: word pieces never cross white
 * space. Where there is no room for all, what stands above gives way first, then the text's end.
 * @param heading its tokens.
 * @param room for so many tokens.
 * @param cut UTF-16 units that are looked at of a text at most.
 */
export function passageTokens(
  { encode }: Pick<LoadedModel, 'encode'>,
  { context: before, text, sentences }: PassageText,
  { heading, room, cut }: { heading: readonly number[]; room: number; cut: number },
): PassageTokens {
  const parts = sentences.length > 0 ? sentences : [text];
  const pieces = parts.map((part) => encode(part.slice(0, cut)));
  const own = pieces.reduce((sum, { length }) => sum + length, 0);
  const above = [...heading, ...encode((before ?? '').slice(0, cut))];
  const context = above.slice(0, Math.max(0, room - own));
  return {
    tokens: [...context, ...pieces.flat().slice(0, room - context.length)],
    heading: Math.min(heading.length, context.length),
    context: context.length,
    sentences: pieces.map(({ length }) => length),
  };
}
