/** Parts the judged lines of a plain text into articles: where each begins, its title, its body. */
import type { DroppedLine } from '../model.ts';
import { type BareDropKey, type DropReason, statement } from '../refusals.ts';
import { textOf } from './block-text.ts';
import { endsSentence } from './chrome.ts';
import {
  type Draft,
  type DraftBlock,
  type DraftMetadata,
  fillMetadata,
  isBody,
  noMetadata,
} from './draft.ts';
import { isProse, isRunningText, type Judged } from './dump-lines.ts';
import { withLists } from './dump-lists.ts';
import { findRepetitions, isPulledHeading } from './pull-quotes.ts';
import { comparisonKey } from './tidy.ts';

/** What stands at the end of an article: after it a headline begins the next one. */
const ENDS_ARTICLE: ReadonlySet<BareDropKey | null> = new Set([
  'comments',
  'commentForm',
  'tags',
  'copyright',
  'creditLine',
  'aboutAuthor',
  'disclaimer',
  'backToTop',
  'previousNext',
  'mailing',
] as const);

/** So many blank lines part articles where one or two part paragraphs. */
const ARTICLE_GAP = 4;

/** Headlines have more words than kickers, places and most headings. */
const HEADLINE_WORDS = 4;
const KICKER_WORDS = 3;

const MAX_HEADING = 90;
const MAX_HEADING_WORDS = 14;

/** A line under the headline that is longer is a standfirst, which is text of the article. */
const STANDFIRST_LENGTH = 70;

