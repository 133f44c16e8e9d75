/** Shortens what stands around a quote, and keeps what turns it into its opposite: “not”, “denied that”. */

/** What was left out. */
const LEFT_OUT = '[…]';
/** Words that deny or doubt what is said beside them, in the languages that Footnote knows. */
const DENIAL = new RegExp(
  `^(?:${[
    'not|no|none|nor|never|nobody|nothing|neither|cannot|without|hardly|if|unless|(?:do|does|did|is|are|was|were|has|have|had|ca|could|wo|would|should)n’t',
    'den(?:y|ies|ied|ying)|(?:refut|reject|disput|alleg|fals)\\p{Ll}*|untrue',
    'nicht|nie|niemals|niemand|nichts|weder|ohne|kaum|wenn|falls|(?:kein|bestreit|bestritt|dement|leugn|verneint|angeblich)\\p{Ll}*',
    'ne|pas|jamais|aucune?|personne|rien|ni|sans|si|(?:nie|dément|conteste|prétendu)\\p{Ll}*',
    'не|ни|нет|никогда|никто|ничего|без|если|едва|якобы|(?:отриц|опроверг)\\p{Ll}*',
  ].join('|')})$`,
  'u',
);
const LETTERS = /\p{L}[\p{L}'’]*/u;
/** UTF-16 units of a longer word are nobody's denial. */
const LONGEST_DENIAL = 40;
/** Denials that are kept take this share of the room at most, the nearest first. */
const DENIALS_SHARE = 0.6;

/** Which end of a text is next to the quote. */
export type Near = 'start' | 'end' | 'both';

interface Word {
  readonly start: number;
  readonly end: number;
}

/**
 * A text in `most` UTF-16 units: the words at the end that is near, and those that deny with their neighbours.
 * @param most at least 20.
 */
export function shortened(text: string, most: number, near: Near): string {
  if (text.length <= most) return text;
  const words: Word[] = Array.from(text.matchAll(/\S+/gu), ({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }));
  const order = nearestFirst(words.length, near);
  const kept = new Set<number>();
  let left = most - 2 * LEFT_OUT.length;
  const keep = (at: number, room: number): boolean => {
    const word = words[at];
    if (word === undefined || kept.has(at)) return true;
    const cost = word.end - word.start + 1;
    if (left - cost < room) return false;
    left -= cost;
    kept.add(at);
    return true;
  };
  const forTheRest = most * (1 - DENIALS_SHARE);
  for (const at of order) {
    const { start, end } = words[at] ?? { start: 0, end: 0 };
    if (end - start > LONGEST_DENIAL || !denies(text.slice(start, end))) continue;
    // Each may stand alone, with a mark on either side of it.
    left -= LEFT_OUT.length + 2;
    if (![at, at + 1, at - 1].every((one) => keep(one, forTheRest))) break;
  }
  for (const at of order) if (!keep(at, 0)) break;
  return joined(text, words, kept) || cut(text, most, near);
}

function denies(word: string): boolean {
  const letters = LETTERS.exec(word)?.[0] ?? '';
  return DENIAL.test(letters.toLowerCase().replaceAll("'", '’'));
}

function nearestFirst(count: number, near: Near): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  if (near === 'start') return all;
  if (near === 'end') return all.reverse();
  return all.map((i) => (i % 2 === 0 ? i / 2 : count - 1 - (i - 1) / 2));
}

function joined(text: string, words: readonly Word[], kept: ReadonlySet<number>): string {
  if (kept.size === 0) return '';
  const ascending = [...kept].sort((a, b) => a - b);
  let out = '';
  let before = -1;
  for (const at of ascending) {
    const word = words[at];
    if (word === undefined) continue;
    const gap = text.slice(words[at - 1]?.end ?? 0, word.start);
    out += at === before + 1 ? gap : `${out === '' ? '' : ' '}${LEFT_OUT} `;
    out += text.slice(word.start, word.end);
    before = at;
  }
  const rest = text.slice(words.at(-1)?.end ?? 0);
  return before === words.length - 1 ? out + rest : `${out} ${LEFT_OUT}`;
}

/** Where not even one word has room. */
function cut(text: string, most: number, near: Near): string {
  const room = most - LEFT_OUT.length;
  const part = near === 'end' ? text.slice(-room) : text.slice(0, room);
  // Half of a character would be shown as none.
  const whole = part.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
  return near === 'end' ? LEFT_OUT + whole : whole + LEFT_OUT;
}
