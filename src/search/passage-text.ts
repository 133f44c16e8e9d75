/** What models are told of a passage and its sentences; what is quoted is always the bare text. */
import type { PassageText } from '../../embeddings/passage-text.ts';
import type { Span } from '../model.ts';

/**
 * A passage as models read it: under its article's title and its section, since neither it nor its
 * sentences name their subject every time.
 *
 * @param entry `sentences` are offsets into `text`.
 */
export function passageText(entry: {
  readonly text: string;
  readonly sentences: readonly Span[];
  readonly title: string;
  readonly section: string | null;
  readonly before: string | null;
}): PassageText {
  const { text, sentences, title, section, before } = entry;
  return {
    title,
    section,
    before,
    text,
    sentences: sentences.map(({ start, end }) => text.slice(start, end)),
  };
}
