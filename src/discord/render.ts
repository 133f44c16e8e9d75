/** One quote as a message: with its context for one reader, or for everyone by who shares it. */
import { type Quotable, type Quote, refOf, STEPS_MAX } from '../citations/quote.ts';
import type { Say } from '../languages/say.ts';
import {
  button,
  PRIVATELY,
  quoteButtons,
  removeButton,
  type Showing,
  sourceButton,
} from './buttons.ts';
import { escapeTitle, oneLine } from './escape.ts';
import { cutLabel } from './fit.ts';
import { type QuoteRoom, quoteWithin } from './fitted-quote.ts';
import { buttonRow, container, roomBeside, text } from './layout.ts';
import type { LayoutBody } from './message.ts';
import { layOutPassages, placeLine } from './passage-layout.ts';

/** UTF-16 units of a title beneath a quote, escaped. */
const TITLE_MAX = 200;

/**
 * An excerpt for one reader, with the context that was asked for and a button for more of it.
 * @param notes what is to be said of it, a line each, escaped.
 */
export function renderContext(
  say: Say,
  quote: Quote,
  notes: readonly string[] = [],
  showing: Showing = PRIVATELY,
): LayoutBody {
  const ref = refOf(quote);
  const { steps } = quote;
  const [share, , copy] = quoteButtons(say, { ref, steps }, { canShare: true });
  const wider = button(say('button.wider'), { name: 'wider', ref, steps: steps + 1 });
  const draw = (grows: boolean) =>
    layOutPassages(say, {
      kind: 'answer',
      head: notes.length === 0 ? [] : [text(notes.join('\n'))],
      passages: [
        {
          quotable: quote,
          buttons: [showing.canShare ? share : undefined, grows ? wider : undefined, copy].filter(
            (one) => one !== undefined,
          ),
        },
      ],
    });
  const grown = draw(true);
  // What is cut already would not grow.
  const grows = quote.hasMore && steps < STEPS_MAX && grown.isWhole;
  return { layout: (grows ? grown : draw(false)).layout };
}

/**
 * An excerpt as one looks at it by oneself, with a button that shares it.
 * @param notes what is to be said of it, a line each, escaped.
 */
export function renderOwn(
  say: Say,
  quotable: Quotable,
  notes: readonly string[] = [],
  showing: Showing = PRIVATELY,
): LayoutBody {
  const steps = 'steps' in quotable ? quotable.steps : 0;
  const buttons = quoteButtons(say, { ref: refOf(quotable), steps }, showing);
  const passages = [{ quotable, below: notes, buttons }];
  return { layout: layOutPassages(say, { kind: 'answer', passages }).layout };
}

/** Who shows a quote to everyone, and in which words that is said. */
export interface Sharer {
  /** Shown as a mention, which notifies nobody. */
  readonly userId: string;
  readonly as?: 'sharedBy' | 'quotedBy';
  /** What is to be said of it, a line each, escaped. */
  readonly notes?: readonly string[];
}

/** An excerpt as it is posted for everyone: the words, their source, who shares them, its buttons. */
export function renderShared(
  say: Say,
  excerpt: Quotable,
  { userId, as = 'sharedBy', notes = [] }: Sharer,
): LayoutBody {
  const ref = refOf(excerpt);
  const steps = 'steps' in excerpt ? excerpt.steps : 0;
  const said = [
    sourceLine(excerpt),
    placeLine(say, excerpt),
    ...notes,
    `-# ${say(as, { user: `<@${userId}>` })}`,
  ];
  const buttons = [
    button(say('button.context'), { name: 'context', ref, steps: Math.min(steps + 1, STEPS_MAX) }),
    sourceButton(say, excerpt),
    button(say('button.copy'), { name: 'copy', ref, steps }),
    ...removeButton(say, { removableBy: userId }),
  ];
  const draw = (quote: string) => [
    container([text([quote, ...said].join('\n')), ...buttonRow(buttons)], 'answer'),
  ];
  const room: QuoteRoom = roomBeside(draw(''));
  return { layout: draw(quoteWithin(excerpt, room)) };
}

/** The article beneath its words. */
function sourceLine({ citation: { article } }: Quotable): string {
  const escaped = (title: string) => escapeTitle(title);
  const title = cutLabel(oneLine(article), TITLE_MAX, '…', (cut) => escaped(cut).length);
  return `**${escaped(title)}**`;
}
