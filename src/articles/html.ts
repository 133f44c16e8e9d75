/** Saved pages to articles: their blocks by kind, the page's metadata, the rest accounted for. */
import type { DroppedLine } from '../model.ts';
import { type BareDropKey, statement, type Warning } from '../refusals.ts';
import { textOf } from './block-text.ts';
import { chromeOf } from './chrome.ts';
import { byline, creditLine, dateOnly, META_REASON } from './credits.ts';
import type { DraftBlock, DraftMetadata, Reading } from './draft.ts';
import { fillMetadata } from './draft.ts';
import type { HtmlBlock } from './html-block.ts';
import { pageBlocks } from './html-blocks.ts';
import { outsideReasons } from './html-main.ts';
import { isPaywalled, pageMetadata } from './html-metadata.ts';
import { attribute, elementsBelow, type HtmlDocument, parsePage, rawText } from './html-tree.ts';
import { dropRepetitions } from './pull-quotes.ts';
import { comparisonKey } from './tidy.ts';
import { Unreadable } from './unreadable.ts';

/** A page without frames says more than that there should be some. */
const FEWEST_WORDS = 60;

/** Frames that are named. */
const MOST_FRAMES = 6;
const LONGEST_ADDRESS = 200;

/** Metadata lines and chrome inside the main text: what they are, or null for the author's words. */
function lineReason(block: HtmlBlock, i: number, total: number, metadata: DraftMetadata) {
  if (block.kind === 'list') return menuReason(block);
  if (block.kind === 'heading') {
    const asked = chromeOf(block.text)?.reason;
    return asked === 'newsletterBox' ? asked : null;
  }
  if (block.kind !== 'paragraph' && block.kind !== 'caption') return null;
  const chrome = chromeOf(block.text);
  const isPicture = chrome?.reason === 'pictureCaption';
  if (chrome && !isPicture && (!chrome.edge || i < 3 || i > total - 4)) return chrome.reason;
  if (block.kind === 'caption') return null;
  const credit =
    (i < 4 ? (byline(block.text) ?? dateOnly(block.text)) : null) ??
    (i > total - 4 ? creditLine(block.text) : null);
  if (!credit) return null;
  fillMetadata(metadata, credit.metadata);
  return META_REASON[credit.kind];
}

/** A byline or date that stands between headline and text, in a box of its own. */
function bylineReason(block: HtmlBlock, metadata: DraftMetadata): BareDropKey | null {
  const credit = block.kind === 'paragraph' ? (byline(block.text) ?? dateOnly(block.text)) : null;
  if (credit === null) return null;
  fillMetadata(metadata, credit.metadata);
  return META_REASON[credit.kind];
}

/** Between the last headline before the text and the text; both exclusive. */
function headOf(
  isTitle: readonly boolean[],
  outside: readonly (BareDropKey | null)[],
  blocks: readonly HtmlBlock[],
): { readonly from: number; readonly to: number } {
  const to = blocks.findIndex(
    ({ kind, dropped }, i) => kind !== 'heading' && !dropped && outside[i] === null,
  );
  const from = isTitle.slice(0, Math.max(0, to)).lastIndexOf(true);
  return from === -1 ? { from: 0, to: 0 } : { from, to };
}

/** A list that says something is never chrome; one of nothing but links may be a row of buttons. */
function menuReason(block: HtmlBlock & { readonly kind: 'list' }): BareDropKey | null {
  const letters = block.items.reduce((sum, { text }) => sum + text.length, 0);
  if ((block.linked ?? 0) < letters) return null;
  const asLine = chromeOf(block.items.map(({ text }) => text).join(' | '));
  if (asLine !== null && asLine.reason !== 'navigation') return asLine.reason;
  const each = block.items.map(({ text }) => chromeOf(text)?.reason ?? null);
  return each.every((reason) => reason !== null) ? (each[0] ?? null) : null;
}

/** The lines of a block that is left out, each with its own number where it has one. */
function droppedLines(block: HtmlBlock, reason: BareDropKey): DroppedLine[] {
  const texts = textOf(block).split('\n');
  return texts
    .map((text, i) => ({ line: block.line + (block.kind === 'code' ? i : 0), text }))
    .filter(({ text }) => text.trim() !== '')
    .map(({ line, text }) => ({ line, text, reason: statement(reason) }));
}

/** A block as an article has it: what it was found in is of no more interest. */
function draftBlock({ source: _, linked: __, dropped: ___, ...block }: HtmlBlock): DraftBlock {
  // A caption that stands among paragraphs is known by its credit.
  const isCaption = block.kind === 'paragraph' && chromeOf(block.text)?.reason === 'pictureCaption';
  return isCaption ? { ...block, kind: 'caption' } : block;
}

/**
 * What a page of frames says to browsers that know none, where that is an article.
 * @throws Unreadable with the addresses of its frames
 */
function readFrames(document: HtmlDocument): Reading | null {
  const [without] = elementsBelow(document, 'noframes');
  const reading = without === undefined ? null : readHtml(rawText(without));
  const blocks = reading?.drafts.flatMap((draft) => draft.blocks) ?? [];
  const words = blocks.reduce((sum, block) => sum + textOf(block).split(' ').length, 0);
  if (words >= FEWEST_WORDS) return reading;
  const pages = elementsBelow(document, 'frame').map((frame) => attribute(frame, 'src') ?? '');
  const named = pages.filter((page) => page !== '' && page.length <= LONGEST_ADDRESS);
  throw new Unreadable(
    named.length === 0
      ? statement('noParagraph')
      : statement('framesOnly', { pages: named.slice(0, MOST_FRAMES) }),
  );
}

/**
 * Reads a saved page. Scripts are never run and nothing is fetched.
 * @returns null for a page with more elements than can be read in good time
 * @throws Unreadable for a page that holds nothing but frames
 */
export function readHtml(source: string): Reading | null {
  const document = parsePage(source);
  if (document === null) return null;
  const metadata = pageMetadata(document);
  const warnings: Warning[] = isPaywalled(document) ? [statement('paywalled')] : [];
  const [body] = elementsBelow(document, 'body');
  if (body === undefined) return readFrames(document);
  const all = pageBlocks(body);
  const outside = outsideReasons(body, metadata.title, all);
  const titleKey = comparisonKey(metadata.title ?? '');
  const isTitle = all.map((block) => comparisonKey(textOf(block)) === titleKey);
  const chosen = all.filter((block, i) => !block.dropped && outside[i] === null);
  const places = new Map(chosen.map((block, i) => [block, i]));

  const dropped: DroppedLine[] = [];
  const blocks: DraftBlock[] = [];
  const head = headOf(isTitle, outside, all);
  all.forEach((block, i) => {
    const place = places.get(block);
    const reason =
      block.dropped ??
      (i > head.from && i < head.to ? bylineReason(block, metadata) : null) ??
      outside[i] ??
      (place === undefined ? null : lineReason(block, place, chosen.length, metadata));
    if (isTitle[i] && (reason !== null || block.kind === 'heading')) return;
    if (reason === null) blocks.push(draftBlock(block));
    else dropped.push(...droppedLines(block, reason));
  });
  return {
    drafts: [{ metadata, blocks: dropRepetitions(blocks, dropped) }],
    dropped,
    warnings,
  };
}
