/** Lists of links in Markdown, as `llms.txt` is (llmstxt.org), and the feeds that a page names. */
import { parseHTML } from 'linkedom';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { isParsableMarkdown } from '../articles/markdown-limits.ts';
import { Unreadable } from '../articles/unreadable.ts';
import { statement } from '../refusals.ts';
import { type ListedItem, MOST_NAMED } from './listing.ts';
import { titleWords } from './plain-words.ts';
import { absolute } from './read-feed.ts';

/** A list of links as it was read. */
export interface ReadLinks {
  readonly title: string | null;
  /** In the order of the list, no address twice. */
  readonly items: readonly ListedItem[];
}

/**
 * Reads a list of links.
 * @param url where it was fetched from.
 * @throws Unreadable where it has too many marks to be parsed.
 */
export function readLinks(text: string, url: string): ReadLinks {
  if (!isParsableMarkdown(text)) throw new Unreadable(statement('unparsable'));
  const root = fromMarkdown(text);
  const heading = root.children.find((node) => node.type === 'heading' && node.depth === 1);
  const items = new Map<string, ListedItem>();
  for (const node of nodesOf(root)) {
    if (node.type !== 'link' || items.size >= MOST_NAMED) continue;
    const address = absolute(node.url, url);
    // A link to the list itself leads to a place in it.
    if (address === null || address === url || items.has(address)) continue;
    items.set(address, {
      key: address,
      url: address,
      sharesPage: false,
      title: titleWords(wordsOf(node)),
      author: null,
      published: null,
      at: null,
      language: null,
      content: null,
    });
  }
  return { title: heading ? titleWords(wordsOf(heading)) : null, items: [...items.values()] };
}

/** In reading order. Nesting is bounded by `isParsableMarkdown`. */
function* nodesOf(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* nodesOf(child);
}

function wordsOf(node: Nodes): string {
  return [...nodesOf(node)].map((each) => ('value' in each ? each.value : '')).join('');
}

/** Media types of feeds, as pages name them. */
const FEED_TYPES: ReadonlySet<string> = new Set([
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/feed+json',
]);

/** A page names one or two; blogs name one a post as well. */
const MOST_FEEDS = 5;

/** Where a page's head stands, in UTF-16 units: nothing further down is looked at. */
const HEAD = 256 * 1024;

/** What a page calls itself, and the feeds that it names in its head, absolute. */
export function readHead(html: string, url: string): { title: string | null; feeds: string[] } {
  const end = html.slice(0, HEAD).search(/<body[\s>]/i);
  const { document } = parseHTML(`${html.slice(0, end === -1 ? HEAD : end)}<body></body>`);
  const feeds = [...document.querySelectorAll('link[rel~="alternate"]')]
    .filter((link) => FEED_TYPES.has((link.getAttribute('type') ?? '').trim().toLowerCase()))
    .flatMap((link) => absolute(link.getAttribute('href') ?? '', url) ?? []);
  const title = document.querySelector('title')?.textContent ?? '';
  return { title: titleWords(title), feeds: [...new Set(feeds)].slice(0, MOST_FEEDS) };
}