/** Names of sites stand above headlines. */
const SITE_NAME =
  /^(?:the )?(?:[\p{L}\p{N}'’&-]+ ){0,3}(?:news|times|herald|gazette|post|journal|weekly|daily|tribune|observer|chronicle|magazine|review|press|online|media|agency|today|ledger|mail|standard)$|^\S+\.(?:com|org|net|ru|info|example)$/iu;

const BIOGRAPHY =
  /^(?:\s\S+){0,3}?\s?,?\s(?:is|was|has|writes|covers|works|reports|teaches|lives|—|является)\b/u;

function wordCount(text: string): number {
  return text.split(' ').length;
}

function isCapitals(text: string): boolean {
  return /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
}

/** Whether prose follows a line before anything but headings and metadata does. */
function leadsToProse(lines: readonly Judged[], i: number): boolean {
  for (let j = i + 1; j < Math.min(lines.length, i + 9); j += 1) {
    const line = lines[j];
    if (!line || line.fate === 'rule') return false;
    if (line.fate === 'text' && !line.headline) {
      return isRunningText(line);
    }
  }
  return false;
}

function beginsArticle(lines: readonly Judged[], i: number): boolean {
  const line = lines[i];
  if (!line?.headline || !leadsToProse(lines, i)) return false;
  if (line.glued !== null || line.announced) return true;
  const next = lines[i + 1];
  if (next?.credit?.kind === 'byline' || (next?.credit?.kind === 'date' && next.gap <= 1))
    return true;
  const words = wordCount(line.text);
  const large = words >= HEADLINE_WORDS || (isCapitals(line.text) && words > 1);
  if (line.gap >= ARTICLE_GAP && large) return true;
  for (let j = i - 1; j >= 0; j -= 1) {
    const before = lines[j];
    if (!before || before.fate === 'text') return false;
    if (before.fate === 'rule') return large;
    if (ENDS_ARTICLE.has(before.reason)) return words >= KICKER_WORDS;
  }
  return false;
}

/** The first line of each article; what stands between a rule and a headline goes with the latter. */
function articleStarts(lines: readonly Judged[]): number[] {
  const starts = [0];
  let prose = false;
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    if (line?.fate !== 'text') continue;
    if (prose && beginsArticle(lines, i)) {
      let start = i;
      while (
        start > 0 &&
        lines[start - 1]?.fate === 'meta' &&
        lines[start - 1]?.credit?.kind !== 'credit'
      )
        start -= 1;
      starts.push(start);
      prose = false;
    } else if (!line.headline) prose = true;
  }
  return starts;
}

/** Which of the lines above the body is the headline; -1 when there is none. */
function chooseTitle(head: readonly Judged[], isDump: boolean): number {
  if (head.length === 0) return -1;
  const marked = head.findIndex((line) => line.glued !== null || line.announced);
  if (marked !== -1) return marked;
  if (!isDump) return 0;
  const long = head.findIndex(
    (line, i) =>
      wordCount(line.text) >= HEADLINE_WORDS && !(i + 1 < head.length && SITE_NAME.test(line.text)),
  );
  if (long !== -1) return long;
  const notSite = head.findIndex((line) => !SITE_NAME.test(line.text));
  return Math.max(0, notSite);
}

/** Whether a headline-like line of the body is a heading: short, alone, with text below it. */
function isHeading(body: readonly Judged[], i: number): boolean {
  const line = body[i];
  const next = body[i + 1];
  if (!line?.headline || !next) return false;
  if (line.heading) return true;
  if (line.text.length > MAX_HEADING || wordCount(line.text) > MAX_HEADING_WORDS) return false;
  const alone = line.gap > 0 || i === 0;
  const inList = next.gap === 0 && next.headline && !isProse(next);
  if (!alone || inList) return false;
  if (!next.headline || isProse(next)) return true;
  // A heading may stand above a heading, but three short lines in a row are a list.
  const after = body[i + 2];
  return next.gap > 0 && after !== undefined && (!after.headline || isProse(after));
}

interface Part {
  readonly draft: Draft;
  readonly hasCredit: boolean;
}

/** One article from its lines. What is left out goes to `drop` with the reason. */
function readPart(
  lines: readonly Judged[],
  isDump: boolean,
  drop: (line: Judged, reason: DropReason) => void,
): Part {
  const metadata = noMetadata();
  const credits = noMetadata();
  let texts = lines.filter((line) => line.fate === 'text');
  const firstProse = lines.findIndex((l) => l.fate === 'text' && !l.headline);
  const lastText = lines.findLastIndex((l) => l.fate === 'text');
  lines.forEach((line, i) => {
    if (!line.credit) return;
    const { kind } = line.credit;
    // `Source: …` in the middle of a text belongs to a picture or table above it.
    const inBody = firstProse !== -1 && firstProse < i && i < lastText;
    if (kind === 'credit' && inBody) drop(line, statement('sourceNote'));
    else {
      fillMetadata(kind === 'credit' ? credits : metadata, line.credit.metadata);
      if (line.reason !== null) drop(line, statement(line.reason));
    }
  });
  fillMetadata(metadata, credits);

  const bodyStart = texts.findIndex((line) => !line.headline);
  let seen = 0;
  const repeats = findRepetitions(
    texts.map((line) => ({
      text: line.text,
      aside: line.bullet,
      lead: !line.headline && bodyStart !== -1 && seen++ < 2,
    })),
  );
  texts = texts.filter((line, i) => {
    const of = repeats[i];
    if (of === undefined || of === null) return true;
    if (line.headline && !isPulledHeading(line.text)) return true;
    const keeper = texts[of];
    drop(line, statement('pullQuote', { line: keeper?.line ?? 0 }));
    return false;
  });

  const first = texts.findIndex((line) => !line.headline);
  const head = first === -1 ? texts : texts.slice(0, first);
  const body = first === -1 ? [] : texts.slice(first);
  const title = metadata.title === null ? chooseTitle(head, isDump) : -1;
  const titleKey = comparisonKey(metadata.title ?? head[title]?.text ?? '');
  // What stands between the headline and the byline is a standfirst, not a section.
  const signed = lines.find((l) => l.credit?.kind === 'byline' || l.credit?.kind === 'date');
  const lead: Judged[] = [];
  head.forEach((line, i) => {
    if (i === title)
      metadata.title = line.text.replace(/^\d{1,2}[.)]\s+(?=\p{L})/u, line.announced ? '' : '$&');
    else if (comparisonKey(line.text) === titleKey) drop(line, statement('headlineRepeated'));
    else if (isDump && i < title) drop(line, statement('kicker'));
    else if (
      isDump &&
      !line.heading &&
      wordCount(line.text) <= KICKER_WORDS &&
      !endsSentence(line.text)
    ) {
      drop(line, statement('dateline'));
    } else lead.push(line);
  });
  const rest = [...lead, ...body].filter((line) => {
    if (!line.headline || comparisonKey(line.text) !== titleKey) return true;
    drop(line, statement('headlineRepeated'));
    return false;
  });
  dropBiography(rest, metadata, isDump, drop);
  if (isDump) dropStrayEnd(rest, drop);
  const paragraphs = rest.map((line, i): DraftBlock => {
    const isLead = i < lead.length && !line.heading;
    const standfirst =
      isLead && (line.text.length > STANDFIRST_LENGTH || line.line < (signed?.line ?? 0));
    const heading = isHeading(rest, i) && !standfirst;
    return { kind: heading ? 'heading' : 'paragraph', text: line.text, line: line.line };
  });
  return {
    draft: { metadata, blocks: withLists(rest, paragraphs) },
    hasCredit: credits.publisher !== null || credits.published !== null,
  };
}

