/** Shows Discord's Markdown as DOM nodes: text never becomes markup. */
import { type Child, h, webLink } from '../dom.ts';
import { words } from '../words/words.ts';
import { type Block, readBlocks } from './blocks.ts';
import { type Inline, readInline } from './inline.ts';
import { formatTime, type Names } from './names.ts';

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
    { class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': words.spoilerShow },
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
      return mention(`@${names.role(piece.id) ?? 'role'}`);
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
