/** Verdicts on quotes as messages: verbatim with its citation, altered with what was changed. */
import type { APIButtonComponent, APIMessageTopLevelComponent } from 'discord.js';
import { isSamePassage } from '../citations/refs.ts';
import type { Say } from '../languages/say.ts';
import type { Excerpt } from '../model.ts';
import type { Altered, DiffPiece, QuotePart, Verbatim, Verdict } from '../quotes/verdict.ts';
import { quoteButtons, removeButton, type Showing } from './buttons.ts';
import type { MessageKind } from './colours.ts';
import { escapePart, escapeTitle, quoteBlock } from './escape.ts';
import { cutLabel, LEFT_OUT, longest } from './fit.ts';
import { buttonRow, container, linesText, roomBeside, text } from './layout.ts';
import type { LayoutBody } from './message.ts';
import { layOutPassages, nameOf } from './passage-layout.ts';
import { fitsIn, type Room } from './room.ts';

/** Passages shown as where a quote stands; more would be a list of parts, not a citation. */
const PLACES_SHOWN = 3;
/** UTF-16 units and bytes, escaped, of a comparison: the passage beside it needs room as well. */
const DIFF: Room = { units: 1_500, bytes: 3_500 };
/** Of a quotation among several. */
const SHORT: Room = { units: 450, bytes: 700 };
/** UTF-16 units of a title under a quotation. */
const TITLE_MAX = 80;
/** A longer stretch without changes is shortened, to words at either end of these many units. */
const SAME_MAX = 300;
const SAME_ENDS = 120;
/** Quotations of one message that are checked: as many as fit into one answer. */
export const QUOTATIONS_MAX = 6;

const KINDS: { readonly [K in Verdict['kind']]: MessageKind } = {
  verbatim: 'answer',
  altered: 'altered',
  'not-found': 'notFound',
};

/** The passage at a place, highlighted there; null when it is not there any more. */
export type ShowPlace = (place: QuotePart) => Excerpt | null;

/** What a verdict says, in a line or two. */
function verdictLines(say: Say, verdict: Verdict): string[] {
  switch (verdict.kind) {
    case 'not-found':
      return [say('verifyNotFound')];
    case 'verbatim':
      return [verbatimLine(say, verdict), ...joinedLine(say, verdict)];
    case 'altered': {
      const percent = Math.floor(100 * verdict.similarity);
      const { length: n } = verdict.pieces;
      const joined = n > 1 ? [say('verifyJoined', { n })] : [];
      return [say('verifyAltered', { percent }), ...joined];
    }
  }
}

function verbatimLine(say: Say, { differences }: Verbatim): string {
  if (differences.length === 0) return say('verifyVerbatim');
  const named = differences.map((difference) => say(`difference.${difference}`));
  return say('verifyVerbatimBut', { differences: named.join(', ') });
}

function joinedLine(say: Say, { joined, parts }: Verbatim): string[] {
  return joined && parts.length > 1 ? [say('verifyRunsOn', { n: parts.length })] : [];
}

/**
 * One verdict in full: the passages it stands in, or the nearest one and what was changed.
 * @param below what else is to be said, such as where the quotation stands; a line each, escaped.
 */
export function renderVerdict(
  say: Say,
  verdict: Verdict,
  show: ShowPlace,
  showing: Showing,
  below: readonly string[] = [],
): LayoutBody {
  const lines = text([...verdictLines(say, verdict), ...below.map(small)].join('\n'));
  const tail = buttonRow(removeButton(say, showing));
  if (verdict.kind === 'not-found') return { layout: [container([lines], 'notFound'), ...tail] };
  const shown = placesOf(verdict).map(show);
  const excerpts = shown.filter((excerpt) => excerpt !== null).filter(isFirstOfPassage);
  const head =
    verdict.kind === 'altered'
      ? [container([lines, text(diffText(say, verdict.diff))], 'altered')]
      : [lines];
  if (excerpts.length === 0) return { layout: [...head, ...tail] };
  const passages = excerpts.map((quotable) => ({
    quotable,
    ...quoteButtons(say, quotable, showing),
  }));
  return {
    layout: layOutPassages(say, { kind: 'answer', head, passages, tail: () => tail }).layout,
  };
}

/** The places that a message about a verdict asks for, by itself or among others. */
export function shownPlaces(verdict: Verdict): readonly QuotePart[] {
  if (verdict.kind === 'not-found') return [];
  return verdict.kind === 'verbatim' ? placesOf(verdict) : [...placesOf(verdict), verdict.nearest];
}

function placesOf(verdict: Verbatim | Altered): readonly QuotePart[] {
  if (verdict.kind === 'verbatim') return verdict.parts.slice(0, PLACES_SHOWN);
  const { nearest, pieces } = verdict;
  return pieces.length > 0 ? pieces.slice(0, PLACES_SHOWN) : [nearest];
}

/** Two parts of one passage are shown once. */
function isFirstOfPassage(excerpt: Excerpt, index: number, all: readonly Excerpt[]): boolean {
  return all.findIndex((one) => isSamePassage(one, excerpt)) === index;
}

/** A quotation among several, and where it stands in what was read; null where that needs no word. */
export interface CheckedQuotation {
  readonly text: string;
  readonly verdict: Verdict;
  /** Escaped. */
  readonly place: string | null;
}

/**
 * Several verdicts on one message, each with the quotation, where it stands, and its passage's buttons.
 * @param notes what is to be said of all, a line each, escaped.
 */
