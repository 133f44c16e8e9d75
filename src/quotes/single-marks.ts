/** Pairs single quotation marks, and tells them from apostrophes: `don’t`, `’90s`, `the dogs’ bowls`. */
import type { Span } from '../model.ts';

/** The marks that open or close; of ‹…› no letter is ever part, so that they are paired as «…» are. */
const SIGNS = /['‘’‚‛]/g;
const ALPHANUMERIC = /[\p{L}\p{N}]/u;
const LETTER = /\p{L}/u;
const SPACE = /\s/;
/** What no quotation begins with. */
const NEVER_FIRST = /[\s,;:!?)\]}»”]/;
/** Before a mark that stands between two marks: it opens behind these, and closes behind others. */
const BEFORE_OPENING = /[\s([{<—–«“„‘‚‹/]/;
const OPENING_MARKS = '«“„‘‚‹';
/** `rock ’n’ roll`. */
const LONE_N = /^['‘’‛]n['’](?![\p{L}\p{N}])/iu;
/** Words whose beginning an apostrophe stands for: English, German and Dutch; and years. */
const BEHEADED =
  /^(?:t(?:is|was|were|will)|em|bout|cause|cos|coz|cuz|till?|round|neath|gainst|nother|nuff|ere|im|er|un|ave|[stkmn]|ne[nmrs]?|r(?:um|aus|ein|auf|unter|über|an)|\d\d(?:s|er)?)(?![\p{L}\p{N}])/iu;
/** Words that end with an apostrophe: English, German and Italian. Names and plurals in s, x, z are others. */
const CURTAILED =
  /(?:^|[^\p{L}\p{N}])(?:o|an|th|wi|fo|ol|lil|\p{L}{2,}in|ha[bt]|hätt|wär|könnt|würd|möcht|sollt|wollt|geb|geh|komm|sag|mach|glaub|brauch|heut|hab|po|be|ca|mo|va|fa|sta|to)$/iu;
const POSSESSIVE = /[sxzß]$/i;
/** Words that lose their last letter before another, whatever marks that stands in: `l’« eau »`. */
const ELIDED =
  /(?:^|[^\p{L}])(?:[cdjlmnst]|qu|(?:jus|lors|puis|quoi)qu|(?:d|n|s)?(?:e|a|u)ll|un)$/iu;
/** UTF-16 units that are looked at before and behind a mark. */
const NEAR = 16;

/** How sure it is that a mark opens or closes; 0 where it cannot. */
type Sureness = 0 | 1 | 2 | 3;
const MAYBE = 1;
const LIKELY = 2;
const SURE = 3;

interface Sign {
  readonly at: number;
  readonly mark: string;
  readonly opens: Sureness;
  readonly closes: Sureness;
}

/**
 * The pairs of single marks in a text, by the offset of the opening mark; of nested ones each has its
 * own. What stands in `apart` is left to itself: no pair begins or ends there.
 * @param apart spans in order that do not overlap, such as quotations in double marks.
 */
export function pairSingleMarks(text: string, apart: readonly Span[]): Map<number, number> {
  const signs = signsOf(text, apart);
  const pairs = new Map<number, number>();
  pair(
    signs.filter(({ mark }) => mark === "'"),
    pairs,
  );
  pair(
    signs.filter(({ mark }) => mark !== "'"),
    pairs,
  );
  return pairs;
}

function signsOf(text: string, apart: readonly Span[]): Sign[] {
  const signs: Sign[] = [];
  let next = 0;
  let afterN = -1;
  for (const { index: at } of text.matchAll(SIGNS)) {
    while ((apart[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next += 1;
    if ((apart[next]?.start ?? Number.POSITIVE_INFINITY) <= at || at === afterN) continue;
    const before = text.slice(Math.max(0, at - NEAR), at);
    const behind = text.slice(at, at + NEAR);
    if (LONE_N.test(behind) && !ALPHANUMERIC.test(lastOf(before))) afterN = at + 2;
    else signs.push(signAt(at, before, behind));
  }
  return signs;
}

/** @param behind what follows, the mark included. */
function signAt(at: number, before: string, behind: string): Sign {
  const mark = behind.charAt(0);
  const rest = behind.slice(1);
  const [last, first] = [lastOf(before), firstOf(rest)];
  // `='` is a program's.
  const mayOpen =
    mark !== '’' &&
    first !== '' &&
    !NEVER_FIRST.test(first) &&
    !ALPHANUMERIC.test(last) &&
    last !== '=';
  const mayClose =
    mark !== '‚' && mark !== '‛' && last !== '' && !SPACE.test(last) && !ALPHANUMERIC.test(first);
  // Between two marks it can be either.
  const isOpening = mayOpen && (!mayClose || BEFORE_OPENING.test(last));
  if (isOpening) return { at, mark, opens: BEHEADED.test(rest) ? MAYBE : LIKELY, closes: 0 };
  return { at, mark, opens: 0, closes: mayClose ? closing(before, last, first) : 0 };
}

/** How sure it is that a mark closes, by the word before it and what follows. */
function closing(before: string, last: string, first: string): Sureness {
  if (!ALPHANUMERIC.test(last)) return SURE;
  const isFollowed = first !== '' && !SPACE.test(first);
  // `5' high` may be feet.
  if (!LETTER.test(last)) return isFollowed ? LIKELY : MAYBE;
  if (isFollowed && OPENING_MARKS.includes(first)) return 0;
  if (first === '"' && ELIDED.test(before)) return 0;
  if (CURTAILED.test(before)) return MAYBE;
  const isEnd = isFollowed || first === '';
  if (POSSESSIVE.test(before)) return isEnd ? LIKELY : MAYBE;
  return isEnd ? SURE : LIKELY;
}

/** Pairs marks of one family in a single pass. */
function pair(signs: readonly Sign[], pairs: Map<number, number>): void {
  const ahead = nextSure(signs);
  const open: Sign[] = [];
  for (const [i, sign] of signs.entries()) {
    const next = ahead[i];
    const top = open.at(-1);
    if (top !== undefined && closesHere(sign, top, next)) {
      pairs.set(top.at, sign.at);
      open.pop();
    } else if (sign.opens === LIKELY) open.push(sign);
    // `’Tis the season, he said’`: an apostrophe, unless a mark that surely closes needs it.
    else if (sign.opens === MAYBE && top === undefined && next?.closes === SURE) open.push(sign);
  }
}

/** Whether a mark closes the one that was opened last, seeing the next one that is no mere maybe. */
function closesHere(sign: Sign, top: Sign, next: Sign | undefined): boolean {
  const isLow = top.mark === '‚';
  // ‚…‘ closes with what opens elsewhere.
  if (sign.mark === '‘') return isLow && sign.closes > 0;
  if (sign.closes === 0) return false;
  const isMaybe = sign.closes === MAYBE || (isLow && sign.closes < SURE);
  return !isMaybe || next === undefined || next.closes < LIKELY;
}

/** For each sign the next one behind it that likely opens or closes. */
function nextSure(signs: readonly Sign[]): (Sign | undefined)[] {
  const ahead: (Sign | undefined)[] = new Array(signs.length);
  let next: Sign | undefined;
  for (let i = signs.length - 1; i >= 0; i -= 1) {
    ahead[i] = next;
    const sign = signs[i];
    if (sign && (sign.opens >= LIKELY || sign.closes >= LIKELY)) next = sign;
  }
  return ahead;
}

function firstOf(text: string): string {
  const code = text.codePointAt(0);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function lastOf(text: string): string {
  const isPair = /[\ud800-\udbff][\udc00-\udfff]$/.test(text);
  return text.slice(isPair ? -2 : -1);
}
