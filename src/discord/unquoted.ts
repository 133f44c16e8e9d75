/**
 * "No quotation here.": what a message says instead, with what can be done about it. The buttons act on what
 * stands above them, read back from there: no more than that is ever checked, nothing is kept, and they outlive
 * restarts, also where the bot may not read the message itself.
 */
import { ComponentType, type Message } from 'discord.js';
import type { Say } from '../languages/say.ts';
import { button } from './buttons.ts';
import { escapeLines, escapeTitle, quoteBlock } from './escape.ts';
import { cutLabel, LEFT_OUT } from './fit.ts';
import { buttonRow, container, MARKED, type Part, roomBeside, text } from './layout.ts';
import type { LayoutBody } from './message.ts';
import { partsOf, type Raw } from './raw-message.ts';
import { fitsIn, type Room } from './room.ts';

/** What may be checked as a whole. */
export interface Unquoted {
  readonly text: string;
  /** Where it stands, as it is said; null of what the message itself says. */
  readonly place: string | null;
  /** Whether more of it was left out before. */
  readonly isCut?: boolean;
}

/** Texts of a message that are shown, and so checked. */
export const UNQUOTED_MAX = 4;
/** UTF-16 units that a text may take, escaped, beside others. */
const SHARE_MIN = 300;
/** UTF-16 units of what says where a text stands. */
const PLACE_MAX = 200;
/** UTF-16 units from which on a text is long. */
const LONG = 400;
const SMALL = '-# ';
const QUOTED = /^> (?:-# )?/gm;
/** What `escapeLines` and `escapeTitle` put before punctuation. */
const ESCAPED = /\\([!-/:-@[-`{-~])/g;

/**
 * The words of a message that quotes nothing, and two buttons.
 * @param notes what could not be read, a line each, escaped.
 */
export function renderUnquoted(
  say: Say,
  all: readonly Unquoted[],
  notes: readonly string[] = [],
): LayoutBody {
  const shown = all.slice(0, UNQUOTED_MAX);
  const draw = (blocks: readonly string[], isCut: boolean) => {
    const small = [...(isCut ? [say('unquotedCut')] : []), ...notes];
    const parts: Part[] = [
      text(say('unquoted')),
      ...shown.flatMap(({ place }, i) => drawText(place, blocks[i] ?? '', i)),
      ...(small.length === 0 ? [] : [text(small.map((line) => SMALL + line).join('\n'))]),
      ...buttonRow([
        button(say(isCut ? 'button.checkShown' : 'button.checkAll'), { name: 'checkAll' }),
        button(say('button.findSources'), { name: 'findSources' }),
      ]),
    ];
    return [container(parts, 'nearest')];
  };
  let { units, bytes } = roomBeside(
    draw(
      shown.map(() => '> '),
      true,
    ),
  );
  const blocks = shown.map((one, i) => {
    const left = shown.length - i;
    const room = { units: shareOf(units, left), bytes: shareOf(bytes, left) };
    const block = blockWithin(one.text, room);
    units -= block.length;
    bytes -= Buffer.byteLength(JSON.stringify(block));
    return block;
  });
  const isCut =
    all.length > shown.length ||
    shown.some((one, i) => one.isCut === true || blocks[i] !== blockOf(one.text));
  return { layout: draw(blocks, isCut) };
}

/** What the first ones do not need is the next ones'. */
function shareOf(room: number, left: number): number {
  return Math.max(
    0,
    left === 1 ? room : room - (left - 1) * Math.min(SHARE_MIN, Math.floor(room / left)),
  );
}

function drawText(place: string | null, block: string, index: number): Part[] {
  const id = MARKED.unquoted + 2 * index;
  const label = place === null ? [] : [text(`${SMALL}${escapeTitle(place)}`, id)];
  return [...label, text(block, id + 1)];
}

/** A long text in small print: all of what people write then has room on a phone, with the buttons. */
function blockOf(words: string): string {
  if (words.length <= LONG) return quoteBlock(words, null);
  return escapeLines(words, null)
    .map((line) => (line.trim() === '' ? '> ' : `> ${SMALL}${line}`))
    .join('\n');
}

function blockWithin(words: string, room: Room): string {
  const overflow = (cut: string) => (fitsIn(blockOf(cut), room) ? 0 : 1);
  return blockOf(cutLabel(words, 0, LEFT_OUT, overflow));
}

/** What such a message shows, read back from it; nothing of any other. Never throws. */
export function readUnquoted({ components }: Pick<Message, 'components'>): Unquoted[] {
  const parts = partsOf(components.map((part) => part.toJSON()));
  return Array.from({ length: UNQUOTED_MAX }, (_, i) => MARKED.unquoted + 2 * i).flatMap((id) => {
    const words = displayed(parts, id + 1);
    if (words === null) return [];
    const text = unescaped(words.replace(QUOTED, '')).trim();
    const place = displayed(parts, id);
    const named = place?.startsWith(SMALL) ? unescaped(place.slice(SMALL.length)) : null;
    return text === '' ? [] : [{ text, place: named?.slice(0, PLACE_MAX) ?? null }];
  });
}

function displayed(parts: readonly Raw[], id: number): string | null {
  const part = parts.find((one) => one.type === ComponentType.TextDisplay && one.id === id);
  return typeof part?.content === 'string' ? part.content : null;
}

function unescaped(words: string): string {
  return words.replace(ESCAPED, '$1');
}
