/** Finds the words of the corpus that somebody may mean by what was typed so far. */

/** How well a word fits: it is the typed one, begins with it, or has it inside. */
export type Fit = 'whole' | 'prefix' | 'inside';

/** Shorter typing is looked for at the beginning of words only: `in` stands inside of too many. */
const MIN_INSIDE = 3;
const BETWEEN = '\n';
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
      parts.push(folded, BETWEEN);
      length += folded.length + BETWEEN.length;
    }
    if (parts.length > 0) this.#joined += parts.join('');
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
