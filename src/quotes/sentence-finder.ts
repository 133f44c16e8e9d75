/** Finds sentences while somebody types: every sentence of the corpus is looked at, from memory. */
import type { Span } from '../model.ts';
import { type Fit, type FoldedWords, foldWord } from './folded-words.ts';
import { Shortlist } from './shortlist.ts';
import type { TokenCorpus, TokenStream } from './token-corpus.ts';
import { tokenize } from './tokens.ts';

/** A sentence that fits what was typed. `text` is an exact slice of its article. */
export interface FoundSentence extends Span {
  readonly citationId: string;
  readonly articleId: string;
  /** As in `ExcerptRef`. */
  readonly collection?: string;
  /** Index of the sentence among its passage's sentences, from 0. */
  readonly sentence: number;
  readonly text: string;
  /** How well it fits what was typed, whatever else there is; 0 where nothing was. */
  readonly score: number;
  /** The share of the typed words that it holds, as typed or nearly so: 0 to 1; 0 where nothing was. */
  readonly share: number;
}

/** What a search for sentences may carry. */
export interface FindOptions {
  /** How many sentences at most, from 1. */
  readonly limit: number;
  /** Whether an article may be quoted; asked once an article, before anything is ranked. */
  readonly allowed?: ((articleId: string) => boolean) | undefined;
}

/** Typed words beyond these are not minded: each is a bit of a signed integer. */
const MOST_WORDS = 30;
/** UTF-16 units of what was typed that are looked at: more than those words have. */
const MOST_TYPED = 1000;
/** One word missing weighs more than all else that can speak for a sentence together. */
const WORD = 2000;
/** What a word that was only nearly typed lacks: two of them are worth more than one that was typed so. */
const NEARLY = 600;
/** Two typed words that follow each other in the sentence. */
const NEIGHBOURS = 24;
/** Two typed words in the order in which they were typed. */
const IN_ORDER = 6;
/** A word that is the typed one in full, or begins with it. */
const WHOLE = 8;
const PREFIX = 4;
/** What a match in the very first word of a sentence is worth; it halves within some words. */
const EARLY = 10;
const EARLY_WORDS = 6;

/** For each token id, which of the typed words it fits, as bits. */
interface Masks {
  readonly any: Int32Array;
  /** Those that it is, begins with or has inside, without those that it is only spelt nearly as. */
  readonly sure: Int32Array;
  readonly prefix: Int32Array;
  readonly whole: Int32Array;
}

/** What sentences are looked up in. */
export interface FinderCorpus
  extends Pick<
    TokenCorpus,
    | 'articlesWith'
    | 'expect'
    | 'expectArticlesWith'
    | 'isThere'
    | 'numbers'
    | 'streamAt'
    | 'vocabulary'
  > {
  readonly folded: Pick<FoldedWords, 'match' | 'misspelt' | 'related'>;
  /** The id of the article with a number that is in force. */
  articleAt(number: number): string | undefined;
  /** Every article's stream, in the order of their numbers. */
  streams(): Iterable<TokenStream>;
}

/** Looks sentences up in a corpus, always as it is at the moment. */
export class SentenceFinder {
  readonly #corpus: FinderCorpus;

  constructor(corpus: FinderCorpus) {
    this.#corpus = corpus;
  }

  /**
   * Sentences that hold all the typed words (or most of them, where none holds all), best first: the
   * typed words in a row, in order, in full, near the sentence's start. Words may be unfinished, in
   * any case, without accents; where no sentence holds all of them, also spelt nearly so, or of the
   * same stem. No two sentences of the same words. For nothing typed, the first sentences of the
   * articles.
   */
  find(typed: string, options: FindOptions): FoundSentence[] {
    return this.search(typed)(options);
  }

  /** The same search, to be begun anew: what it has made of the typed words is kept for the next time. */
  search(typed: string): (options: FindOptions) => FoundSentence[] {
    const words = typedWords(typed);
    let exact: Masks | null = null;
    let near: Masks | null = null;
    return ({ limit, allowed }) => {
      if (words.length === 0) return this.#openings(limit, allowed);
      exact ??= this.#exactMasks(words);
      let best = unionOf(exact.any) === allOf(words) ? this.#best(exact, limit, allowed) : null;
      if ((best?.sorted()[0]?.score ?? 0) < WORD * words.length) {
        near ??= this.#nearMasks(words, exact);
        best = this.#best(near, limit, allowed);
      }
      const listed = best?.sorted() ?? [];
      return listed.map(({ stream, sentence, score, held }) => ({
        ...describe(stream, sentence, score),
        share: held / words.length,
      }));
    };
  }

