/** The reader page as a document: what is shown of an article, by whom it is, and what chats show of the link. */
import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { type Direction, directionOf } from '../cards/direction.ts';
import { paragraphLabel } from '../citations/paragraph-label.ts';
import { highlightText } from '../citations/quote.ts';
import { aroundQuote } from '../citations/shown-context.ts';
import { excerptUrl, quoteUrl } from '../citations/text-fragment.ts';
import { detectLanguage } from '../languages/detect.ts';
import { type LanguageCode, languageCode } from '../languages/languages.ts';
import { type Say, sayIn } from '../languages/say.ts';
import type { Article, Context, Excerpt, Span } from '../model.ts';
import type { Part } from './article-parts.ts';
import type { FoundPage } from './find-page.ts';
import { formatPageAddress, type PageAddress, passageAddress } from './page-address.ts';
import { drawSpan, type Html } from './quote-html.ts';
import { STYLE } from './style.ts';

/** What browsers take as an address without trouble. */
const URL_MAX = 2_000;
/** UTF-16 units of what a chat shows of a link. */
const DESCRIPTION_MAX = 300;

/** The source of the one style that a browser is to take. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

/** What a document needs beside what was found. */
export interface DocumentOptions {
  /** What addresses begin with. */
  readonly publicUrl: string;
  /** Whether citations have pictures. */
  readonly hasCards: boolean;
}

type Shown = Extract<FoundPage, { kind: 'passage' | 'article' }>;
type Changed = Extract<FoundPage, { kind: 'changed' }>;

/** What is written around the words of an article, and in which language. */
interface Frame {
  readonly code: LanguageCode;
  readonly say: Say;
  /** BCP 47; '' where it is not known. */
  readonly language: string;
  /** Which way the article is written. */
  readonly direction: Direction;
}

/** UTF-16 units of a text that tell which way it runs. */
const HEAD = 2_000;

function frameOf({ language, text }: Article): Frame {
  const known = language === null ? detectLanguage(text) : languageCode(language);
  const code = known ?? 'en';
  const direction = directionOf(text.slice(0, HEAD));
  return { code, say: sayIn(code), language: language ?? known ?? '', direction };
}

/** A passage with what stands around it, or a page of its article. */
export function passageDocument(found: Shown, options: DocumentOptions): string {
  const { article, excerpt, collection, history, messageGoneAt, isMoved } = found;
  const frame = frameOf(article);
  const { code, say } = frame;
  const date = (milliseconds: number) => dateIn(code, new Date(milliseconds));
  const notes = [
    ...(isMoved ? [say('citeMoved')] : []),
    ...(history?.changedAt ? [say('changedLast', { date: date(history.changedAt) })] : []),
    ...(history?.goneSince ? [say('pageGone', { date: date(history.goneSince) })] : []),
    ...messageGone(frame, messageGoneAt),
  ];
  const ref = { id: excerpt.citation.id, collection: collection.key, sentence: excerpt.sentence };
  const own = passageAddress(ref);
  const at = (address: PageAddress) => options.publicUrl + formatPageAddress(address);
  const to = (page: number | null) => at({ ...own, view: 'article', page });
  const source = sourceOf(excerpt);
  const links = [
    ...(source === null ? [] : [link(source.url, say('page.source', { host: source.host }))]),
    ...(found.kind === 'passage' && collection.page === 'articles'
      ? [link(`${to(null)}#cited`, say('page.article'))]
      : []),
    ...(found.kind === 'article' ? pageLinks(say, found.part, at(own), to) : []),
  ];
  const facts = [
    article.publisher,
    article.author,
    article.published && timeOf(code, article.published),
    paragraphLabel(say, { first: excerpt.citation.paragraph, last: excerpt.citation.paragraph }),
    found.kind === 'article' && found.part.pages > 1
      ? say('listPage', { page: found.part.page, pages: found.part.pages })
      : null,
  ];
  return documentOf(frame, {
    title: article.title,
    site: collection.title,
    url: at(own),
    card: options.hasCards
      ? { url: at({ ...own, view: 'card' }), alt: highlightText(excerpt) }
      : null,
    description: highlightText(excerpt),
    body: html`${headerOf(frame, article.title, collection.title, facts)}
${notes.map(noteOf)}
<article lang="${frame.language}" dir="${frame.direction}">${drawPart(frame, found)}</article>
${navOf(links)}
<footer>${say('page.quoted', { id: excerpt.citation.id })}</footer>`,
  });
}

