/** One article as a stream of token ids; offsets are found again from the text when they are asked for. */
import type { Article, Passage, Span } from '../model.ts';
import { type Token, tokenize } from './tokens.ts';

/** Gives keys their ids. */
export interface Interner {
  intern(key: string, isWord: boolean): number;
}

/** What a stream is of. */
export interface StreamContent {
  readonly article: Article;
  readonly passages: readonly Passage[];
  /**
   * Where in the article a span of a passage is.
   * @param passage its index.
   */
  placeOf(passage: number, span: Span): Span;
}

/** What a stream is stored as, beside its content: the rest of it follows from that. */
export type StreamTokens = Pick<
  ArticleStream,
  'ids' | 'passageStarts' | 'sentenceStarts' | 'sentencePassages'
>;

/** Passages indexed between two chances to stop: some hundred microseconds. */
const PASSAGES_A_STEP = 8;
const BARRIER_ID = 0;
/** FNV-1a's 32-bit offset basis and prime. */
const HASH_BASIS = 0x811c9dc5;
const HASH_PRIME = 0x01000193;

const samePlace = (_passage: number, span: Span): Span => span;

/** The tokens of an article's passages, one after the other. Empty until `fill` has run. */
export class ArticleStream {
  readonly #content: () => StreamContent;
  /** Token ids, with a barrier (0) wherever two passages do not follow each other. */
  ids = new Int32Array(0);
  /** Index into `ids` of each passage's first token. */
  passageStarts = new Int32Array(0);
  /** Index into `ids` of each sentence's first token; sentences counted through the article. */
  sentenceStarts = new Int32Array(0);
  /** Index into `ids` after each sentence's last token. */
  sentenceEnds = new Int32Array(0);
  /** Index of each sentence's passage. */
  sentencePassages = new Int32Array(0);
  /** A hash of each sentence's tokens: sentences that differ in typography only share it. */
  sentenceHashes = new Int32Array(0);

  private constructor(content: () => StreamContent) {
    this.#content = content;
  }

  /** A stream of an article, empty until `fill` has run. */
  static of(article: Article, passages: readonly Passage[], placeOf = samePlace): ArticleStream {
    const content = { article, passages, placeOf };
    return new ArticleStream(() => content);
  }

  /** A stream that was filled once. @param content asked for whenever it is needed; it may throw. */
  static stored(tokens: StreamTokens, content: () => StreamContent): ArticleStream {
    const stream = new ArticleStream(content);
    stream.#hold(tokens);
    return stream;
  }

  get article(): Article {
    return this.#content().article;
  }

  get passages(): readonly Passage[] {
    return this.#content().passages;
  }

  /** See `StreamContent`. */
  placeOf(passage: number, span: Span): Span {
    return this.#content().placeOf(passage, span);
  }

  /** Tokenises, pausing now and then. */
  *fill(interner: Interner): Generator<void> {
    const ids: number[] = [];
    const sentenceStarts: number[] = [];
    const sentencePassages: number[] = [];
    this.passageStarts = new Int32Array(this.passages.length);
    for (const [index, passage] of this.passages.entries()) {
      const before = this.passages[index - 1];
      if (before && !this.#adjacent(before, passage)) ids.push(BARRIER_ID);
      this.passageStarts[index] = ids.length;
      let sentence = 0;
      for (const token of tokenize(this.article.text, passage.start, passage.end)) {
        while (token.start >= (passage.sentences[sentence]?.start ?? Number.POSITIVE_INFINITY)) {
          sentenceStarts.push(ids.length);
          sentencePassages.push(index);
          sentence += 1;
        }
        ids.push(interner.intern(token.key, token.kind === 'word'));
      }
      for (; sentence < passage.sentences.length; sentence += 1) {
        sentenceStarts.push(ids.length);
        sentencePassages.push(index);
      }
      if (index % PASSAGES_A_STEP === 0) yield;
    }
    this.#hold({
      ids: Int32Array.from(ids),
      passageStarts: this.passageStarts,
      sentenceStarts: Int32Array.from(sentenceStarts),
      sentencePassages: Int32Array.from(sentencePassages),
    });
  }

  #hold({ ids, passageStarts, sentenceStarts, sentencePassages }: StreamTokens): void {
    this.ids = ids;
    this.passageStarts = passageStarts;
    this.sentenceStarts = sentenceStarts;
    this.sentencePassages = sentencePassages;
    this.sentenceEnds = this.sentenceStarts.map((_, sentence) => {
      const passageEnd = this.passageEnd(this.sentencePassages[sentence] ?? 0);
      return Math.min(this.sentenceStarts[sentence + 1] ?? passageEnd, passageEnd);
    });
    this.sentenceHashes = this.sentenceStarts.map((start, sentence) =>
      hashOf(this.ids.subarray(start, this.sentenceEnds[sentence])),
    );
  }

  /** Index into `ids` after a passage's last token. */
  passageEnd(passage: number): number {
    const next = this.passageStarts[passage + 1];
    if (next === undefined) return this.ids.length;
    return this.ids[next - 1] === BARRIER_ID ? next - 1 : next;
  }

  /** The passage that the token at an index stands in. */
  passageAt(index: number): number {
    return lastAtOrBefore(this.passageStarts, index);
  }

  /** The tokens of a passage, with offsets into the article's text. */
  tokensOf(passage: number): Token[] {
    const { start, end } = this.passages[passage] ?? { start: 0, end: 0 };
    return tokenize(this.article.text, start, end);
  }

  /** A sentence's place in the article and its index among its passage's sentences. */
  sentenceSpan(sentence: number): Span & { readonly index: number; readonly passage: Passage } {
    const passageIndex = this.sentencePassages[sentence] ?? 0;
    let index = 0;
    while (this.sentencePassages[sentence - index - 1] === passageIndex) index += 1;
    const passage = this.passages[passageIndex];
    const span = passage?.sentences[index];
    if (!passage || !span) throw new RangeError(`There is no sentence ${sentence}.`);
    return { start: span.start, end: span.end, index, passage };
  }

  /** Whether a reader would go from one passage on to the other: same or next paragraph. */
  #adjacent(before: Passage, after: Passage): boolean {
    if (after.paragraph === before.paragraph + 1) {
      // Paragraphs count from 1 without gaps.
      const ends = this.article.blocks[before.paragraph - 1]?.end ?? before.end;
      const starts = this.article.blocks[after.paragraph - 1]?.start ?? after.start;
      return this.#isBlank(before.end, ends) && this.#isBlank(starts, after.start);
    }
    return after.paragraph === before.paragraph && this.#isBlank(before.end, after.start);
  }

  #isBlank(start: number, end: number): boolean {
    return this.article.text.slice(start, end).trim() === '';
  }
}

/** Index of the last of ascending numbers that is not above `value`; 0 when all are. */
function lastAtOrBefore(ascending: Int32Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function hashOf(ids: Int32Array): number {
  let hash = HASH_BASIS;
  for (const id of ids) hash = Math.imul(hash ^ id, HASH_PRIME);
  return hash;
}
