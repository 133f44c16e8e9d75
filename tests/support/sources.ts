/** Sources on temporary folders, fetching from a site on this machine, in a hurry. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { diskPlaces } from '../../src/intake/disk-places.ts';
import { knowArticles } from '../../src/intake/known-articles.ts';
import type { FileRecords } from '../../src/library/files.ts';
import { lookAtFolder } from '../../src/library/look.ts';
import type { Notice } from '../../src/refusals.ts';
import { openSources, type SourcesOptions } from '../../src/sources/open-sources.ts';
import type { LookResult } from '../../src/sources/source.ts';
import type { Sources } from '../../src/sources/sources.ts';
import { sourcesInFolder } from '../../src/sources/sources-place.ts';
import { sharedReader, temporaryFolder } from './library.ts';
import { openSite, type Site } from './site.ts';

/** What a site answers under a path: a page, or whatever a function does. */
export type Answer = string | ((request: IncomingMessage, response: ServerResponse) => void);

/** A site whose pages a test may change at any time; what it does not know is 404. */
export interface ChangingSite extends Site {
  readonly pages: Map<string, Answer>;
  /** Paths that were asked for since this was called last. */
  asked(): string[];
}

/** The media type that a path's ending tells. */
function typeOf(path: string): string {
  if (/\.(?:rss|xml|atom)$/.test(path)) return 'application/xml';
  if (path.endsWith('.json')) return 'application/feed+json';
  return /\.(?:txt|md)$/.test(path) ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8';
}

/** The same, closed when the test is over. */
export async function changingSite(
  pages: Readonly<Record<string, Answer>> = {},
): Promise<ChangingSite> {
  const site = await openChangingSite(pages);
  onTestFinished(() => site.close());
  return site;
}

/** Starts a site; whoever does closes it. */
export async function openChangingSite(
  pages: Readonly<Record<string, Answer>> = {},
): Promise<ChangingSite> {
  const known = new Map(Object.entries(pages));
  let told = 0;
  const site = await openSite((request, response) => {
    const path = request.url ?? '/';
    const answer = known.get(path);
    if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === 'function') answer(request, response);
    else response.setHeader('content-type', typeOf(path)).end(answer);
  });
  return Object.assign(site, {
    pages: known,
    asked() {
      const paths = site.requests.slice(told).map(({ url }) => url ?? '');
      told = site.requests.length;
      return paths;
    },
  });
}

/** Words that are long enough to be an article, and like no others. */
export function prose(about: string, sentences = 30): string {
  const many = Array.from(
    { length: sentences },
    (_, i) =>
      `The ${about} of harbour ${i + 1} was measured in the year ${1900 + i} by its keeper.`,
  );
  const paragraphs: string[] = [];
  for (let i = 0; i < many.length; i += 5)
    paragraphs.push(`<p>${many.slice(i, i + 5).join(' ')}</p>`);
  return paragraphs.join('\n');
}

/** A page with an article. */
export function page(title: string, body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body><main><article><h1>${title}</h1>${body}</article></main></body></html>`;
}

/** An item of a feed. */
export interface FeedItem {
  readonly title: string;
  readonly link?: string;
  readonly id?: string;
  readonly html?: string;
  readonly summary?: string;
  readonly date?: string;
}

/** A feed in RSS. */
export function rss(items: readonly FeedItem[], title = 'Island Post'): string {
  const written = items.map(
    ({ title: name, link, id, html, summary, date }) => `<item><title>${name}</title>
${link === undefined ? '' : `<link>${link}</link>`}
<guid isPermaLink="false">${id ?? link ?? name}</guid>
${date === undefined ? '' : `<pubDate>${new Date(date).toUTCString()}</pubDate>`}
${summary === undefined ? '' : `<description><![CDATA[${summary}]]></description>`}
${html === undefined ? '' : `<content:encoded><![CDATA[${html}]]></content:encoded>`}
</item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>${title}</title><link>/</link>${written.join('\n')}</channel></rss>`;
}

/** Folders with sources, and what is opened on them. */
export interface TestSources {
  readonly sources: Sources;
  readonly articles: string;
  readonly data: string;
  readonly notices: Notice[];
  readonly faults: unknown[];
  /** Looks that are over, in their order. */
  readonly results: (LookResult & { readonly isFirst: boolean })[];
  /** Resolves when so many looks are over. */
  looked(count: number): Promise<void>;
  /** Resolves when so many notices were told. */
  noticed(count: number): Promise<void>;
  /** Text of a file of the articles folder. */
  text(file: string): string;
  /** Moves the clock on. Milliseconds. */
  pass(ms: number): void;
}

/** @param yaml of `sources.yaml`; null for none. */
export async function openTestSources(
  site: Pick<Site, 'host'>,
  yaml: string | null,
  {
    articles = temporaryFolder(),
    data = temporaryFolder(),
    ...options
  }: Partial<SourcesOptions> & { readonly articles?: string; readonly data?: string } = {},
): Promise<TestSources> {
  mkdirSync(articles, { recursive: true });
  if (yaml !== null) writeFileSync(join(articles, 'sources.yaml'), yaml);
  const folders = { articlesDir: articles, dataDir: data };
  const notices: Notice[] = [];
  const faults: unknown[] = [];
  const results: (LookResult & { readonly isFirst: boolean })[] = [];
  const waiting = new Set<() => void>();
  const tell = () => {
    for (const look of [...waiting]) look();
  };
  const reached = (list: readonly unknown[], count: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (list.length < count) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  let passed = 0;
  const cutter = { window: Number.POSITIVE_INFINITY, countTokens: async () => [] };
  const parts = { reader: sharedReader, embedder: cutter };
  const signal = new AbortController().signal;
  let files: FileRecords = new Map();
  const known = knowArticles(async () => {
    const report = { signal, notice() {}, progress() {} };
    files = (await lookAtFolder(articles, files, parts, report)).files;
    return files;
  });
  const sources = await openSources({
    places: diskPlaces(folders),
    sourcesFile: sourcesInFolder(articles),
    reader: sharedReader,
    known,
    fetching: { allowlist: [site.host] },
    isScheduled: false,
    notice(notice) {
      notices.push(notice);
      tell();
    },
    onFault: (error) => faults.push(error),
    hostPauseMs: 0,
    fileLookMs: 50,
    now: () => Date.now() + passed,
    random: () => 0.5,
    ...options,
  });
  onTestFinished(() => sources.close());
  const onLook = (result: LookResult, isFirst: boolean) => {
    results.push({ ...result, isFirst });
    tell();
  };
  sources.listen({ onLook });
  return {
    sources,
    articles,
    data,
    notices,
    faults,
    results,
    looked: (count) => reached(results, count),
    noticed: (count) => reached(notices, count),
    text: (file) => readFileSync(join(articles, file), 'utf8'),
    pass(ms) {
      passed += ms;
    },
  };
}
