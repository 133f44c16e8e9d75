/** Shows Discord's Markdown as DOM nodes: text never becomes markup. */
import { type Child, h, webLink } from '../dom.ts';
import { type Block, readBlocks } from './blocks.ts';
import { type Inline, readInline } from './inline.ts';

/** Names for ids in mentions; null for those that are not known. */
export interface Names {
  user(id: string): string | null;
  channel(id: string): string | null;
}

const TIME_STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};
const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A moment as Discord writes it. @param style one of Discord's letters. */
export function formatTime(seconds: number, style: string, now = Date.now() / 1000): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return 'Invalid date';
  if (style !== 'R') return new Intl.DateTimeFormat(undefined, TIME_STYLES[style]).format(date);
  const distance = seconds - now;
  const [unit, length] = UNITS.find(([, one]) => Math.abs(distance) >= one) ?? ['second', 1];
  const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
  return relative.format(Math.round(distance / length), unit);
}

function mention(text: string): HTMLElement {
  return h('span', { class: 'mention' }, text);
}

function spoiler(children: readonly Inline[], names: Names): HTMLElement {
  const content = h(
    'span',
    { class: 'spoiler-text', 'aria-hidden': 'true' },
    ...inlineNodes(children, names),
  );
  const node = h(
    'span',
    { class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': 'Spoiler, show it' },
    content,
  );
  const show = () => {
    node.classList.add('shown');
    for (const name of ['role', 'tabindex', 'aria-label']) node.removeAttribute(name);
    content.removeAttribute('aria-hidden');
  };
  node.addEventListener('click', show);
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    show();
  });
  return node;
}

function inlineNode(piece: Inline, names: Names): Child {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'strong':
      return h('strong', {}, ...inlineNodes(piece.children, names));
    case 'em':
      return h('em', {}, ...inlineNodes(piece.children, names));
    case 'underline':
      return h('u', {}, ...inlineNodes(piece.children, names));
    case 'strike':
      return h('s', {}, ...inlineNodes(piece.children, names));
    case 'spoiler':
      return spoiler(piece.children, names);
    case 'code':
      return h('code', {}, piece.text);
    case 'link':
      return webLink(piece.url, ...inlineNodes(piece.children, names));
    case 'time':
      return h('time', { class: 'moment' }, formatTime(piece.seconds, piece.style));
    case 'user':
      return mention(`@${names.user(piece.id) ?? 'unknown-user'}`);
    case 'channel':
      return mention(`#${names.channel(piece.id) ?? 'unknown'}`);
    case 'role':
      return mention('@role');
    case 'name':
      return mention(piece.text);
  }
}

function inlineNodes(pieces: readonly Inline[], names: Names): Child[] {
  return pieces.map((piece) => inlineNode(piece, names));
}

function blockNode(block: Block, names: Names): HTMLElement {
  switch (block.kind) {
    case 'paragraph':
      return h('div', { class: 'line' }, ...inlineNodes(block.children, names));
    case 'subtext':
      return h('small', { class: 'subtext' }, ...inlineNodes(block.children, names));
    case 'heading': {
      // The page's own headings are above these; a message's must not disturb their order.
      const attributes = { class: `heading level-${block.level}` };
      return h('div', attributes, ...inlineNodes(block.children, names));
    }
    case 'code':
      return h('pre', { tabindex: 0 }, h('code', {}, block.text));
    case 'quote':
      return h('blockquote', {}, ...block.blocks.map((one) => blockNode(one, names)));
    case 'list': {
      const items = block.items.map((item, i) => {
        const nested = block.nested[i] ?? [];
        return h(
          'li',
          {},
          ...inlineNodes(item, names),
          ...nested.map((one) => blockNode(one, names)),
        );
      });
      if (block.start === null) return h('ul', {}, ...items);
      return h('ol', { start: block.start }, ...items);
    }
  }
}

/** The nodes of a text with everything that Discord's Markdown knows. */
export function markdown(source: string, names: Names): HTMLElement[] {
  return readBlocks(source).map((block) => blockNode(block, names));
}

/** The nodes of a title or a field's name: emphasis, but no links and no blocks. */
export function inlineMarkdown(source: string, names: Names): Child[] {
  return inlineNodes(readInline(source, { links: false }), names);
}
