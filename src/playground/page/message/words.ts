/** What a message says, whether in lines and embeds or in a layout: for previews, menus and screen readers. */
import { findCitationId } from '../../../citations/citation-id.ts';
import { COMPONENT, displayName, MESSAGE_FLAG } from '../discord.ts';
import type { Names } from '../markdown/names.ts';
import { headingsIn, plainTitle, plainWords } from '../markdown/plain.ts';
import type { Component, Message } from '../wire.ts';
import { words } from '../words/words.ts';

/** Every component inside, at any depth, in reading order. */
function everyComponent(components: readonly Component[] | undefined): Component[] {
  return (components ?? []).flatMap((one) => [
    one,
    ...everyComponent(one.components),
    ...everyComponent(one.accessory && [one.accessory]),
  ]);
}

/** The Markdown of a message's text displays, in reading order. */
export function textsOf(components: readonly Component[] | undefined): string[] {
  return everyComponent(components)
    .filter(({ type }) => type === COMPONENT.textDisplay)
    .map(({ content }) => content ?? '');
}

/** The Markdown that a message's own text is: its content, or what its layout says. */
export function textOf({ content, components }: Message): string {
  return [content, ...textsOf(components)].filter((text) => text !== '').join('\n');
}

/** Whether a message cites a passage. */
export function citesIn({ embeds, components }: Message): boolean {
  const texts = [...embeds.map(({ footer }) => footer?.text ?? ''), ...textsOf(components)];
  return texts.some((text) => findCitationId(text) !== null);
}

/** The alternative texts of a message's pictures. */
function picturesOf({ components, attachments }: Message): string[] {
  const items = everyComponent(components).flatMap((one) => one.items ?? []);
  return [...items, ...attachments].map(({ description }) => description ?? '').filter(Boolean);
}

/** The start of what a message says, on one line; '' where it says nothing. */
export function previewOf(message: Message, names: Names, length: number): string {
  const embed = message.embeds[0];
  const title = embed?.title === undefined ? '' : plainTitle(embed.title, names);
  const text =
    plainWords(textOf(message), names) ||
    title ||
    plainWords(embed?.description ?? '', names) ||
    (picturesOf(message)[0] ?? '');
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** What a screen reader is told of a new message. */
export function describeMessage(message: Message, names: Names): string {
  const isPrivate = ((message.flags ?? 0) & MESSAGE_FLAG.ephemeral) !== 0;
  // Of a layout the lines on top are said, and of what is framed the titles.
  const outside = (message.components ?? []).filter(({ type }) => type === COMPONENT.textDisplay);
  const framed = (message.components ?? []).filter(({ type }) => type === COMPONENT.container);
  const inside = framed.flatMap(({ components }) => textsOf(components));
  const titles = [
    ...message.embeds.flatMap(({ title }) => (title ? [plainTitle(title, names)] : [])),
    ...inside.flatMap((text) => headingsIn(text, names)),
  ];
  const unnamed = titles.length === 0 ? inside.slice(0, 1) : [];
  const lines = [message.content, ...outside.map(({ content }) => content ?? ''), ...unnamed];
  return [
    `${displayName(message.author)}:`,
    plainWords(lines.join('\n'), names),
    titles.length > 0 && words.quotesFrom([...new Set(titles)]),
    ...picturesOf(message),
    isPrivate && words.onlyYou,
  ]
    .filter(Boolean)
    .join(' ');
}
