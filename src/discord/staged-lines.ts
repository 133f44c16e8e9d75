/** A page of an article that waits to be kept: its rows, with menus that take them in and leave them out. */
import {
  type APIActionRowComponent,
  type APIEmbed,
  type APIStringSelectComponent,
  ComponentType,
} from 'discord.js';
import type { NumberedRow } from '../intake/choices.ts';
import { rowText } from '../intake/outline.ts';
import { type Preview, type PreviewPage, previewPage, type View } from '../intake/preview.ts';
import type { Say } from '../languages/say.ts';
import { titleOf } from './article-pages.ts';
import { button, rows as rowsOf } from './buttons.ts';
import { COLOURS } from './colours.ts';
import { encodeCustomId } from './custom-id.ts';
import { oneLine } from './escape.ts';
import { cutLabel, longest } from './fit.ts';
import { escapedLabel } from './label.ts';
import { EMBED_DESCRIPTION_MAX, MESSAGE_BYTES_MAX } from './limits.ts';
import type { MessageBody } from './message.ts';
import { jsonBytes } from './room.ts';
import { keepButton } from './staged.ts';
import { tell } from './tell.ts';

/** UTF-16 units of a row in the menu, beside its number: enough to know it by. */
const OPTION_MAX = 40;
/** UTF-16 units that every row is given on a page, and the steps to more where there is room. */
const ROW_MAX = [
  60,
  80,
  100,
  130,
  160,
  200,
  300,
  450,
  700,
  1_000,
  1_500,
  2_500,
  EMBED_DESCRIPTION_MAX,
];
/** More rows than this are looked over, not read: two lines of a phone each. */
const FEW_ROWS = 12;
const LOOKED_OVER_MAX = 100;
/** discord.js and the wire add flags, mentions and names of files. */
const ENVELOPE_BYTES = 400;

/**
 * Rows with their numbers: what is left out is small, with its reason. Each is cut so that all fit; the
 * attached file has them whole.
 * @param wanted counts from 0; a page beyond the last is the last.
 */
export function renderLines(
  say: Say,
  preview: Preview,
  { view, page: wanted }: { readonly view: View; readonly page: number },
  notes: readonly string[] = [],
): MessageBody {
  const page = previewPage(preview, view, wanted);
  const isOnly = preview.outline.head.articles.length === 1;
  const components = [
    ...(isOnly ? menusOf(say, preview, page) : []),
    ...rowsOf(buttonsOf(say, preview, page)),
  ];
  const content = [...notes, say(isOnly ? 'addLines' : 'addLinesOnly')].join('\n');
  const footer = { text: say('listPage', { page: page.page + 1, pages: page.pages }) };
  const frame: APIEmbed = { color: COLOURS.notice, ...titleOf(preview.metadata), footer };
  const fits = (description: string) =>
    description.length <= EMBED_DESCRIPTION_MAX &&
    jsonBytes({ content, components, embeds: [{ ...frame, description }] }) <=
      MESSAGE_BYTES_MAX - ENVELOPE_BYTES;
  const isFew = page.rows.length <= FEW_ROWS;
  const steps = isFew ? ROW_MAX : ROW_MAX.filter((max) => max <= LOOKED_OVER_MAX);
  const description =
    longest(steps, (max) => {
      const lines = page.rows.map((row) => lineOf(say, row, max)).join('\n');
      return fits(lines) ? lines : null;
    }) ?? say('addNone');
  const embeds = [{ ...frame, description: description || say('addNone') }];
  return { content, embeds, components, files: [] };
}

function lineOf(say: Say, row: NumberedRow, max: number): string {
  const { number, block, leftOut, opens } = row;
  const title = opens === undefined ? '' : `**${escapedLabel(opens, max)}**\n`;
  const words = escapedLabel(rowText(row), max);
  if (leftOut !== null) return `${title}-# ✗ ${number} · ${words} (${tell(say, leftOut)})`;
  return (
    title + (block.kind === 'heading' ? `**${number} · ${words}**` : `**${number}** · ${words}`)
  );
}

/** A menu of what is kept, to leave it out, and one of what is left out, to take it in. */
function menusOf(say: Say, preview: Preview, page: PreviewPage): MenuRow[] {
  const kept = page.rows.filter(({ leftOut }) => leftOut === null);
  const leftOut = page.rows.filter((row) => row.leftOut !== null);
  return [
    ...menuOf(say('addLeave'), 'leave', kept, preview, page),
    ...menuOf(say('addTake'), 'take', leftOut, preview, page),
  ];
}

type MenuRow = APIActionRowComponent<APIStringSelectComponent>;

function menuOf(
  placeholder: string,
  name: 'take' | 'leave',
  rows: readonly NumberedRow[],
  { id: staged }: Preview,
  { view, page }: PreviewPage,
): MenuRow[] {
  if (rows.length === 0) return [];
  const options = rows.map((row) => ({
    label: `${row.number} · ${cutLabel(oneLine(rowText(row)), OPTION_MAX, '…')}`,
    value: String(row.number),
  }));
  const menu: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: encodeCustomId({ name, staged, view, page }),
    placeholder,
    min_values: 1,
    max_values: options.length,
    options,
  };
  return [{ type: ComponentType.ActionRow, components: [menu] }];
}

function buttonsOf(say: Say, preview: Preview, { view, page, pages }: PreviewPage) {
  const { id: staged } = preview;
  const to = (page: number) => ({ name: 'lines', staged, view, page }) as const;
  const other = view === 'all' ? 'out' : 'all';
  return [
    ...(page > 0 ? [button(say('button.back'), to(page - 1))] : []),
    ...(page + 1 < pages ? [button(say('button.next'), to(page + 1))] : []),
    button(say(view === 'all' ? 'button.linesOut' : 'button.linesAll'), {
      ...to(0),
      view: other,
    }),
    button(say('button.overview'), { name: 'overview', staged }),
    keepButton(say, preview),
  ];
}

/** Numbers of rows that a menu gives back; whatever else it gives is passed over. */
export function chosenNumbers(values: readonly string[]): number[] {
  return values.filter((value) => NUMBER.test(value)).map(Number);
}

const NUMBER = /^[1-9]\d{0,6}$/;
