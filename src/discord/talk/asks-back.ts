/** Tells what asks about an answer itself: where it is from, or how sure it is. */
import { likelyLanguages } from '../../languages/detect.ts';
import { LANGUAGES, type LanguageCode } from '../../languages/languages.ts';
import { oncePerLanguage } from '../../languages/once-per-language.ts';
import { type PhraseBook, phraseBook } from './phrase-book.ts';
import { spokenWords } from './spoken-words.ts';

/** Its source, or how sure it is and why. */
export type AskedBack = 'source' | 'sureness';

/** What is asked, and in which languages that is said so: at least one. */
export interface AsksBack {
  readonly asks: AskedBack;
  readonly languages: readonly LanguageCode[];
}

const MARK = /[?？؟]/u;

/**
 * What a message asks about the answer that it is about; null where it asks anything else. Linear.
 * @param text without noise: see `withoutNoise`.
 */
export function asksBack(text: string): AsksBack | null {
  const words = spokenWords(text);
  const isAsked = MARK.test(text);
  const found = likelyLanguages(text).flatMap((language) => {
    const { source, doubt, doubtIfAsked } = booksOf(language);
    const asks: AskedBack | null =
      source.kindsOf(words) !== null
        ? 'source'
        : (isAsked ? doubtIfAsked : doubt).kindsOf(words) !== null
          ? 'sureness'
          : null;
    return asks === null ? [] : [{ asks, language }];
  });
  const [first] = found;
  if (first === undefined) return null;
  const same = found.filter(({ asks }) => asks === first.asks);
  return { asks: first.asks, languages: same.map(({ language }) => language) };
}

interface Books {
  readonly source: PhraseBook<AskedBack>;
  readonly doubt: PhraseBook<AskedBack>;
  readonly doubtIfAsked: PhraseBook<AskedBack>;
}
const booksOf = oncePerLanguage((code): Books => {
  const { talk, chat } = LANGUAGES[code];
  const { sources, sourceWords, sourceBeside, doubts, doubtsIfAsked, leads, beside } = talk;
  const isWord = (word: string) => chat.knownWords.has(word);
  const around = [...leads, ...beside];
  const book = (kind: AskedBack, phrases: Iterable<string>, besides: Iterable<string>) =>
    phraseBook<AskedBack>({
      phrases: { source: [], sureness: [], [kind]: phrases },
      ...{ beside: besides, isWord },
    });
  return {
    source: book('source', [...sources, ...sourceWords], [...leads, ...sourceBeside]),
    doubt: book('sureness', doubts, around),
    doubtIfAsked: book('sureness', [...doubts, ...doubtsIfAsked], around),
  };
});