/** That the message is gone which the article was made of. */
function messageGone({ code, say }: Frame, at: number | null): readonly string[] {
  return at === null ? [] : [say('originalDeleted', { date: dateIn(code, new Date(at)) })];
}

function noteOf(note: string): Html {
  return html`<p class="note" role="note">${note}</p>`;
}

/** A passage that was reworded: its former words, and what is there now. */
export function changedDocument(
  found: Changed,
  options: DocumentOptions,
  own: PageAddress,
): string {
  const { article, former, now, collection, history, messageGoneAt } = found;
  const frame = frameOf(article);
  const { code, say, language, direction } = frame;
  const changed = say('citeChanged', { title: article.title });
  const on = history?.changedAt
    ? ` ${say('changedOn', { date: dateIn(code, new Date(history.changedAt)) })}`
    : '';
  const place = paragraphLabel(say, { first: former.paragraph, last: former.paragraph });
  const page = quoteUrl(article.url, '', ({ length }) => length <= URL_MAX);
  const links = page ? [link(page, say('page.source', { host: new URL(page).host }))] : [];
  const facts = [
    article.publisher,
    article.author,
    article.published && timeOf(code, article.published),
  ];
  const today = now && drawSpan(article, now, { marked: null, table: say('page.table') });
  return documentOf(frame, {
    title: article.title,
    site: collection.title,
    url: options.publicUrl + formatPageAddress(own),
    card: null,
    description: changed,
    body: html`${headerOf(frame, article.title, collection.title, facts)}
${[changed + on, ...messageGone(frame, messageGoneAt)].map(noteOf)}
<p class="label">${say('citeFormer', { title: former.title, paragraph: place })}</p>
<blockquote class="former" lang="${language}" dir="auto">${former.text}</blockquote>
${today && html`<p class="label">${say('citeNow')}</p><article lang="${language}" dir="${direction}"><div class="cited">${today}</div></article>`}
${navOf(links)}`,
  });
}

/** A page that says one thing, and nothing of any article. */
export function lineDocument(line: (say: Say) => string): string {
  const frame: Frame = { code: 'en', say: sayIn('en'), language: 'en', direction: 'ltr' };
  const said = line(frame.say);
  return documentOf(frame, {
    ...{ title: said, site: null, url: null, card: null, description: null },
    body: html`<h1 class="lost">${said}</h1>`,
  });
}

/** What a document is made of. */
interface DocumentParts {
  readonly title: string;
  readonly site: string | null;
  /** Where it is; null where it is nowhere. */
  readonly url: string | null;
  readonly card: { readonly url: string; readonly alt: string } | null;
  readonly description: string | null;
  readonly body: Html;
}

function documentOf({ code }: Frame, parts: DocumentParts): string {
  const { title, site, url, card, description, body } = parts;
  const told =
    url === null
      ? ''
      : html`<link rel="canonical" href="${url}">
<meta property="og:type" content="article">
<meta property="og:title" content="${title}">
<meta property="og:site_name" content="${site ?? 'Footnote'}">
<meta property="og:url" content="${url}">
<meta property="og:locale" content="${code}">
${description && html`<meta property="og:description" content="${cut(description)}"><meta name="description" content="${cut(description)}">`}
${card && html`<meta property="og:image" content="${card.url}"><meta property="og:image:type" content="image/png"><meta property="og:image:alt" content="${cut(card.alt)}">`}
<meta name="twitter:card" content="${card ? 'summary_large_image' : 'summary'}">`;
  return String(html`<!doctype html>
<html lang="${code}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}${site && ` · ${site}`}</title>
${told}
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`);
}

