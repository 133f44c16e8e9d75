import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createDeflate } from 'node:zlib';
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readCandidate, type Submission } from '../../src/intake/candidate.ts';
import { diskPlaces, type IntakeFolders } from '../../src/intake/disk-places.ts';
import { type KnownArticles, knowArticles } from '../../src/intake/known-articles.ts';
import type { Places } from '../../src/intake/places.ts';
import { removeArticle } from '../../src/intake/remove-article.ts';
import { discardStaged, keepStaged, stageArticle } from '../../src/intake/stage.ts';
import { traitsOf } from '../../src/intake/traits.ts';
import { openReadings } from '../../src/library/open-records.ts';
import type { ReadingLimits } from '../../src/reading/limits.ts';
import { Reader } from '../../src/reading/reader.ts';
import { silentReporter } from '../../src/reporter.ts';
import { makePdf, textPage } from '../support/pdf.ts';
import { refusedWords } from '../support/refusals.ts';

/** Where the time limit is not the subject, no machine is too slow for it. */
const PATIENT_MS = 10 * 60_000;

const DAY = 24 * 60 * 60 * 1_000;

const DAM = `---
title: The Dam
url: https://www.river.example/dam/
---

The dam at the narrow end of the valley was built by four thousand workers.

They lived in tents beside the river for six years and left no record of their names.
`;

let root: string;
let folders: IntakeFolders;
let places: Places;
let known: KnownArticles;
const reader = new Reader();
afterAll(() => reader.close());

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'footnote-intake-'));
  folders = { articlesDir: join(root, 'articles'), dataDir: join(root, 'data') };
  places = diskPlaces(folders);
  mkdirSync(folders.articlesDir);
  known = knowArticles(() => openReadings({ ...folders, reporter: silentReporter, reader }));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(file: string, content: string): void {
  writeFileSync(join(folders.articlesDir, file), content);
}

function inFolder(): string[] {
  return readdirSync(folders.articlesDir).sort();
}

/** As if these had last been changed so many milliseconds ago. */
function age(ms: number, ...paths: readonly string[]): void {
  const at = (Date.now() - ms) / 1_000;
  for (const path of paths) utimesSync(path, at, at);
}

/** What waits to be kept. */
function waiting(): string[] {
  return readdirSync(join(folders.dataDir, 'state', 'intake'));
}

function stage(content: string | Uint8Array, name: string, sourceUrl?: string) {
  const bytes = Buffer.from(content);
  const submission = { bytes, name, ...(sourceUrl !== undefined && { sourceUrl }) };
  return stageArticle(submission, places, { known, reader, by: 'somebody' });
}

/** Stages within other limits. */
function stageWithin(limits: Partial<ReadingLimits>, submission: Submission) {
  const reader = new Reader({ limits });
  onTestFinished(() => reader.close());
  return stageArticle(submission, places, { known, reader, by: 'somebody' });
}

