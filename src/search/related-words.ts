/** Words that mean nearly the same: "fight" and "combat", "purchase" and "acquisition". */
import type { LanguageCode } from '../languages/languages.ts';
import { RELATED_WORDS } from './related-words.data.ts';

/** The language of the table. */
const RELATED_LANGUAGE: LanguageCode = 'en';

/** Read on first use. */
let related: Map<string, Map<string, number>> | null = null;

/**
 * English terms related to a term, each with a closeness between 0 and 1: the cosine of the two
 * words' vectors in the bundled model, whichever model the passages are embedded with. None in any
 * other language.
 */
export function relatedTerms(
  term: string,
  language: LanguageCode | null = RELATED_LANGUAGE,
): ReadonlyMap<string, number> {
  if (language !== RELATED_LANGUAGE) return NONE;
  related ??= readTable();
  return related.get(term) ?? NONE;
}
const NONE: ReadonlyMap<string, number> = new Map();

function readTable(): Map<string, Map<string, number>> {
  const table = new Map<string, Map<string, number>>();
  const link = (from: string, to: string, closeness: number): void => {
    const links = table.get(from);
    if (links === undefined) table.set(from, new Map([[to, closeness]]));
    else links.set(to, closeness);
  };
  for (const entry of RELATED_WORDS.split(';')) {
    const [term = '', ...others] = entry.trim().split(/\s+/);
    for (const other of others) {
      const [, word = '', hundredths = ''] = /^(\D+)(\d+)$/.exec(other) ?? [];
      link(term, word, Number(hundredths) / 100);
      link(word, term, Number(hundredths) / 100);
    }
  }
  return table;
}
