/** Whether a full stop after a word belongs to the word: sentencex's lists, and where they mislead. */
import segment from 'sentencex';

/** Titles and the like stand before a name: the sentence goes on whatever follows. */
const BEFORE_A_NAME = new Set(
  (
    'mr mrs ms mx dr prof gen lt col maj capt cpl sgt pvt cmdr adm brig sen rep gov rev hon pres ' +
    'fr mgr msgr messrs mme mlle supt insp det amb atty vs v e.g i.e cf ca incl viz p pp hr hrn ' +
    'bzw z.b u.a d.h vgl ' +
    'ул просп пр пер пл им проф акад доц тов г-н ген см напр т.н т.е д-р рис св'
  ).split(' '),
);

/** Abbreviations that also stand at a sentence's end: what follows decides. */
const ANYWHERE = new Set(
  (
    'inc ltd co corp bros llc plc jr sr etc al a.m p.m am pm u.s u.k u.n e.u d.c b.c a.d u.s.a ' +
    'u.s.s.r n.y l.a ph.d m.d b.a m.a st ave blvd rd mt ft dept est no nos fig figs vol ch art sec ' +
    'mon tue tues wed thu thur thurs fri ' +
    'approx min max tel ext usw etc. г гг в вв руб коп тыс млн млрд т.д т.п др пр долл кв н.э'
  ).split(' '),
);

/** In sentencex's English list, but words of their own when written small: `he gave it to me.` */
const ORDINARY_WORDS = new Set(
  (
    'man me may miss mass ill art la ken mar id con pa min op no ok cal ark ala conn del dist exp ' +
    'ext ida ind ing kan mo mod pl que reps res sens ten tex tit us va ver wash ore ont ord pde ' +
    'surg yuk fig sun sat wed ref sec med rev gen hon rep col'
  ).split(' '),
);

/** Months go on with a day or a year, or end the sentence. */
const MONTH = /^(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$/;

/** What follows the time of day in the same sentence: a zone or a weekday. */
const AFTER_TIME =
  /^(?:[A-Z]{2,4}|\p{Lu}\p{Ll}+day|Eastern|Central|Pacific|Mountain|Moscow|Local)$/u;

/** Words that open a sentence far more often than they follow an abbreviation inside one. */
const SENTENCE_OPENERS = new Set(
  (
    'the a an this that these those it its he she they we you i his her their our my your there ' +
    'here in on at by for from with without within under over after before during since until ' +
    'while when where why how who what which if although though because but and or yet so as to ' +
    'not no nor some many most all both each every another other such more however meanwhile ' +
    'moreover nevertheless then thus therefore instead also still even only just once now today ' +
    'yesterday tomorrow later soon according among between despite unlike like about against ' +
    'several few one two three four five six seven eight nine ten is are was were has have had do ' +
    'does did can could will would should may might must let please nobody everyone everything ' +
    'nothing on additionally finally first second third next last ' +
    'он она они оно мы вы ты я это этот эта эти тот та те в во на по с со из к ко о об от до за при ' +
    'для под над не ни но а и или что как когда где кто если хотя после перед поэтому однако также ' +
    'затем потом сегодня вчера завтра все всё там тут здесь его её их наш ваш мой один два три'
  ).split(' '),
);

/** No abbreviation is longer, and nothing longer is worth remembering. */
const MAX_ABBREVIATION = 12;

/** Words of one language's running text that come before a full stop are fewer. */
const MAX_REMEMBERED = 20_000;

const remembered = new Map<string, boolean>();

/** Asks sentencex by a sentence made for it, since its lists are not exported. */
function knownToSentencex(word: string, language: string): boolean {
  const key = `${language} ${word}`;
  let known = remembered.get(key);
  if (known === undefined) {
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    known = segment(language, `Xx ${word}. Xx`).length === 1;
    remembered.set(key, known);
  }
  return known;
}

/** Whether a sentence is likely to begin with this word. */
export function opensSentence(word: string): boolean {
  return SENTENCE_OPENERS.has(word.toLowerCase());
}

/**
 * Whether the full stop after `word` is part of an abbreviation or initial and the sentence goes on.
 * @param word what stands before the full stop, back to the last white space or bracket
 * @param next the word that follows, or '' where none does
 * @param nextIsInitial whether `next` is a single capital with a full stop, as in `J. K. Rowling`
 */
export function sentenceGoesOn(
  word: string,
  next: string,
  nextIsInitial: boolean,
  language: string,
): boolean {
  if (word === '' || word.length > MAX_ABBREVIATION || /\p{N}$/u.test(word)) return false;
  const lower = word.toLowerCase();
  const opens = opensSentence(next);
  if (/^\p{Lu}(?:\.-?\p{Lu})*$/u.test(word) && word.length < 6) {
    return nextIsInitial || !opens;
  }
  // In capitals these are other words: `EST` is a time zone, `NO` a no.
  if (/^\p{Lu}{2,}$/u.test(word)) return false;
  if (lower === 'p.m' || lower === 'a.m') return AFTER_TIME.test(next);
  // `no` and `fig` abbreviate before a number only; small `man` and `me` never do.
  if (word === lower && ORDINARY_WORDS.has(lower)) return /^\p{N}/u.test(next);
  // The one month that is never cut short.
  if (word === 'May') return false;
  if (MONTH.test(word)) return /^\p{N}/u.test(next);
  if (BEFORE_A_NAME.has(lower)) return true;
  return !opens && (ANYWHERE.has(lower) || knownToSentencex(word, language));
}
