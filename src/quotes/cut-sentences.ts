/** The sentences that a quote begins or ends inside of, as a whole: who denied it, and what was not so. */
import { lastUpTo } from '../articles/spans.ts';
import type { Span } from '../model.ts';
import type { Reader, Run } from './reader.ts';
import type { TokenStream } from './token-corpus.ts';
import { tokenize } from './tokens.ts';
import type { CutSentence } from './verdict.ts';

/** A stretch of a quote with the sentences around it. */
interface Stretch extends Span {
  readonly citationId: string;
  readonly first: Span;
  readonly last: Span;
}

/**
 * The sentences that the stretches of a quote begin or end inside of; stretches within one sentence are one.
 * A cell of a table counts as a sentence, code has none.
 * @param runs in order, of one article.
 */
export function cutSentences(runs: readonly Run[], reader: Reader): CutSentence[] {
  const stretches: Stretch[] = [];
  for (const run of runs) {
    const stretch = stretchOf(run, reader);
    const before = stretches.at(-1);
    if (stretch === null) continue;
    if (before && before.last.start === stretch.first.start) {
      const { end, last } = stretch;
      stretches[stretches.length - 1] = { ...before, end, last };
    } else stretches.push(stretch);
  }
  const article = runs[0]?.stream.article;
  if (!article) return [];
  return stretches.flatMap(({ citationId, start, end, first, last }) => {
    const before = article.text.slice(first.start, start);
    const after = article.text.slice(end, last.end);
    if (!says(before) && !says(after)) return [];
    const quoted = article.text.slice(start, end);
    const span = { start: first.start, end: last.end };
    return [{ citationId, articleId: article.id, ...span, before, quoted, after }];
  });
}

function stretchOf({ stream, from, to }: Run, reader: Reader): Stretch | null {
  const [start, end] = [reader.token(stream, from)?.start, reader.token(stream, to - 1)?.end];
  const citationId = stream.passages[stream.passageAt(from)]?.id;
  if (start === undefined || end === undefined || citationId === undefined) return null;
  const first = sentenceAt(stream, stream.passageAt(from), start);
  const last = sentenceAt(stream, stream.passageAt(to - 1), end - 1);
  if (!first || !last) return null;
  return {
    ...{ citationId, start, end },
    first: { ...first, start: Math.min(first.start, start) },
    last: { ...last, end: Math.max(last.end, end) },
  };
}

/** The sentence of a passage that a place is in; null where it has none. */
function sentenceAt(stream: TokenStream, index: number, at: number): Span | null {
  const passage = stream.passages[index];
  const block = stream.article.blocks[(passage?.paragraph ?? 0) - 1];
  if (!passage || !block || block.kind === 'code') return null;
  if (block.kind === 'table') {
    const row = block.rows[lastUpTo(block.rows, at)];
    return row?.cells.find(({ start, end }) => start <= at && at < end) ?? null;
  }
  return passage.sentences[lastUpTo(passage.sentences, at)] ?? null;
}

function says(text: string): boolean {
  return tokenize(text).some(({ kind }) => kind === 'word' || kind === 'symbol');
}