export function renderVerdicts(
  say: Say,
  checked: readonly CheckedQuotation[],
  show: ShowPlace,
  notes: readonly string[],
  showing: Showing,
): LayoutBody {
  const shown = checked.slice(0, QUOTATIONS_MAX);
  const head = linesText(notes);
  const draw = (room: Room | null): APIMessageTopLevelComponent[] => {
    const taken = new Set<string>();
    return shown.map(({ text: quoted, verdict, place: stands }) => {
      const place = verdict.kind === 'not-found' ? null : placeOf(verdict, show);
      const said = [
        ...verdictLines(say, verdict),
        ...(stands === null ? [] : [small(stands)]),
        ...(room === null ? [] : [quotationOf(quoted, verdict, room)]),
        ...(place ? [placeLine(say, place)] : []),
      ];
      const buttons = place === null ? [] : verdictButtons(say, place, showing);
      const own = buttons.filter(
        (one) => !('custom_id' in one) || (!taken.has(one.custom_id) && taken.add(one.custom_id)),
      );
      return container([text(said.join('\n')), ...buttonRow(own)], KINDS[verdict.kind]);
    });
  };
  const left = roomBeside([...head, ...draw(null)]);
  const room = {
    units: Math.min(SHORT.units, Math.floor(left.units / shown.length) - 1),
    bytes: Math.min(SHORT.bytes, Math.floor(left.bytes / shown.length) - 2),
  };
  return { layout: [...head, ...draw(room)] };
}

function small(line: string): string {
  return `-# ${line}`;
}

function quotationOf(quoted: string, verdict: Verdict, room: Room): string {
  return verdict.kind === 'altered' ? renderDiff(verdict.diff, room) : shortQuote(quoted, room);
}

function placeOf(verdict: Verbatim | Altered, show: ShowPlace): Excerpt | null {
  return show(verdict.kind === 'verbatim' ? verdict.parts[0] : verdict.nearest);
}

function placeLine(say: Say, { citation }: Excerpt): string {
  const title = escapeTitle(cutLabel(nameOf(citation), TITLE_MAX, '…'));
  return `-# ${title} · ${say('paragraph', { number: citation.paragraph })} · ${citation.id}`;
}

/** Share, Context and Source; Copy is in what Context opens. */
function verdictButtons(say: Say, place: Excerpt, showing: Showing): APIButtonComponent[] {
  const { source, buttons } = quoteButtons(say, place, showing);
  return [...buttons.slice(0, -1), source];
}

function shortQuote(quoted: string, room: Room): string {
  const overflow = (shown: string) => (fitsIn(quoteBlock(shown, null), room) ? 0 : 1);
  return quoteBlock(cutLabel(quoted, 0, LEFT_OUT, overflow), null);
}

function diffText(say: Say, diff: readonly DiffPiece[]): string {
  return `${renderDiff(diff, DIFF)}\n-# ${say('verifyLegend')}`;
}

/**
 * A comparison as a block quote: what was left out struck through, what was put in underlined, all
 * else as it is. Where there is no room, unchanged stretches are shortened, then the end is cut.
 */
export function renderDiff(diff: readonly DiffPiece[], room: Room): string {
  const fits = (text: string) => fitsIn(text, room);
  const whole = quoteLines(diff);
  if (fits(whole)) return whole;
  const short = diff.map((piece) => (piece.op === 'same' ? shorten(piece) : piece));
  const firstOf = (count: number): string | null => {
    const cut: DiffPiece[] = count < short.length ? [LEFT_OUT_PIECE] : [];
    const text = quoteLines([...short.slice(0, count), ...cut]);
    return fits(text) ? text : null;
  };
  // Marks only make a text longer: so many pieces may have room, and no more.
  let length = 0;
  const tooMany = short.findIndex((piece) => {
    length += piece.text.length;
    return length > room.units;
  });
  const most = tooMany === -1 ? short.length : tooMany;
  const some = longest(
    Array.from({ length: Math.max(0, most - 1) }, (_, i) => i + 2),
    firstOf,
  );
  if (some !== null) return some;
  // One change longer than the room: its beginning.
  const [first] = short;
  if (!first) return '';
  const overflow = (text: string) => (fits(quoteLines([{ ...first, text }])) ? 0 : 1);
  return quoteLines([{ ...first, text: cutLabel(first.text, 0, LEFT_OUT, overflow) }]);
}

const LEFT_OUT_PIECE: DiffPiece = { op: 'same', text: ` ${LEFT_OUT}` };

function shorten({ op, text }: DiffPiece): DiffPiece {
  if (text.length <= SAME_MAX) return { op, text };
  const start = /^[\s\S]*\s/u.exec(text.slice(0, SAME_ENDS))?.[0] ?? '';
  const end = /\s[\s\S]*$/u.exec(text.slice(-SAME_ENDS))?.[0] ?? '';
  return { op, text: `${start}${LEFT_OUT}${end}` };
}

const MARKS: Readonly<Record<DiffPiece['op'], string>> = {
  same: '',
  'left-out': '~~',
  'put-in': '__',
};
const LINE_ENDS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

/** Marks never reach over a line's end or touch white space, and two marks never touch each other. */
function quoteLines(diff: readonly DiffPiece[]): string {
  const lines = [''];
  for (const { op, text } of diff) {
    for (const [index, part] of text.split(LINE_ENDS).entries()) {
      if (index > 0) lines.push('');
      const words = part.trim();
      if (words === '') {
        lines[lines.length - 1] += part;
        continue;
      }
      const before = part.slice(0, part.indexOf(words));
      const after = part.slice(before.length + words.length);
      const line = lines.at(-1) ?? '';
      // Discord ends a strike-through or an underline only where no other mark follows at once.
      const apart = MARKS[op] !== '' && /[~_]$/.test(line) && before === '' ? ' ' : '';
      lines[lines.length - 1] =
        `${line}${before}${apart}${MARKS[op]}${escapePart(words)}${MARKS[op]}${after}`;
    }
  }
  return lines.map((line) => `> ${line}`).join('\n');
}