  #best(masks: Masks, limit: number, allowed: FindOptions['allowed']): Shortlist {
    const best = new Shortlist(limit);
    const candidates = this.#candidates(masks, allowed);
    this.#corpus.expect(candidates.map(({ number }) => number));
    for (const { number, words: held } of candidates) {
      // No sentence holds more of the words than its article does.
      if (best.full && best.worst >= WORD * (held + 1)) break;
      const stream = this.#corpus.streamAt(number);
      if (stream) scan(stream, masks, best);
    }
    return best;
  }

  #openings(limit: number, allowed: FindOptions['allowed']): FoundSentence[] {
    const found: FoundSentence[] = [];
    for (const stream of this.#corpus.streams()) {
      if (found.length === limit) break;
      if (stream.sentenceStarts.length === 0 || allowed?.(stream.article.id) === false) continue;
      found.push(describe(stream, 0, 0));
    }
    return found;
  }

  #exactMasks(words: readonly TypedWord[]): Masks {
    const table = () => new Int32Array(this.#corpus.vocabulary);
    const any = table();
    const masks = { any, sure: any, prefix: table(), whole: table() };
    for (const [index, { folded }] of words.entries()) {
      this.#corpus.folded.match(folded, (id, fit) => note(masks, index, id, fit));
    }
    return masks;
  }

  /** With what typed words may be slips of that are none themselves, and with related words. */
  #nearMasks(words: readonly TypedWord[], exact: Masks): Masks {
    const masks = {
      any: exact.any.slice(),
      sure: exact.sure,
      prefix: exact.prefix.slice(),
      whole: exact.whole.slice(),
    };
    const known = unionOf(exact.whole);
    for (const [index, { key, folded }] of words.entries()) {
      const take = (id: number, fit: Fit) => note(masks, index, id, fit);
      if ((known & (1 << index)) === 0) this.#corpus.folded.misspelt(folded, take);
      this.#corpus.folded.related(key, take);
    }
    return masks;
  }

  /** The articles that have any of the words, those with most of them first. */
  #candidates({ any }: Masks, allowed: FindOptions['allowed']): Candidate[] {
    const held = new Int32Array(this.#corpus.numbers);
    const ids: number[] = [];
    for (let id = 0; id < any.length; id += 1) if (any[id] !== 0) ids.push(id);
    this.#corpus.expectArticlesWith(ids);
    for (const id of ids) {
      const mask = any[id] ?? 0;
      for (const number of this.#corpus.articlesWith(id)) held[number] = (held[number] ?? 0) | mask;
    }
    const candidates: Candidate[] = [];
    for (const [number, mask] of held.entries()) {
      if (mask === 0 || !this.#corpus.isThere(number)) continue;
      if (allowed?.(this.#corpus.articleAt(number) ?? '') === false) continue;
      candidates.push({ words: bits(mask), number });
    }
    return candidates.sort((a, b) => b.words - a.words || a.number - b.number);
  }
}

interface Candidate {
  /** How many of the typed words the article holds. */
  readonly words: number;
  /** By age in the corpus: equal sentences are taken from the article that came first. */
  readonly number: number;
}

/** A typed word. */
interface TypedWord {
  readonly key: string;
  readonly folded: string;
}

function typedWords(typed: string): TypedWord[] {
  const words = tokenize(typed.slice(0, MOST_TYPED))
    .filter(({ kind }) => kind === 'word')
    .map(({ key }) => ({ key, folded: foldWord(key) }))
    .filter(({ folded }) => folded !== '');
  return [...new Map(words.map((word) => [word.folded, word])).values()].slice(0, MOST_WORDS);
}

function note({ any, prefix, whole }: Masks, index: number, id: number, fit: Fit): void {
  const bit = 1 << index;
  any[id] = (any[id] ?? 0) | bit;
  if (fit !== 'inside') prefix[id] = (prefix[id] ?? 0) | bit;
  if (fit === 'whole') whole[id] = (whole[id] ?? 0) | bit;
}

/** The typed words that any token fits, as bits. */
function unionOf(masks: Int32Array): number {
  return masks.reduce((union, mask) => union | mask, 0);
}

function allOf({ length }: readonly TypedWord[]): number {
  return 2 ** length - 1;
}

/** Offers every sentence of an article that has one of the words. */
function scan(stream: TokenStream, { any, sure, prefix, whole }: Masks, best: Shortlist): void {
  const { ids, sentenceStarts, sentenceEnds } = stream;
  for (let sentence = 0; sentence < sentenceStarts.length; sentence += 1) {
    const start = sentenceStarts[sentence] ?? 0;
    const end = sentenceEnds[sentence] ?? 0;
    let seen = 0;
    let seenSure = 0;
    let seenPrefix = 0;
    let seenWhole = 0;
    let before = 0;
    let neighbours = 0;
    let ordered = 0;
    let first = -1;
    for (let index = start; index < end; index += 1) {
      const id = ids[index] ?? 0;
      const mask = any[id] ?? 0;
      if (mask !== 0) {
        if (first === -1) first = index - start;
        neighbours |= (before << 1) & mask;
        ordered |= (seen << 1) & mask;
        seen |= mask;
        seenSure |= sure[id] ?? 0;
        seenPrefix |= prefix[id] ?? 0;
        seenWhole |= whole[id] ?? 0;
      }
      before = mask;
    }
    if (seen === 0) continue;
    if (best.full && WORD * (bits(seen) + 1) <= best.worst) continue;
    const score =
      WORD * bits(seen) -
      NEARLY * bits(seen & ~seenSure) +
      NEIGHBOURS * bits(neighbours) +
      IN_ORDER * bits(ordered) +
      WHOLE * bits(seenWhole) +
      PREFIX * bits(seenPrefix) +
      (EARLY * EARLY_WORDS) / (EARLY_WORDS + first);
    best.offer({
      stream,
      sentence,
      score,
      held: bits(seen),
      hash: stream.sentenceHashes[sentence] ?? 0,
    });
  }
}

/** How many bits of a 32-bit number are set (Hacker's Delight, figure 5-2). */
function bits(number: number): number {
  let n = number - ((number >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function describe(stream: TokenStream, sentence: number, score: number): FoundSentence {
  const { start, end, index, passage } = stream.sentenceSpan(sentence);
  return {
    citationId: passage.id,
    articleId: stream.article.id,
    sentence: index,
    start,
    end,
    text: stream.article.text.slice(start, end),
    score,
    share: 0,
  };
}
