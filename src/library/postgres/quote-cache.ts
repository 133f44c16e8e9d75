/** What quotes have read and may need again, of all collections, under a limit of bytes. */
import { LRUCache } from 'lru-cache';
import type { StreamTokens } from '../../quotes/article-stream.ts';
import { FoldedWords } from '../../quotes/folded-words.ts';
import type { StoredArticle } from './stored-stream.ts';

/**
 * An article's number in its collection is never given to another one, nor to another text of it, so what
 * is kept by number stays right. Keys are `collection:number`, with the form before them for streams.
 */
export interface QuoteCache {
  readonly streams: LRUCache<string, StreamTokens>;
  readonly articles: LRUCache<string, StoredArticle>;
  /** By collection. */
  readonly typed: LRUCache<number, TypedWords>;
}

/** Bytes of each kind: the tokens of 100,000 passages are some 16 MB. */
export interface QuoteCacheLimits {
  readonly streams: number;
  readonly articles: number;
  readonly typed: number;
}

const LIMITS: QuoteCacheLimits = { streams: 32e6, articles: 24e6, typed: 16e6 };

/** Of a string, an array and objects around them. */
const BYTES_A_UNIT = 2;
const BYTES_A_TOKEN = 4;
const OVERHEAD = 1_000;
/** A word in `FoldedWords`: itself, its id and where it begins. */
const BYTES_A_WORD = 60;

/** An empty cache. */
export function quoteCache(limits: QuoteCacheLimits = LIMITS): QuoteCache {
  return {
    streams: new LRUCache({
      maxSize: limits.streams,
      sizeCalculation: ({ ids, sentenceStarts }) =>
        BYTES_A_TOKEN * (ids.length + 4 * sentenceStarts.length) + OVERHEAD,
    }),
    articles: new LRUCache({
      maxSize: limits.articles,
      // Blocks, passages and sentences take about as much as the text.
      sizeCalculation: ({ article }) => 2 * BYTES_A_UNIT * article.text.length + OVERHEAD,
    }),
    typed: new LRUCache({
      maxSize: limits.typed,
      sizeCalculation: ({ size }) => BYTES_A_WORD * size + OVERHEAD,
    }),
  };
}

/** A collection's words as they are looked up while somebody types; those that are new are added. */
export class TypedWords {
  readonly #words = new Map<number, string>();
  readonly folded = new FoldedWords(this);
  /** Ids below this one are known. */
  vocabulary = 1;

  get size(): number {
    return this.#words.size;
  }

  /** @param words those with ids from `vocabulary` on. @param vocabulary all ids are below it. */
  add(words: readonly { readonly id: number; readonly word: string }[], vocabulary: number): void {
    for (const { id, word } of words) this.#words.set(id, word);
    this.vocabulary = Math.max(this.vocabulary, vocabulary);
    this.folded.catchUp();
  }

  isWord(id: number): boolean {
    return this.#words.has(id);
  }

  keyOf(id: number): string {
    return this.#words.get(id) ?? '';
  }
}
