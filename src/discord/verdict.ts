/** Verdicts on quotes as messages: verbatim with its citation, altered with what was changed. */
import type { APIButtonComponent, APIMessageTopLevelComponent } from 'discord.js';
import { isSamePassage } from '../citations/refs.ts';
import type { Say } from '../languages/say.ts';
import type { Excerpt } from '../model.ts';
import type { Altered, DiffPiece, QuotePart, Verbatim, Verdict } from '../quotes/verdict.ts';
import { quoteButtons, removeButton, type Showing } from './buttons.ts';
import type { MessageKind } from './colours.ts';
import { escapeTitle, quoteBlock } from './escape.ts';
import { cutLabel, LEFT_OUT, longest } from './fit.ts';
import { buttonRow, container, linesText, roomBeside, text } from './layout.ts';
import { type MarkedPiece, quoteMarked } from './marked-lines.ts';
import type { LayoutBody } from './message.ts';
import { layOutPassages, nameOf } from './passage-layout.ts';
import { fitsIn, isWithin, type Room, roomOf } from './room.ts';
import { factLines, NUMBERS_SHOWN, omissionLines, sentenceLines } from './verdict-facts.ts';

/** Passages shown as where a quote stands; more would be a list of parts, not a citation. */
const PLACES_SHOWN = 3;
/** UTF-16 units and bytes, escaped, of a comparison: the passage beside it needs room as well. */
const DIFF: Room = { units: 1_500, bytes: 3_500 };
/** Of the sentences that a quote is cut out of, and of what its ellipses leave out, each. */
const AROUND: Room = { units: 900, bytes: 2_000 };
/** Of a quotation among several. */
const SHORT: Room = { units: 450, bytes: 700 };
/** What a quotation should have of it, whatever else is told. */
const LEAST: Room = { units: 120, bytes: 240 };
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
  'too-short': 'notice',
};

/** The passage at a place, highlighted there; null when it is not there any more. */
export type ShowPlace = (place: QuotePart) => Excerpt | null;

/** What a verdict says, in a line or two. */
function verdictLines(say: Say, verdict: Verdict, numbers = NUMBERS_SHOWN): string[] {
  switch (verdict.kind) {
    case 'not-found':
      return [say('verifyNotFound')];
    case 'too-short':
      return [say('verifyTooShort')];
    case 'verbatim':
      return [verbatimLine(say, verdict), ...factLines(say, verdict, numbers)];
    case 'altered': {
      const percent = Math.floor(100 * verdict.similarity);
      const { length: n } = verdict.pieces;
      const joined = n > 1 ? [say('verifyJoined', { n })] : [];
      const disguises = verdict.disguises.map((one) => say(`disguise.${one}`));
      return [say('verifyAltered', { percent }), ...disguises, ...joined];
    }
  }
}

function verbatimLine(say: Say, { differences }: Verbatim): string {
  if (differences.length === 0) return say('verifyVerbatim');
  const named = differences.map((difference) => say(`difference.${difference}`));
  return say('verifyVerbatimBut', { differences: named.join(', ') });
}

/** What a quote leaves out, and the whole sentences that it is cut out of. */
function aroundLines(say: Say, { omissions, cutSentences }: Verbatim, room: Room): string[] {
  const sentences = sentenceLines(cutSentences, room);
  const left = roomAfter(room, sentences);
  const said = [
    ...(sentences === '' ? [] : [say('verifyCutSentence'), sentences]),
    omissionLines(say, omissions, left),
  ];
  return said.filter((line) => line !== '');
}

/** The room that is left behind a text and a line's end. */
function roomAfter(room: Room, text: string): Room {
  const { units, bytes } = roomOf(text);
  return { units: room.units - units - 1, bytes: room.bytes - bytes };
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
  const around = verdict.kind === 'verbatim' ? aroundLines(say, verdict, AROUND) : [];
  const said = [...verdictLines(say, verdict), ...around, ...below.map(small)];
  const lines = text(said.join('\n'));
  const tail = buttonRow(removeButton(say, showing));
  if (!isPlaced(verdict)) return { layout: [container([lines], KINDS[verdict.kind]), ...tail] };
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

/** Whether it is a verdict with a place in the articles. */
function isPlaced(verdict: Verdict): verdict is Verbatim | Altered {
  return verdict.kind === 'verbatim' || verdict.kind === 'altered';
}

/** The places that a message about a verdict asks for, by itself or among others. */
export function shownPlaces(verdict: Verdict): readonly QuotePart[] {
  if (!isPlaced(verdict)) return [];
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
  const draw = (room: Room | null, numbers: number): APIMessageTopLevelComponent[] => {
    const taken = new Set<string>();
    return shown.map(({ text: quoted, verdict, place: stands }) => {
      const place = isPlaced(verdict) ? placeOf(verdict, show) : null;
      const said = [
        ...verdictLines(say, verdict, numbers),
        ...(stands === null ? [] : [small(stands)]),
        ...(room === null ? [] : quotationOf(say, quoted, verdict, room)),
        ...(place ? [placeLine(say, place)] : []),
      ];
      const buttons = place === null ? [] : verdictButtons(say, place, showing);
      const own = buttons.filter(
        (one) => !('custom_id' in one) || (!taken.has(one.custom_id) && taken.add(one.custom_id)),
      );
      return container([text(said.join('\n')), ...buttonRow(own)], KINDS[verdict.kind]);
    });
  };
  const roomWith = (numbers: number): Room => {
    const left = roomBeside([...head, ...draw(null, numbers)]);
    return {
      units: Math.min(SHORT.units, Math.floor(left.units / shown.length) - 1),
      bytes: Math.min(SHORT.bytes, Math.floor(left.bytes / shown.length) - 2),
    };
  };
  // Where a quotation is hardly seen, numbers that were cut are told of the fewer.
  const isRoomy = (numbers: number) => isWithin(LEAST, roomWith(numbers));
  const numbers = [NUMBERS_SHOWN, 1].find(isRoomy) ?? 0;
  return { layout: [...head, ...draw(roomWith(numbers), numbers)] };
}

function small(line: string): string {
  return `-# ${line}`;
}

/** The quotation: with what was changed, or with the sentences that it is cut out of and what it leaves out. */
function quotationOf(say: Say, quoted: string, verdict: Verdict, room: Room): string[] {
  if (verdict.kind === 'altered') return [renderDiff(verdict.diff, room)];
  if (verdict.kind !== 'verbatim') return [shortQuote(quoted, room)];
  const { cutSentences, omissions } = verdict;
  const label = cutSentences.length > 0 ? say('verifyCutSentence') : '';
  const omitted = omissionLines(say, omissions, { units: room.units / 2, bytes: room.bytes / 2 });
  const left = roomAfter(room, omitted);
  const sentences = sentenceLines(cutSentences, roomAfter(left, label));
  const said = sentences === '' ? [shortQuote(quoted, left)] : [label, sentences];
  return omitted === '' ? said : [...said, omitted];
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

const MARKS: Readonly<Record<DiffPiece['op'], MarkedPiece['mark']>> = {
  same: '',
  'left-out': '~~',
  'put-in': '__',
};

function quoteLines(diff: readonly DiffPiece[]): string {
  return quoteMarked(diff.map(({ op, text }) => ({ mark: MARKS[op], text })));
}
