/** Buttons under messages: what each does is in its custom id. */
import {
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { type Quotable, refOf, STEPS_MAX } from '../citations/quote.ts';
import type { Say } from '../languages/say.ts';
import type { Excerpt } from '../model.ts';
import { type Action, encodeCustomId, encodesShortly, REFS_MAX } from './custom-id.ts';
import { BUTTON_LABEL_MAX, BUTTON_URL_MAX, ROW_BUTTONS_MAX } from './limits.ts';
import { type PublicUrlOf, sourceUrl } from './public-url.ts';

/** How a button looks: blue for what is most wanted, green for what keeps, red for what destroys. */
export type ActionStyle = Exclude<ButtonStyle, ButtonStyle.Link | ButtonStyle.Premium>;

/** A button that does `action`. */
export function button(
  label: string,
  action: Action,
  style: ActionStyle = ButtonStyle.Secondary,
): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style,
    label: label.slice(0, BUTTON_LABEL_MAX),
    custom_id: encodeCustomId(action),
  };
}

/** Buttons in rows of five. */
export function rows(buttons: readonly APIButtonComponent[]): APIMessageTopLevelComponent[] {
  const rows: APIMessageTopLevelComponent[] = [];
  for (let from = 0; from < buttons.length; from += ROW_BUTTONS_MAX) {
    const components = buttons.slice(from, from + ROW_BUTTONS_MAX);
    rows.push({ type: ComponentType.ActionRow, components });
  }
  return rows;
}

/**
 * Leads to the words: on the article's own page on the web, else on the reader page where there is one, else in
 * the article as Discord shows it.
 */
export function sourceButton(
  say: Say,
  excerpt: Excerpt,
  publicUrlOf: PublicUrlOf,
): APIButtonComponent {
  const fits = ({ length }: string) => length <= BUTTON_URL_MAX;
  const link = sourceUrl(excerpt, publicUrlOf, fits);
  const label = say('button.source');
  return link === null
    ? button(label, { name: 'source', ref: refOf(excerpt) })
    : { type: ComponentType.Button, style: ButtonStyle.Link, label, url: link };
}

/** Nobody had the bot post it: moderators alone may take it back. */
export const NOBODY = Symbol('nobody');

/** What the buttons under a message depend on: who sees it, and where. */
export interface Showing {
  /** False where nobody would see what is shared but who shares it: in messages with the bot. */
  readonly canShare: boolean;
  /** Who may take it back beside moderators, where everyone sees it; null where it is somebody's own. */
  readonly removableBy: string | typeof NOBODY | null;
  readonly publicUrlOf: PublicUrlOf;
  /** Whether the bot is there, so that who asks can be told later what nobody knows now. */
  readonly canTell?: boolean;
}

/** The buttons of one passage: Source beside its title, the others in a row of their own. */
export interface QuoteButtons {
  readonly source: APIButtonComponent;
  readonly buttons: readonly APIButtonComponent[];
}

/** Share, Context and Copy for one passage, and its Source; Share in blue where it is worth sharing. */
export function quoteButtons(
  say: Say,
  quotable: Quotable,
  { canShare, publicUrlOf }: Showing,
  style: ActionStyle = ButtonStyle.Primary,
): QuoteButtons {
  const ref = refOf(quotable);
  const steps = stepsOf(quotable);
  const share = button(say('button.share'), { name: 'share', ref, steps }, style);
  return {
    source: sourceButton(say, quotable, publicUrlOf),
    buttons: [
      ...(canShare ? [share] : []),
      button(say('button.context'), { name: 'context', ref, steps: widerThan(steps) }),
      button(say('button.copy'), { name: 'copy', ref, steps }),
    ],
  };
}

/** How much context it has. */
export function stepsOf(quotable: Quotable): number {
  return 'steps' in quotable ? quotable.steps : 0;
}

/** A step more of context. */
function widerThan(steps: number): number {
  return Math.min(steps + 1, STEPS_MAX);
}

/**
 * For who had it posted and for moderators; none under somebody's own message. Grey, since everyone sees it all
 * day: what is removed can be shared again, where red is for what is lost.
 */
export function removeButton(
  say: Say,
  { removableBy: who }: Pick<Showing, 'removableBy'>,
): APIButtonComponent[] {
  if (who === null) return [];
  return [button(say('button.remove'), { name: 'remove', userId: who === NOBODY ? null : who })];
}

/** In red what destroys something, each with its label, and what leaves all as it is. */
export function sureButtons(
  say: Say,
  destroying: readonly (readonly [label: string, action: Action])[],
): APIButtonComponent[] {
  return [
    ...destroying.map(([label, action]) => button(label, action, ButtonStyle.Danger)),
    button(say('button.cancel'), { name: 'cancel' }),
  ];
}

/** An action that shows a page of excerpts. */
export type PageAction = Extract<Action, { name: 'more' | 'near' }>;

/** A button for the next excerpts; none where there are none. */
export function pageButton(label: string, action: PageAction): APIButtonComponent[] {
  const refs = action.refs.slice(0, REFS_MAX);
  // Keys of collections take the room of pointers.
  while (refs.length > 0 && !encodesShortly({ ...action, refs })) refs.pop();
  return refs.length === 0 ? [] : [button(label, { ...action, refs })];
}
