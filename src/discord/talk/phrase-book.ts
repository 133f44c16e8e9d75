/** Lists of phrases in which the words of a message are looked up, slips of the finger allowed. */
import { type SpokenWord, spokenPhrase } from './spoken-words.ts';

/** Messages of more words say something. */
const MOST_WORDS = 20;
/** Shorter words are slips of too many others. */
const LEAST_LETTERS = 5;

/** Finds phrases. */
export interface PhraseBook<Kind extends string> {
  /**
   * The kinds of the phrases that a message is made of from its first to its last word, with words
   * beside them; null where there is any other word, or no phrase.
   */
  kindsOf(words: readonly SpokenWord[]): ReadonlySet<Kind> | null;
  /** How many words from the first one on are a phrase or several, for each number that they can be. */
  leading(words: readonly SpokenWord[]): readonly number[];
}

/** What a book is made of. */
export interface BookOptions<Kind extends string> {
  readonly phrases: Readonly<Record<Kind, Iterable<string>>>;
  /** Words that change nothing beside a phrase, and are none alone. */
  readonly beside: Iterable<string>;
  /** Whether a word is one of its own, and so no slip. */
  readonly isWord: (word: string) => boolean;
}

/** What the words up to some place come to. */
interface Reached<Kind> {
  readonly kinds: ReadonlySet<Kind>;
  /** Whether the last of them ends a phrase. */
  readonly isPhrase: boolean;
}

/** Makes a book of phrases. Looking up is linear. */
export function phraseBook<Kind extends string>(options: BookOptions<Kind>): PhraseBook<Kind> {
  const kinds = new Map<string, Kind>();
  for (const kind of Object.keys(options.phrases) as Kind[]) {
    for (const phrase of options.phrases[kind]) kinds.set(spokenPhrase(phrase), kind);
  }
  const beside = new Set(Array.from(options.beside, spokenPhrase));
  const longest = Math.max(...Array.from(kinds.keys(), (phrase) => phrase.split(' ').length));
  const known = new Set(Array.from(kinds.keys()).flatMap((phrase) => phrase.split(' ')));
  for (const word of beside) known.add(word);
  const slips = slipsOf(known);

  /** The word that is meant, among those of the book. */
  function meant(word: string): string {
    if (known.has(word)) return word;
    for (const squeezed of drawnOut(word)) if (known.has(squeezed)) return squeezed;
    if (word.length < LEAST_LETTERS || options.isWord(word)) return word;
    const slip = slips.get(word);
    if (slip !== undefined) return slip;
    for (let at = 0; at < word.length && word.length <= MOST_WORDS; at += 1) {
      const shorter = word.slice(0, at) + word.slice(at + 1);
      if (shorter.length >= LEAST_LETTERS && known.has(shorter)) return shorter;
    }
    return word;
  }

  /** By number of words from the first one on; undefined for what cannot be reached. */
  function reach(words: readonly SpokenWord[]): (Reached<Kind> | undefined)[] {
    const read = words.slice(0, MOST_WORDS).map(({ word }) => meant(word));
    const reached: (Reached<Kind> | undefined)[] = [{ kinds: new Set(), isPhrase: false }];
    for (let from = 0; from < read.length; from += 1) {
      const here = reached[from];
      if (here === undefined) continue;
      if (beside.has(read[from] as string)) {
        const kept = reached[from + 1];
        if (kept === undefined || kept.kinds.size < here.kinds.size) {
          reached[from + 1] = { kinds: here.kinds, isPhrase: false };
        }
      }
      for (let to = from + 1; to <= Math.min(read.length, from + longest); to += 1) {
        const kind = kinds.get(read.slice(from, to).join(' '));
        if (kind === undefined) continue;
        const kinds_ = new Set([...here.kinds, kind]);
        const kept = reached[to];
        // The longest phrase says what is meant: "how are you" is no "how" with words beside it.
        if (kept?.isPhrase && kept.kinds.size >= kinds_.size) continue;
        reached[to] = { kinds: kinds_, isPhrase: true };
      }
    }
    return reached;
  }

  return {
    kindsOf(words) {
      if (words.length === 0 || words.length > MOST_WORDS) return null;
      const all = reach(words)[words.length];
      return all !== undefined && all.kinds.size > 0 ? all.kinds : null;
    },
    leading(words) {
      return reach(words).flatMap((each, count) => (each && each.kinds.size > 0 ? [count] : []));
    },
  };
}

/** A word without its drawn out letters: `hellooo` as `hello` and `helo`. */
function drawnOut(word: string): string[] {
  if (!/(.)\1\1/u.test(word)) return [];
  const runs = /(.)\1{2,}/gu;
  return [word.replace(runs, '$1'), word.replace(runs, '$1$1')];
}

/** Each word with two neighbours swapped, and without one letter where enough are left. */
function slipsOf(known: Iterable<string>): ReadonlyMap<string, string> {
  const slips = new Map<string, string>();
  for (const word of known) {
    if (word.length < LEAST_LETTERS) continue;
    for (let at = 0; at < word.length; at += 1) {
      const [before, rest] = [word.slice(0, at), word.slice(at)];
      const swapped = before + rest.slice(1, 2) + rest.slice(0, 1) + rest.slice(2);
      if (rest.length > 1 && !slips.has(swapped)) slips.set(swapped, word);
      const shorter = before + rest.slice(1);
      if (shorter.length >= LEAST_LETTERS && !slips.has(shorter)) slips.set(shorter, word);
    }
  }
  return slips;
}