/** The last paragraph is about the author when it begins with the name from the byline. */
function dropBiography(
  rest: Judged[],
  metadata: DraftMetadata,
  isDump: boolean,
  drop: (line: Judged, reason: DropReason) => void,
): void {
  const last = rest.at(-1);
  const { author } = metadata;
  if (!isDump || rest.length < 2 || author === null || !last?.text.startsWith(author)) return;
  if (!BIOGRAPHY.test(last.text.slice(author.length))) return;
  rest.pop();
  drop(last, statement('aboutAuthor'));
}

/** Short lines after the last sentence of a dumped article belong to the page. */
function dropStrayEnd(rest: Judged[], drop: (line: Judged, reason: DropReason) => void): void {
  const stray: Judged[] = [];
  while (
    rest.length > 1 &&
    rest.at(-1)?.headline &&
    wordCount(rest.at(-1)?.text ?? '') <= HEADLINE_WORDS + 4
  ) {
    const line = rest.pop();
    if (line) stray.push(line);
  }
  // A text that ends in verse or in a list without bullets is no page.
  for (const line of stray.reverse()) drop(line, statement('strayLine'));
}

/** What the judged lines of a plain text amount to. */
export function partArticles(lines: readonly Judged[]): {
  drafts: Draft[];
  dropped: DroppedLine[];
} {
  const dropped: DroppedLine[] = [];
  const drop = (line: Judged, reason: DropReason) => {
    dropped.push({ line: line.line, text: line.text, reason });
  };
  for (const line of lines) {
    const isDropped = line.fate === 'drop' || line.fate === 'rule';
    if (isDropped && line.reason !== null) drop(line, statement(line.reason));
    if (line.glued !== null) {
      dropped.push({ line: line.line, text: line.glued, reason: statement('builderCode') });
    }
  }
  const isDump = lines.some(
    (line) => line.fate === 'drop' || line.fate === 'meta' || line.glued !== null,
  );
  const starts = articleStarts(lines);
  const parts = starts.map((start, i) => readPart(lines.slice(start, starts[i + 1]), isDump, drop));
  shareCredits(parts, lines);
  const drafts: Draft[] = [];
  parts.forEach(({ draft }, i) => {
    if (draft.blocks.some(isBody)) drafts.push(draft);
    else {
      const { title } = draft.metadata;
      const line = lines[starts[i] ?? 0]?.line ?? 1;
      if (title !== null) dropped.push({ line, text: title, reason: statement('headlineAlone') });
      for (const block of draft.blocks) {
        dropped.push({ line: block.line, text: textOf(block), reason: statement('headingAlone') });
      }
    }
  });
  return { drafts, dropped: dropped.sort((a, b) => a.line - b.line) };
}

/**
 * The credit line at the end of a page holds for the articles above it that have none, and the head
 * of a mail for all articles in it.
 */
function shareCredits(parts: readonly Part[], lines: readonly Judged[]): void {
  let credit: DraftMetadata | null = null;
  for (const part of parts.toReversed()) {
    const { publisher, published } = part.draft.metadata;
    if (part.hasCredit) credit = { ...noMetadata(), publisher, published };
    else if (credit) fillMetadata(part.draft.metadata, credit);
  }
  const mail = noMetadata();
  for (const line of lines)
    if (line.credit?.kind === 'mail header') fillMetadata(mail, line.credit.metadata);
  for (const { draft } of parts) fillMetadata(draft.metadata, mail);
}
