/** Tells what is said to the bot and asks the articles for nothing: greetings, thanks, "who are you". */
import { likelyLanguages } from '../../languages/detect.ts';
import { LANGUAGE_CODES, LANGUAGES, type LanguageCode } from '../../languages/languages.ts';
import { oncePerLanguage } from '../../languages/once-per-language.ts';
import { opensAsQuestion } from './asking-words.ts';
import { type PhraseBook, phraseBook } from './phrase-book.ts';
import { spokenWords } from './spoken-words.ts';

/** What it is, the one that counts most first. */
const KINDS = ['aboutBot', 'thanks', 'greetings', 'reactions'] as const;
/** One of these. */
export type TalkKind = (typeof KINDS)[number];

/** What was said, and in which language as far as that can be told. */
export interface SmallTalk {
  readonly kind: TalkKind;
  readonly language: LanguageCode | null;
}

/** Laughing and the like, in any language: any number of syllables. */
const LAUGHTER =
  /^(?:[aа]?(?:h[aei]|х[аеи]){2,30}[hх]?|[aа](?:[hх][aа]){1,30}[hх]?|l+o+l+|л+о+л+|x+d+|х+д+|[jk]{3,30}|w{3,30}|5{3,30})$/u;
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

/**
 * What a message says where it is nothing but small talk; null for what asks something, and for nothing
 * at all. Linear.
 * @param text without noise: see `withoutNoise`.
 * @param names what the bot is called: a word beside others.
 */
export function smallTalk(text: string, names: readonly string[] = []): SmallTalk | null {
  const called = new Set(names.flatMap((name) => spokenWords(name)).map(({ word }) => word));
  const words = spokenWords(text).filter(({ word }) => !called.has(word) && !LAUGHTER.test(word));
  if (words.length === 0) {
    const isSaid = /[\p{P}\p{S}\p{L}\p{N}]/u.test(text) || PICTURE.test(text);
    return isSaid ? { kind: 'reactions', language: null } : null;
  }
  for (const language of likelyLanguages(words.map(({ word }) => word).join(' '))) {
    const kinds = talkOf(language).all.kindsOf(words);
    const kind = kinds && KINDS.find((each) => kinds.has(each));
    if (kind) return { kind, language };
  }
  return null;
}

/**
 * A question without the greeting or the thanks before it: where a mark parts the two, or where what
 * follows begins as a question does. Linear.
 */
export function withoutGreeting(text: string): string {
  let rest = text;
  // Somebody who greets and gives thanks does both once.
  for (let times = 0; times < 3; times += 1) {
    const words = spokenWords(rest);
    const next = likelyLanguages(rest)
      .flatMap((language) => talkOf(language).polite.leading(words))
      .map((count) => afterGreeting(rest, words[count - 1]?.end ?? 0))
      .find((each) => each !== null);
    if (next === undefined) return rest;
    rest = next;
  }
  return rest;
}

function afterGreeting(text: string, end: number): string | null {
  const [, mark = '', rest = ''] = /^([^\p{L}\p{N}<"“«„'(]*)(.*)$/su.exec(text.slice(end)) ?? [];
  if (!/[\p{L}\p{N}]/u.test(rest) || mark === '') return null;
  // "Hi-Fi" greets nobody.
  const isParted =
    /^[\s]*[,.!;:…\p{Extended_Pictographic})]/u.test(mark) || /\s[-–—]\s/u.test(mark);
  return isParted || (/\s/u.test(mark) && opensAsQuestion(rest)) ? rest : null;
}

/** What a language's people say. */
interface TalkBooks {
  readonly all: PhraseBook<TalkKind>;
  /** Greetings and thanks alone. */
  readonly polite: PhraseBook<'greetings' | 'thanks'>;
}
const talkOf = oncePerLanguage((code): TalkBooks => {
  const { greetings, thanks, reactions, aboutBot, beside } = LANGUAGES[code].talk;
  return {
    all: phraseBook({ phrases: { aboutBot, thanks, greetings, reactions }, beside, isWord }),
    polite: phraseBook({ phrases: { greetings, thanks }, beside, isWord }),
  };
});

let ownWords: ReadonlySet<string> | null = null;

/** Whether a word is one in any language: then it is no slip. */
function isWord(word: string): boolean {
  ownWords ??= new Set(
    LANGUAGE_CODES.flatMap((code) => [
      ...LANGUAGES[code].terms.commonWords,
      ...LANGUAGES[code].chat.knownWords,
    ]),
  );
  return ownWords.has(word);
}
