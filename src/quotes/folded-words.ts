/** Finds the words of the corpus that somebody may mean by what was typed so far. */
import { LANGUAGE_CODES } from '../languages/languages.ts';
import {
  lacksLetters,
  letterMask,
  masksFit,
  slipsBetween,
  slipsInBeginning,
  toleratedSlips,
} from '../search/near-spellings.ts';
import { stem } from '../search/terms.ts';

/** How well a word fits: it is the typed one, begins with it, or has it inside. */
export type Fit = 'whole' | 'prefix' | 'inside';

/** Shorter typing is looked for at the beginning of words only: `in` stands inside of too many. */
const MIN_INSIDE = 3;
const BETWEEN = '\n';
/** Words that are nearly the typed one: those beyond are as far from it, and too many to be meant. */
const MOST_NEAR = 40;
/** Related words differ in their endings, which are no longer than that; beginnings are no shorter than this. */
const LONGEST_ENDING = 5;
const SHORTEST_BEGINNING = 3;
/** Words of one beginning that are looked at for the same stem: a stemmer takes microseconds. */
const MOST_STEMMED = 2000;
const DIGIT = /\d/;
const PLAIN = /^[a-z0-9]+$/;

/** What words are looked up by: case, accents and apostrophes aside. */
export function foldWord(key: string): string {
  if (PLAIN.test(key)) return key;
  return key
    .normalize('NFKD')
    .replace(/[\p{M}']+/gu, '')
    .toLowerCase();
}

/** Words by their ids, which count up from 0 and are never given again. */
interface Vocabulary {
  readonly vocabulary: number;
  isWord(id: number): boolean;
  keyOf(id: number): string;
}

/** The corpus's words in one string, so that one scan finds all that contain some letters. */
export class FoldedWords {
  readonly #corpus: Vocabulary;
  #joined = BETWEEN;
  readonly #starts: number[] = [];
  readonly #ids: number[] = [];
  /** The letters of each word, see `letterMask`. */
  readonly #masks: number[] = [];
  /** Ids below this one are in. */
  #upTo = 0;

  constructor(corpus: Vocabulary) {
    this.#corpus = corpus;
  }

  /** Calls `found` with each word of the corpus that fits the folded `typed`, some maybe twice. */
  match(typed: string, found: (id: number, fit: Fit) => void): void {
    this.catchUp();
    if (typed === '') return;
    const inside = typed.length >= MIN_INSIDE;
    const wanted = inside ? typed : BETWEEN + typed;
    let at = this.#joined.indexOf(wanted);
    while (at !== -1) {
      const from = inside ? at : at + 1;
      const to = from + typed.length;
      const begins = this.#joined.startsWith(BETWEEN, from - 1);
      const ends = this.#joined.startsWith(BETWEEN, to);
      const fit = begins ? (ends ? 'whole' : 'prefix') : 'inside';
      const id = this.#ids[this.#wordAt(from)];
      if (id !== undefined) found(id, fit);
      at = this.#joined.indexOf(wanted, at + 1);
    }
  }

  /**
   * Calls `found` with the words that the folded `typed` is spelt nearly as, finished or not, and the
   * fewest slips away; see `toleratedSlips`. Numbers are not guessed.
   */
  misspelt(typed: string, found: (id: number, fit: Fit) => void): void {
    this.catchUp();
    if (DIGIT.test(typed)) return;
    let slips = toleratedSlips(typed.length);
    if (slips === 0) return;
    const mask = letterMask(typed);
    let near: { readonly index: number; readonly word: string; readonly fit: Fit }[] = [];
    for (let index = 0; index < this.#starts.length; index += 1) {
      const length = this.#endOf(index) - (this.#starts[index] ?? 0);
      const own = this.#masks[index] ?? 0;
      if (length < typed.length - slips || lacksLetters(mask, own, slips)) continue;
      const word = this.#joined.slice(this.#starts[index], this.#endOf(index));
      const fit = length - typed.length <= slips && masksFit(mask, own, slips) ? 'whole' : 'prefix';
      const inAll = fit === 'whole' ? slipsBetween(typed, word, slips) : slips + 1;
      const taken = inAll <= slips ? inAll : slipsInBeginning(typed, word, slips);
      if (taken === 0 || taken > slips) continue;
      if (taken < slips) near = [];
      slips = taken;
      near.push({ index, word, fit: inAll <= slips ? 'whole' : 'prefix' });
    }
    // In an order of their own, whatever their ids are.
    near
      .sort(
        (a, b) =>
          Number(b.fit === 'whole') - Number(a.fit === 'whole') ||
          a.word.length - b.word.length ||
          (a.word < b.word ? -1 : 1),
      )
      .slice(0, MOST_NEAR)
      .forEach(({ index, fit }) => {
        found(this.#ids[index] ?? 0, fit);
      });
  }

  /**
   * Calls `found` with the words of the same stem, in any language that Footnote knows.
   * @param key of the typed word, not folded: accents matter to stemmers.
   */
  related(key: string, found: (id: number, fit: Fit) => void): void {
    this.catchUp();
    const typed = foldWord(key);
    if (typed.length < SHORTEST_BEGINNING || DIGIT.test(typed)) return;
    const length = Math.max(SHORTEST_BEGINNING, typed.length - LONGEST_ENDING);
    const wanted = BETWEEN + typed.slice(0, length);
    const stems = LANGUAGE_CODES.map((code) => stem(key, code));
    let at = this.#joined.indexOf(wanted);
    for (let looked = 0; at !== -1 && looked < MOST_STEMMED; looked += 1) {
      const index = this.#wordAt(at + 1);
      const id = this.#ids[index] ?? 0;
      if (this.#endOf(index) - at <= length + 2 * LONGEST_ENDING) {
        const other = this.#corpus.keyOf(id);
        if (LANGUAGE_CODES.some((code, i) => stem(other, code) === stems[i])) found(id, 'prefix');
      }
      at = this.#joined.indexOf(wanted, at + 1);
    }
  }

  /** Takes up the ids that were given since; nobody has to call it, but it takes its time. */
  catchUp(): void {
    const parts: string[] = [];
    let length = this.#joined.length;
    for (; this.#upTo < this.#corpus.vocabulary; this.#upTo += 1) {
      if (!this.#corpus.isWord(this.#upTo)) continue;
      const folded = foldWord(this.#corpus.keyOf(this.#upTo));
      if (folded === '') continue;
      this.#starts.push(length);
      this.#ids.push(this.#upTo);
      this.#masks.push(letterMask(folded));
      parts.push(folded, BETWEEN);
      length += folded.length + BETWEEN.length;
    }
    if (parts.length > 0) this.#joined += parts.join('');
  }

  #endOf(index: number): number {
    return (this.#starts[index + 1] ?? this.#joined.length) - BETWEEN.length;
  }

  /** Index of the word that the character at an offset belongs to. */
  #wordAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
