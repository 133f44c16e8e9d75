/**
 * The manuals of Debian, each in HTML, EPUB and PDF, are read whole; skipped where they are not installed
 * (packages debian-policy and debian-reference-en).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { FileReading } from '../../src/model.ts';
import { readArticleFile } from '../support/read-article.ts';

const POLICY = '/usr/share/doc/debian-policy';
const REFERENCE = '/usr/share/debian-reference';
const isInstalled = [POLICY, REFERENCE].every(existsSync);

/** Pages that are nothing but links. */
const ONLY_LINKS = /^(?:genindex|search|index(?:\.en)?)\.html$/;

/** What a manual is made of. */
interface Counts {
  readonly words: number;
  readonly left: number;
  /** Words by why they were left out. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly headings: number;
  readonly kinds: Readonly<Record<string, number>>;
}

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

function add(sums: Record<string, number>, key: string, value: number): void {
  sums[key] = (sums[key] ?? 0) + value;
}

function countsOf(readings: readonly FileReading[]): Counts {
  const reasons: Record<string, number> = {};
  const kinds: Record<string, number> = {};
  for (const { dropped, articles } of readings) {
    for (const { reason, text } of dropped) add(reasons, reason.key, wordsIn(text));
    for (const { kind } of articles.flatMap(({ blocks }) => blocks)) add(kinds, kind, 1);
  }
  const articles = readings.flatMap((reading) => reading.articles);
  return {
    words: articles.reduce((sum, { text }) => sum + wordsIn(text), 0),
    left: Object.values(reasons).reduce((sum, count) => sum + count, 0),
    reasons,
    headings: articles.reduce((sum, { headings }) => sum + headings.length, 0),
    kinds,
  };
}

async function read(path: string): Promise<FileReading> {
  const bytes = readFileSync(path);
  const isPacked = path.endsWith('.gz');
  return readArticleFile(isPacked ? gunzipSync(bytes) : bytes, basename(path, '.gz'));
}

/** The counts of some files together, as a line for people. */
async function readAll(paths: readonly string[]): Promise<Counts> {
  const readings: FileReading[] = [];
  for (const path of paths) readings.push(await read(path));
  const counts = countsOf(readings);
  process.stdout.write(
    `${paths.map((path) => basename(path)).join(' ')}\n  ${JSON.stringify(counts)}\n`,
  );
  return counts;
}

function pagesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .filter(({ name }) => !ONLY_LINKS.test(name))
    .map(({ name }) => join(folder, name));
}

/** Share of a manual's words that is left out for these reasons, or for any. */
function shareLeft({ words, left, reasons }: Counts, ...keys: readonly string[]): number {
  const sum = keys.reduce((so, key) => so + (reasons[key] ?? 0), 0);
  return (keys.length === 0 ? left : sum) / (words + left);
}

describe.skipIf(!isInstalled)('the manuals of Debian', () => {
  it('are read page by page, each file and nearly all words', async () => {
    const folders = ['', 'policy.html', 'menu-policy.html', 'perl-policy.html', 'fhs'];
    const pages = [...folders.map((folder) => join(POLICY, folder)), REFERENCE].flatMap(pagesIn);
    expect(pages.length).toBeGreaterThan(45);
    for (const page of pages) expect((await read(page)).articles).toHaveLength(1);
    const counts = await readAll(pages);
    expect(shareLeft(counts)).toBeLessThan(0.06);
    // Beside contents and what leads from page to page, next to nothing.
    expect(shareLeft(counts, 'outsideMain', 'pullQuote', 'hidden', 'form')).toBeLessThan(0.001);
  }, 300_000);

  it('are the same in a book, in a print and on the web', async () => {
    const epub = await readAll([join(POLICY, 'policy.epub')]);
    const pdf = await readAll([join(POLICY, 'policy.pdf.gz')]);
    const web = await readAll(pagesIn(join(POLICY, 'policy.html')));
    expect(shareLeft(epub)).toBeLessThan(0.01);
    expect(shareLeft(pdf, 'tableOfContents', 'runningHeader', 'runningFooter')).toBeGreaterThan(
      0.9 * shareLeft(pdf),
    );
    for (const { words } of [pdf, web]) expect(words / epub.words).toBeGreaterThan(0.94);
    expect(epub.headings).toBeGreaterThan(300);
    expect(epub.kinds).toMatchObject({ code: expect.closeTo(web.kinds.code ?? 0, -1) });
    expect(pdf.kinds.code).toBeGreaterThan(100);
    expect(epub.kinds.definition).toBeGreaterThan(500);
    for (const { kinds } of [epub, pdf, web]) expect(kinds.list).toBeGreaterThan(60);
  }, 300_000);

  it('have their tables, lists and commands', async () => {
    const web = await readAll(pagesIn(REFERENCE));
    const pdf = await readAll([join(REFERENCE, 'debian-reference.en.pdf')]);
    expect(web.kinds.table).toBeGreaterThan(160);
    expect(pdf.kinds.table).toBeGreaterThan(160);
    expect(web.kinds.code).toBeGreaterThan(280);
    expect(pdf.kinds.code).toBeGreaterThan(280);
    expect(web.kinds.list).toBeGreaterThan(180);
    expect(pdf.kinds.list).toBeGreaterThan(180);
    expect(web.headings / pdf.headings).toBeGreaterThan(0.6);
  }, 300_000);
});