describe('stageArticle', () => {
  it('shows how a file is read, keeps it apart, and moves it in when it is kept', async () => {
    const staged = await stage(DAM, 'Dam.md');
    expect(staged.id).toMatch(/^[0-9a-z]{16}$/);
    expect(staged).toMatchObject({ fileName: 'dam.md', duplicateOf: null });
    expect(staged.reading.articles[0]).toMatchObject({ title: 'The Dam', file: 'dam.md' });
    expect(inFolder()).toEqual([]);

    // After a restart the id is all there is.
    expect(await keepStaged(staged.id, places)).toEqual({ file: 'dam.md' });
    expect(readFileSync(join(folders.articlesDir, 'dam.md'), 'utf8')).toBe(DAM);
    expect(inFolder()).toEqual(['dam.md']);
    expect(waiting()).toEqual([]);
    await expect(keepStaged(staged.id, places)).rejects.toMatchObject({ key: 'notWaiting' });
  });

  it('hides what waits and what was removed from other users, and not what is kept', async () => {
    const mode = (path: string) => statSync(path).mode & 0o777;
    chmodSync(folders.articlesDir, 0o755);
    const { id } = await stage(DAM, 'dam.md');
    const place = join(folders.dataDir, 'state', 'intake', id);
    expect([join(place, '../..'), join(place, '..'), place].map(mode)).toEqual([
      0o700, 0o700, 0o700,
    ]);
    const inside = readdirSync(place).map((name) => mode(join(place, name)));
    expect(inside).toEqual([0o600, 0o600, 0o600]);
    const { file } = await keepStaged(id, places);
    expect(mode(join(folders.articlesDir, file))).toBe(0o644);
    const { movedTo } = await removeArticle(file, places, reader);
    if (movedTo === null) throw new Error('A disk has places');
    expect([mode(join(movedTo, '..')), mode(movedTo)]).toEqual([0o700, 0o600]);
  });

  it('never overwrites: a name that was taken meanwhile is counted up', async () => {
    const staged = await stage(DAM, 'dam.md');
    put('DAM.md', 'Another text.');
    expect(await keepStaged(staged.id, places)).toEqual({ file: 'dam-2.md' });
    expect(readFileSync(join(folders.articlesDir, 'DAM.md'), 'utf8')).toBe('Another text.');
  });

  it('keeps once what two people keep at once', async () => {
    const { id } = await stage(DAM, 'dam.md');
    const both = await Promise.allSettled([keepStaged(id, places), keepStaged(id, places)]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(inFolder()).toEqual(['dam.md']);
  });

  it('forgets what is discarded, and what has waited for a day', async () => {
    const one = await stage(DAM, 'dam.md');
    await discardStaged(one.id, places);
    await expect(keepStaged(one.id, places)).rejects.toMatchObject({ key: 'notWaiting' });
    const two = await stage(DAM, 'dam.md');
    const place = join(folders.dataDir, 'state', 'intake', two.id);
    age(DAY - 60_000, place, join(place, 'note.json'));
    const three = await stage(DAM, 'dam.md');
    expect(waiting().sort()).toEqual([two.id, three.id].sort());
    age(DAY + 60_000, place, join(place, 'note.json'));
    await expect(keepStaged(two.id, places)).rejects.toMatchObject({ key: 'notWaiting' });
    const four = await stage(DAM, 'dam.md');
    expect(waiting().sort()).toEqual([three.id, four.id].sort());
    await expect(keepStaged(two.id, places)).rejects.toMatchObject({ key: 'notWaiting' });
    expect(inFolder()).toEqual([]);
  });

  it.each(['', '..', '../../articles', 'a'.repeat(16), '0000000000000000/..', 'ILOU000000000000'])(
    'knows no candidate %j',
    async (id) => {
      put('dam.md', DAM);
      for (const act of [keepStaged, discardStaged]) {
        await expect(act(id, places)).rejects.toMatchObject({ key: 'notWaiting' });
      }
      expect(inFolder()).toEqual(['dam.md']);
    },
  );

  it('notices an article that is there: its bytes, its words, its address, most of its text', async () => {
    const paragraphs = Array.from(
      { length: 30 },
      (_, i) => `This is sentence ${i} of a longer text, and it is long enough.`,
    );
    const body = DAM.slice(DAM.indexOf('\n\n') + 2);
    put('dam.md', DAM);
    put('long.md', paragraphs.join('\n\n'));
    put('broken.md', '');
    const there = { file: 'dam.md', title: 'The Dam' };
    expect((await stage(DAM, 'other.md')).duplicateOf).toEqual(there);

    const compare = async (content: string, name: string, sourceUrl?: string) => {
      const bytes = Buffer.from(content);
      const more = sourceUrl !== undefined && { sourceUrl };
      const { reading } = await readCandidate({ bytes, name, ...more }, new Set());
      const articles = reading.articles.map(traitsOf);
      return known.findDuplicate({ files: [reading.sha256], articles });
    };
    expect(await compare(`# Another title\n\n${body}`, 'x.md')).toEqual(there);
    const page = `<!doctype html><title>Dam</title>${body.split('\n\n').map((p) => `<p>${p}</p>`)}`;
    expect(await compare(page, 'x.html')).toEqual(there);
    const source = 'http://river.example/dam#top';
    expect(await compare('# New\n\nNew words.', 'x.md', source)).toEqual(there);
    expect(await compare('# New\n\nNew words.', 'x.md', 'https://river.example/')).toBeNull();
    const added = 'One of the sentences is new and long enough to count here.';
    const most = [...paragraphs.slice(1), added].join('\n\n');
    expect(await compare(most, 'x.md')).toMatchObject({ file: 'long.md' });
    const half = paragraphs.map((p, i) => (i % 2 === 0 ? p : p.replace('sentence', 'word')));
    expect(await compare(half.join('\n\n'), 'x.md')).toBeNull();
  });

  it('waits until it is known what is there, and says so when that cannot be known', async () => {
    put('dam.md', DAM);
    let isRead = () => {};
    const reading = new Promise<void>((resolve) => {
      isRead = resolve;
    });
    const folder = { ...folders, reporter: silentReporter, reader };
    known = knowArticles(() => reading.then(() => openReadings(folder)));
    const staging = stage(DAM, 'other.md');
    isRead();
    expect((await staging).duplicateOf).toEqual({ file: 'dam.md', title: 'The Dam' });
    const before = waiting();
    known = knowArticles(() => Promise.reject(new Error('The folder cannot be read.')));
    await expect(stage(DAM, 'other.md')).rejects.toThrow('The folder cannot be read.');
    expect(waiting()).toEqual(before);
  });

  it('refuses a data folder in the articles folder, where what waits would count', async () => {
    folders = { ...folders, dataDir: join(folders.articlesDir, 'deep', 'data') };
    places = diskPlaces(folders);
    await expect(stage(DAM, 'dam.md')).rejects.toMatchObject({ key: 'dataAmongArticles' });
  });

  it('passes on the one sentence of a refusal', async () => {
    expect(await refusedWords(stage('PK\u0003\u0004', 'page.html'))).toContain(
      'page.html was not added: it is a ZIP archive or Office document, not text.',
    );
    expect(existsSync(join(folders.dataDir, 'state', 'intake'))).toBe(false);
  });
});

describe('large and hostile PDFs', () => {
  it('reads 1,000 pages while everything else goes on', async () => {
    const pages = Array.from({ length: 1_000 }, (_, i) => [
      { text: 'Annual report', x: 72, y: 815, size: 9 },
      ...textPage([
        `Number ${i} opens the page with a line that is as long as a line of print is,`,
        `and ends on the second one, after ${i} words.`,
        '',
        `Then comes another paragraph, which says that ${i} is followed by ${i + 1}.`,
      ]),
      { text: String(i + 1), x: 290, y: 30 },
    ]);
    let done = false;
    const report = { bytes: makePdf(pages), name: 'report.pdf' };
    const staging = stageWithin({ readMs: PATIENT_MS }, report).finally(() => {
      done = true;
    });
    let turns = 0;
    while (!done) {
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
    }
    const { reading } = await staging;
    expect(turns).toBeGreaterThan(1_000);
    expect(reading.articles).toHaveLength(1);
    expect(reading.articles[0]?.blocks).toHaveLength(2_000);
    expect(reading.dropped).toHaveLength(2_000);
  }, 60_000);

  it('gives up on one that takes too long', async () => {
    const pages = Array.from({ length: 2_000 }, () => textPage(['A line of text.']));
    const bytes = makePdf(pages);
    const staging = stageWithin({ readMs: 50 }, { bytes, name: 'slow.pdf' });
    expect(await refusedWords(staging)).toMatch(
      /^slow\.pdf was not added: reading it took longer than/,
    );
  });

  it('gives up on one that unpacks to more than there is room for', async () => {
    // Packed bit by bit, so that the test itself does not grow by as much.
    const deflate = createDeflate({ level: 9 });
    const blank = Buffer.alloc(1024 * 1024, ' ');
    const chunks = Array.from({ length: 900 }, () => blank);
    const packed = Buffer.concat(await Readable.from(chunks).pipe(deflate).toArray());
    const plain = Buffer.from(makePdf([textPage(['X'])])).toString('latin1');
    const stream = `<</Length ${packed.length}/Filter/FlateDecode>>\nstream\n${packed.toString('latin1')}\nendstream`;
    const bomb = plain.replace(/<<\/Length \d+>>\nstream[\s\S]*?endstream/, () => stream);
    const bytes = Buffer.from(bomb, 'latin1');
    expect(bytes.length).toBeLessThan(5 * 1024 * 1024);
    const limits = { residentMb: 300, readMs: PATIENT_MS };
    const staging = stageWithin(limits, { bytes, name: 'bomb.pdf' });
    expect(await refusedWords(staging)).toContain(
      'bomb.pdf was not added: reading it takes more memory than there is for it.',
    );
  }, 60_000);
});

describe('removeArticle', () => {
  it('moves a file out of the folder to where it can be found again', async () => {
    put('dam.md', DAM);
    const removed = await removeArticle('dam.md', places, reader);
    expect(removed).toMatchObject({ file: 'dam.md', titles: ['The Dam'] });
    expect(inFolder()).toEqual([]);
    expect(readFileSync(removed.movedTo ?? '', 'utf8')).toBe(DAM);
    const [folder = ''] = readdirSync(join(folders.dataDir, 'state', 'removed'));
    for (const days of [29, 31]) {
      age(days * DAY, join(folders.dataDir, 'state', 'removed', folder));
      put('dam.md', DAM);
      await removeArticle('dam.md', places, reader);
      expect(existsSync(removed.movedTo ?? '')).toBe(days === 29);
    }
  });

  it('removes a file of a subfolder, and one that cannot be read', async () => {
    mkdirSync(join(folders.articlesDir, 'rivers'));
    put('rivers/dam.md', DAM);
    put('empty.md', '');
    expect((await removeArticle('rivers/dam.md', places, reader)).titles).toEqual(['The Dam']);
    expect((await removeArticle('empty.md', places, reader)).titles).toEqual([]);
  });

  it('asks before it removes several articles at once', async () => {
    const part = (title: string) =>
      `${title}\nBy Ann Bell | 31 January 2024\n\nThe dam at the narrow end of the valley was built by four thousand workers of ${title}.\n\nThey lived in tents beside the river for six years and left no record of their names in ${title}.\n\n\n\n\n`;
    put('dump.txt', part('The Building of the First Dam') + part('The Building of the Second Dam'));
    expect(await refusedWords(removeArticle('dump.txt', places, reader))).toMatch(
      /holds 2 articles/,
    );
    expect(inFolder()).toEqual(['dump.txt']);
    expect(
      (await removeArticle('dump.txt', places, reader, { several: true })).titles,
    ).toHaveLength(2);
    expect(inFolder()).toEqual([]);
  });

  it('touches nothing outside of the folder', async () => {
    const outside = join(root, 'secret.md');
    writeFileSync(outside, DAM);
    symlinkSync(root, join(folders.articlesDir, 'link'));
    symlinkSync(outside, join(folders.articlesDir, 'linked.md'));
    mkdirSync(join(folders.articlesDir, 'folder.md'));
    const paths = [
      '../secret.md',
      'link/secret.md',
      '/etc/hosts',
      outside,
      '',
      '.',
      'a\0.md',
      '..\\secret.md',
      'folder.md',
      'none.md',
      '.hidden.md',
      'notes.pdf',
      'a//b.md',
    ];
    for (const path of paths) {
      await expect(removeArticle(path, places, reader)).rejects.toMatchObject({
        key: 'noSuchFile',
      });
    }
    // A link is removed itself, and what it leads to stays.
    await removeArticle('linked.md', places, reader);
    expect(inFolder()).toEqual(['folder.md', 'link']);
    expect(readFileSync(outside, 'utf8')).toBe(DAM);
  });
});
