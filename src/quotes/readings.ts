/** The ways in which a quote may be meant: as it is written, without decoration, without an editor's marks. */
import { unmarked } from './editors-marks.ts';
import { withoutWholeSpoiler } from './hidden-words.ts';
import { fenced, stripMarkdown, withoutStructure } from './markdown.ts';
import type { Difference } from './verdict.ts';

/** A text that a quote may stand for, and what was taken off for that. */
export interface Reading {
  readonly text: string;
  readonly differences: readonly Difference[];
}

/** How a quote may be meant, the plainest first. */
export function* readings(quote: string): Generator<Reading> {
  yield { text: quote, differences: [] };
  for (const text of fenced(quote)) yield { text, differences: ['formatting'] };
  const stripped = withoutDecoration(quote);
  const formatting: Difference[] = stripped === quote ? [] : ['formatting'];
  for (const { text, differences } of unmarked(stripped)) {
    const found = [...formatting, ...differences];
    if (text !== quote) yield { text, differences: found };
    // `[T]he minister`: an editor's bracket around a letter whose case was changed.
    const unbracketed = text.replace(/(?<![\p{L}\p{N}])\[(\p{L})\](?=\p{L})/gu, '$1');
    if (unbracketed !== text) yield { text: unbracketed, differences: [...found, 'case'] };
  }
}

/** The same of rows, lists and quotations as they are shown: without what sets cells and items apart. */
export function* shownReadings(quote: string): Generator<Reading> {
  const stripped = withoutDecoration(quote);
  const texts = [stripped, withoutStructure(stripped), withoutStructure(quote)];
  const seen = new Set<string>();
  for (const each of texts.flatMap(unmarked)) {
    if (seen.has(each.text)) continue;
    seen.add(each.text);
    yield { text: each.text, differences: ['formatting', ...each.differences] };
  }
}

/** Without Markdown's marks, and without those of a spoiler that all of it is behind. */
export function withoutDecoration(quote: string): string {
  return withoutWholeSpoiler(stripMarkdown(quote));
}
