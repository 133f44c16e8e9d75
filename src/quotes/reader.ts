/** From indexes into streams back to tokens with offsets, each passage tokenised once. */
import type { Span } from '../model.ts';
import { BARRIER } from './corpus.ts';
import type { TokenStream } from './token-corpus.ts';
import type { Token } from './tokens.ts';
import type { QuotePart } from './verdict.ts';

/** A run of tokens of one article: indexes into the stream, half-open. */
export interface Run {
  readonly stream: TokenStream;
  readonly from: number;
  readonly to: number;
}

/** Remembers tokens for as long as one quote is looked at. */
export class Reader {
  readonly #known = new Map<TokenStream, Map<number, readonly Token[]>>();

  /** The token at an index of a stream; undefined for barriers and outside. */
  token(stream: TokenStream, index: number): Token | undefined {
    if (index < 0 || index >= stream.ids.length || stream.ids[index] === BARRIER) return undefined;
    const passage = stream.passageAt(index);
    return this.#tokens(stream, passage)[index - (stream.passageStarts[passage] ?? 0)];
  }

  /** The parts of passages that a run covers: one, or one for each passage it runs through. */
  parts({ stream, from, to }: Run): QuotePart[] {
    const parts: QuotePart[] = [];
    for (let index = from; index < to; ) {
      const passage = stream.passageAt(index);
      const until = Math.min(to, stream.passageEnd(passage));
      const start = this.token(stream, index)?.start;
      const end = this.token(stream, until - 1)?.end;
      const citationId = stream.passages[passage]?.id;
      if (start !== undefined && end !== undefined && citationId !== undefined) {
        const place = stream.placeOf(passage, { start, end });
        parts.push({ citationId, articleId: stream.article.id, ...place });
      }
      index = Math.max(until, index + 1);
      while (stream.ids[index] === BARRIER) index += 1;
    }
    return parts;
  }

  /** What stands between two tokens of an article. */
  between({ article }: TokenStream, before: Span, after: Span): string {
    return article.text.slice(before.end, after.start);
  }

  #tokens(stream: TokenStream, passage: number): readonly Token[] {
    let passages = this.#known.get(stream);
    if (!passages) {
      passages = new Map();
      this.#known.set(stream, passages);
    }
    let tokens = passages.get(passage);
    if (!tokens) {
      tokens = stream.tokensOf(passage);
      passages.set(passage, tokens);
    }
    return tokens;
  }
}
