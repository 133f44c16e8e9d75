/** One quote as a message: with its context for one reader, or for everyone by who shares it. */
import type { APIButtonComponent } from 'discord.js';
import { type Quotable, type Quote, refOf, STEPS_MAX } from '../citations/quote.ts';
import type { Say } from '../languages/say.ts';
import { button, type QuoteButtons, quoteButtons, removeButton, type Showing } from './buttons.ts';
import { escapeTitle, oneLine } from './escape.ts';
import { cutLabel } from './fit.ts';
import { quoteWithin } from './fitted-quote.ts';
import { buttonRow, container, roomBeside, section, text } from './layout.ts';
import type { LayoutBody } from './message.ts';
import { layOutPassages, placeLine } from './passage-layout.ts';
import type { PublicUrlOf } from './public-url.ts';

/** UTF-16 units of a title beneath a quote, escaped. */
const TITLE_MAX = 200;

/**
 * An excerpt for one reader, with the context that was asked for and a button for more of it.
 * @param notes what is to be said of it, a line each, escaped.
 */
export function renderContext(
  say: Say,
  quote: Quote,
  showing: Showing,
  notes: readonly string[] = [],
): LayoutBody {
  const { steps } = quote;
  const { source, buttons } = quoteButtons(say, quote, showing);
  const wider = button(say('button.wider'), { name: 'wider', ref: refOf(quote), steps: steps + 1 });
  const draw = (grows: boolean) =>
    layOutPassages(say, {
      kind: 'answer',
      head: notes.length === 0 ? [] : [text(notes.join('\n'))],
      passages: [{ quotable: quote, source, buttons: withWider(buttons, grows ? [wider] : []) }],
    });
  const grown = draw(true);
  // What is cut already would not grow.
  const grows = quote.hasMore && steps < STEPS_MAX && grown.isWhole;
  return { layout: (grows ? grown : draw(false)).layout };
}

/** More context in the place of Context, which would open the same beside it. */
function withWider(
  buttons: readonly APIButtonComponent[],
  wider: readonly APIButtonComponent[],
): APIButtonComponent[] {
  return [...buttons.slice(0, -2), ...wider, ...buttons.slice(-1)];
}

/**
 * An excerpt as one looks at it by oneself, with a button that shares it.
 * @param notes what is to be said of it, a line each, escaped.
 * @param marked null where nothing was asked, so that nothing in it is pointed out.
 */
export function renderOwn(
  say: Say,
  quotable: Quotable,
  showing: Showing,
  notes: readonly string[] = [],
  marked?: null,
): LayoutBody {
  const passages = [
    {
      quotable,
      ...(marked === null && { marked }),
      below: notes,
      ...quoteButtons(say, quotable, showing),
    },
  ];
  return { layout: layOutPassages(say, { kind: 'answer', passages }).layout };
}

/** Who shows a quote to everyone, and in which words that is said. */
export interface Sharer {
  /** Shown as a mention, which notifies nobody. */
  readonly userId: string;
  readonly as?: 'sharedBy' | 'quotedBy';
  /** What is to be said of it, a line each, escaped. */
  readonly notes?: readonly string[];
  /** Null where nothing was asked, so that nothing in it is pointed out. */
  readonly marked?: null;
  readonly publicUrlOf: PublicUrlOf;
}

/** An excerpt as it is posted for everyone: the words, their source, who shares them, its buttons. */
export function renderShared(say: Say, excerpt: Quotable, sharer: Sharer): LayoutBody {
  const { notes = [] } = sharer;
  const said = [placeLine(say, excerpt), ...notes, sharedBy(say, sharer)].join('\n');
  const { source, buttons } = sharedButtons(say, excerpt, sharer);
  const title = section(sourceLine(excerpt), source);
  const draw = (quote: string) => [
    container([text(quote), title, text(said), ...buttonRow(buttons)], 'answer'),
  ];
  return { layout: draw(quoteWithin(excerpt, roomBeside(draw('')), sharer.marked)) };
}

/** Source beside where it stands; in a row, which is one on a phone, too: Context, Copy, and Remove for who shares it. */
export function sharedButtons(
  say: Say,
  excerpt: Quotable,
  { userId, publicUrlOf }: Sharer,
): QuoteButtons {
  const showing = { canShare: false, removableBy: userId, publicUrlOf };
  const { source, buttons } = quoteButtons(say, excerpt, showing);
  return { source, buttons: [...buttons, ...removeButton(say, showing)] };
}

/** Who shares it, in small print. */
export function sharedBy(say: Say, { userId, as = 'sharedBy' }: Sharer): string {
  return `-# ${say(as, { user: `<@${userId}>` })}`;
}

/** The article beneath its words. */
function sourceLine({ citation: { article } }: Quotable): string {
  const escaped = (title: string) => escapeTitle(title);
  const title = cutLabel(oneLine(article), TITLE_MAX, '…', (cut) => escaped(cut).length);
  return `**${escaped(title)}**`;
}
