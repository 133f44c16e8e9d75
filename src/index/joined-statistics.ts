/** What is counted of the passages of several indexes together. */
import type { CollectionStatistics } from './passage-index.ts';

/** As one index over all of them would count. */
export function mergedStatistics(parts: readonly CollectionStatistics[]): CollectionStatistics {
  const all = { passages: 0, words: 0 };
  const byLanguage = new Map<string, { passages: number; words: number }>();
  for (const { passages, meanLength, languages, passagesIn, meanLengthIn } of parts) {
    count(all, passages, meanLength);
    for (const [at, language] of languages.entries()) {
      const known = byLanguage.get(language) ?? { passages: 0, words: 0 };
      count(known, passagesIn[at] ?? 0, meanLengthIn[at] ?? 1);
      byLanguage.set(language, known);
    }
  }
  const languages = [...byLanguage.keys()].sort();
  const counts = languages.map((each) => byLanguage.get(each) ?? { passages: 0, words: 0 });
  return {
    passages: all.passages,
    meanLength: meanOf(all),
    languages,
    passagesIn: counts.map(({ passages }) => passages),
    meanLengthIn: counts.map(meanOf),
  };
}

/** A mean is a whole number of words by a whole number of passages. */
function count(into: { passages: number; words: number }, passages: number, mean: number): void {
  into.passages += passages;
  into.words += Math.round(mean * passages);
}

function meanOf({ passages, words }: { passages: number; words: number }): number {
  return passages === 0 ? 1 : Math.max(1, words / passages);
}
