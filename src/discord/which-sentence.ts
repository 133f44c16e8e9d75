/** "Which one?": the sentences that somebody may mean, to be looked at and shared, for their eyes alone. */
import type { APISelectMenuOption } from 'discord.js';
import type { Quote } from '../citations/quote.ts';
import type { Say } from '../languages/say.ts';
import type { Showing } from './buttons.ts';
import { oneLine } from './escape.ts';
import { cutLabel } from './fit.ts';
import { fitsMessage, menuRow, text } from './layout.ts';
import { MENU_LABEL_MAX, MENU_OPTIONS_MAX } from './limits.ts';
import type { LayoutBody } from './message.ts';
import { renderOwn } from './render.ts';

/** A sentence to choose. */
export interface Choosable {
  /** Where it stands, as one word. */
  readonly value: string;
  readonly text: string;
  /** The article that it is from, with publisher and date. */
  readonly from: string;
}

/** UTF-8 bytes that the menu may take: what was chosen is shown beneath it. */
const MENU_BYTES_MAX = 5_500;

/** Options for sentences, best first; two that look alike are one, and so many as there is room for. */
export function sentenceOptions(sentences: readonly Choosable[]): APISelectMenuOption[] {
  const options = new Map<string, APISelectMenuOption>();
  let bytes = 0;
  for (const { value, text, from } of sentences) {
    const label = cutLabel(oneLine(text), MENU_LABEL_MAX, '…');
    const description = cutLabel(oneLine(from), MENU_LABEL_MAX, '…');
    const option = { label, value, ...(description !== '' && { description }) };
    bytes += Buffer.byteLength(JSON.stringify(option)) + 1;
    if (bytes > MENU_BYTES_MAX || options.size === MENU_OPTIONS_MAX) break;
    if (label !== '' && !options.has(label)) options.set(label, option);
  }
  return [...options.values()];
}

/** What stands beneath the menu, and who looks at it. */
export interface WhichSentence {
  readonly showing: Showing;
  /** The quote that was chosen, and what is to be said of it, a line each, escaped. */
  readonly chosen: { readonly quote: Quote; readonly notes: readonly string[] } | null;
}

/**
 * The question with its menu, and beneath them the quote that was chosen, with Share.
 * @param options of which the chosen one is marked.
 */
export function renderWhichSentence(
  say: Say,
  options: readonly APISelectMenuOption[],
  { showing, chosen }: WhichSentence,
): LayoutBody {
  const line = [say('quoteWhich'), ...(showing.canShare ? [say('quoteUnposted')] : [])].join(' ');
  const asked = [text(line), ...menuRow({ name: 'choose' }, say('quoteChoose'), options)];
  if (chosen === null) return { layout: asked };
  const shown = renderOwn(say, chosen.quote, showing, chosen.notes);
  const layout = [...asked, ...shown.layout];
  // A sentence may be as long as a message: then it has all the room.
  return fitsMessage(layout) ? { layout } : shown;
}
