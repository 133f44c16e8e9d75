/** A quote card as it is posted for everyone: the picture with its words, who shares it, its buttons. */
import { type APIMediaGalleryComponent, ComponentType } from 'discord.js';
import { ALT_MAX, type Card, type CardLook, type CardTheme } from '../cards/card.ts';
import { type Quotable, refOf } from '../citations/quote.ts';
import type { Say } from '../languages/say.ts';
import type { ServerSettings } from '../settings/server-settings.ts';
import { button, rows, stepsOf } from './buttons.ts';
import { COLOURS } from './colours.ts';
import { buttonRow, container, section } from './layout.ts';
import type { LayoutBody, MessageBody } from './message.ts';
import { placeLine } from './passage-layout.ts';
import { type Sharer, sharedButtons, sharedBy } from './render.ts';

/** The accent of cards where none was chosen. */
const CARD_ACCENT = COLOURS.answer;

/** How the cards of a server look that chose this, on the ground that whoever shares chose. */
export function lookOf(
  { cardTheme, cardAccent }: Pick<ServerSettings, 'cardTheme' | 'cardAccent'>,
  theme: CardTheme,
): CardLook {
  const accent = cardAccent === null ? CARD_ACCENT : Number.parseInt(cardAccent.slice(1), 16);
  return { theme: cardTheme ?? theme, accent };
}

/**
 * What posts a quote as a light or a dark picture; nothing for what no picture holds.
 * @param chosen the ground that the server's managers chose; null where either may be.
 */
export function pictureButtons(
  say: Say,
  quotable: Quotable,
  chosen: CardTheme | null = null,
): MessageBody['components'] {
  if (quotable.text.length > ALT_MAX) return [];
  const [ref, steps] = [refOf(quotable), stepsOf(quotable)];
  const one = (label: string, theme: CardTheme) =>
    button(label, { name: 'picture', theme, ref, steps });
  if (chosen !== null) return rows([one(say('button.picture'), chosen)]);
  return rows([one(say('button.picture'), 'light'), one(say('button.darkPicture'), 'dark')]);
}

/** The picture, described by its words, in the place of a shared quote's words. */
export function renderSharedCard(
  say: Say,
  quotable: Quotable,
  { png, alt }: Card,
  sharer: Sharer,
): LayoutBody {
  const name = `quote-${quotable.citation.id}.png`;
  const gallery: APIMediaGalleryComponent = {
    type: ComponentType.MediaGallery,
    items: [{ media: { url: `attachment://${name}` }, description: alt }],
  };
  const said = [placeLine(say, quotable), ...(sharer.notes ?? []), sharedBy(say, sharer)];
  const { source, buttons } = sharedButtons(say, quotable, sharer);
  const parts = [gallery, section(said.join('\n'), source), ...buttonRow(buttons)];
  return {
    layout: [container(parts, 'answer')],
    files: [{ attachment: Buffer.from(png), name }],
  };
}
