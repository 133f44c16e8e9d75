/** Pictures and files of a layout, with their alternative text; nothing is loaded from elsewhere. */
import { button, type Child, h, isWeb, uniqueId, webLink } from '../dom.ts';
import { icon } from '../icons.ts';
import type { Component, Media, Picture } from '../wire.ts';
import { words } from '../words/words.ts';
import { fileCard, isPicture, ownPath } from './attachment.ts';

/** The picture itself; a link where it lies elsewhere. */
function pictureNode(media: Media | undefined, description: string): Child {
  if (media === undefined) return null;
  if (media.attachment_id === undefined || !isPicture(media.content_type)) {
    return isWeb(media.url) ? webLink(media.url, description || media.url) : null;
  }
  const path = ownPath(media.url);
  const rel = 'noopener noreferrer';
  return h(
    'a',
    { class: 'picture-link', href: path, target: '_blank', rel },
    h('img', { src: path, alt: description }),
  );
}

/** The badge that Discord puts on a picture with an alternative text; it shows the text. */
function altBadge(description: string): Child[] {
  const id = uniqueId('alt');
  const text = h('p', { id, class: 'alt-text', hidden: true }, description);
  const badge = button(
    { class: 'alt-badge', 'aria-expanded': 'false', 'aria-controls': id, title: words.altText },
    () => {
      text.hidden = !text.hidden;
      badge.setAttribute('aria-expanded', String(!text.hidden));
    },
    'ALT',
  );
  return [badge, text];
}

function figure({ media, description, spoiler }: Picture): HTMLElement {
  const words = description ?? '';
  const shown = [pictureNode(media, words), ...(words === '' ? [] : altBadge(words))];
  return veiled(spoiler, h('figure', {}, ...shown));
}

/** A gallery: one picture in full, several as tiles. */
export function gallery({ items = [] }: Component): HTMLElement {
  const count = items.length === 1 ? 'one' : 'many';
  return h('div', { class: `gallery ${count}` }, ...items.map(figure));
}

/** A thumbnail beside a section. */
export function thumbnail({ media, description, spoiler }: Component): HTMLElement {
  return veiled(spoiler, h('div', { class: 'thumbnail' }, pictureNode(media, description ?? '')));
}

/** A file to download. */
export function fileOf({ file, name, size, spoiler }: Component): Child {
  if (file === undefined) return null;
  return veiled(spoiler, fileCard(file.url, name ?? 'file', size ?? 0));
}

/** Hides what is inside until it is pressed. */
export function veiled(isSpoiler: boolean | undefined, node: HTMLElement): HTMLElement {
  if (isSpoiler !== true) return node;
  node.classList.add('veiled');
  node.inert = true;
  const veil = h('div', { class: 'veil' });
  const show = button(
    { class: 'button secondary' },
    () => {
      node.classList.remove('veiled');
      node.inert = false;
      show.remove();
    },
    icon('eye'),
    words.showSpoiler,
  );
  veil.append(node, show);
  return veil;
}
