/** The terms of several indexes, numbered together for as long as one question takes. */
import type { KnownTerm, PassageIndex } from './passage-index.ts';

/** Which numbers mean the same term: those of each part, by its place among the parts, and joined ones. */
export interface JoinedTerms {
  /** All joined numbers up to now are below this. */
  count(): number;
  /** The term with a joined number; '' for 0 and for numbers that no term has. */
  termOf(joined: number): string;
  /** The number of a term that some part holds, given out on first sight. */
  numberOf(term: string): number;
  /** Notes what a part calls a term. */
  note(part: number, known: KnownTerm): void;
  /** The number that a part has for a joined one; 0 where it does not know the term. */
  own(joined: number, part: number): number;
  /** The joined number of a part's one, which was noted or learnt; 0 for 0. */
  joined(own: number, part: number): number;
  /** Learns the terms of parts' numbers, each once; the parts are asked in one tick. */
  learn(
    all: readonly { readonly part: number; readonly lists: readonly Uint32Array[] }[],
  ): Promise<void>;
  /** How many searchable passages of all parts hold a term, as far as it was looked up. */
  frequencyOf(joined: number): number;
  setFrequency(term: string, frequency: number): void;
}

/** Knows no terms yet. */
export function joinedTerms(parts: readonly Pick<PassageIndex, 'termsOf'>[]): JoinedTerms {
  const terms = [''];
  const numbers = new Map<string, number>();
  const frequencies = new Map<number, number>();
  const joinedOf = parts.map(() => new Map<number, number>([[0, 0]]));
  const ownOf = parts.map(() => new Map<number, number>());

  function numberOf(term: string): number {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    numbers.set(term, terms.length);
    return terms.push(term) - 1;
  }

  function link(part: number, own: number, term: string): void {
    if (own === 0 || term === '') return;
    const joined = numberOf(term);
    joinedOf[part]?.set(own, joined);
    ownOf[part]?.set(joined, own);
  }

  return {
    count: () => terms.length,
    termOf: (joined) => terms[joined] ?? '',
    numberOf,
    note: (part, { id, term }) => link(part, id, term),
    own: (joined, part) => ownOf[part]?.get(joined) ?? 0,
    joined: (own, part) => joinedOf[part]?.get(own) ?? 0,
    async learn(all) {
      const unknown = parts.map(() => new Set<number>());
      for (const { part, lists } of all) {
        for (const list of lists) {
          for (const own of list) if (!joinedOf[part]?.has(own)) unknown[part]?.add(own);
        }
      }
      await Promise.all(
        parts.map(async (part, at) => {
          const asked = [...(unknown[at] ?? [])];
          if (asked.length === 0) return;
          const found = await part.termsOf(asked);
          for (const [i, own] of asked.entries()) link(at, own, found[i] ?? '');
        }),
      );
    },
    frequencyOf: (joined) => frequencies.get(joined) ?? 0,
    setFrequency: (term, frequency) => void frequencies.set(numberOf(term), frequency),
  };
}