function headerOf(
  { language, direction }: Frame,
  title: string,
  site: string | null,
  facts: readonly (Html | string | null)[],
): Html {
  const named = facts.filter((fact) => fact !== null && fact !== '');
  const joined = named.map(
    (fact, i) => html`${i === 0 ? '' : ' · '}<span dir="auto">${fact}</span>`,
  );
  return html`<header dir="${direction}">${site && html`<p class="site" dir="auto">${site}</p>`}<h1 lang="${language}" dir="auto">${title}</h1><p class="facts">${joined}</p></header>`;
}

/** Before the passage's own paragraph, that, and what follows. */
function drawPart({ say }: Frame, found: Shown): readonly (Html | string)[] {
  const { article, excerpt, part } = found;
  const marked = markedOf(excerpt);
  const draw = (span: Span) => drawSpan(article, span, { marked, table: say('page.table') });
  const { home } = part;
  if (home === null) return draw(part);
  const { above, below } = aroundQuote(contextOf(found), excerpt);
  const cut = html`<p class="cut" aria-hidden="true">…</p>`;
  return [
    found.kind === 'passage' && part.hasBefore ? cut : '',
    sectionOf(found),
    ...draw({ start: part.start, end: home.start }),
    html`<div class="cited" id="cited">${above.map(drawContext)}${draw(home)}${below.map(drawContext)}</div>`,
    ...draw({ start: home.end, end: part.end }),
    found.kind === 'passage' && part.hasAfter ? cut : '',
  ];
}

/** The sentence that was shown; all of the passage where there is none. */
function markedOf({ highlight, start, end }: Excerpt): Span {
  return highlight.start < highlight.end ? highlight : { start, end };
}

/** What it is not understood without and is not shown anyway, as of a table that is not shown whole. */
function contextOf({ excerpt, part }: Shown): readonly Context[] {
  return excerpt.context.filter(({ start, end }) => start < part.start || end > part.end);
}

function drawContext({ text }: Context): Html {
  return html`<p class="context" dir="auto">${text}</p>`;
}

/** The heading that it stands under, where that is not shown. */
function sectionOf({ article, part, kind }: Shown): Html | string {
  if (kind === 'article') return '';
  const first = article.blocks.find(({ end }) => end > part.start);
  const section = first?.section ?? null;
  return section === null ? '' : html`<p class="section" dir="auto">${section}</p>`;
}

function pageLinks(
  say: Say,
  { page, pages }: Part & { readonly page: number; readonly pages: number },
  passage: string,
  to: (page: number) => string,
): readonly Html[] {
  return [
    link(passage, say('page.passage')),
    ...(page > 1 ? [link(to(page - 1), say('button.back'))] : []),
    ...(page < pages ? [link(to(page + 1), say('button.next'))] : []),
  ];
}

/** The page of the article itself, leading to the words. */
function sourceOf(excerpt: Excerpt): { readonly url: string; readonly host: string } | null {
  const url = excerptUrl(excerpt, ({ length }) => length <= URL_MAX);
  return url === null || !URL.canParse(url) ? null : { url, host: new URL(url).host };
}

function link(url: string, label: string): Html {
  return html`<a href="${url}" rel="noopener nofollow">${label}</a>`;
}

function navOf(links: readonly Html[]): Html | string {
  return links.length === 0 ? '' : html`<nav>${links}</nav>`;
}

function timeOf(code: LanguageCode, iso: string): Html {
  const day = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return html`${iso}`;
  return html`<time datetime="${iso}">${dateIn(code, day)}</time>`;
}

function dateIn(code: LanguageCode, day: Date): string {
  return new Intl.DateTimeFormat(code === 'en' ? 'en-GB' : code, {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(day);
}

/** As much of a text as a chat shows, between words where it can be. */
function cut(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= DESCRIPTION_MAX) return line;
  const head = line.slice(0, DESCRIPTION_MAX);
  const end = head.lastIndexOf(' ');
  return `${(end > 0 ? head.slice(0, end) : head).replace(/[\uD800-\uDBFF]$/, '')} […]`;
}
