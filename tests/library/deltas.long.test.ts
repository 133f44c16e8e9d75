/** What a change writes, what is left of it after damage, and what other processes make of it. */
import {
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { dataFolders } from '../../src/data-folders.ts';
import { EmbeddedIndex } from '../../src/index/embedded/embedded-index.ts';
import { type Catalog, makeCatalog } from '../../src/library/catalog.ts';
import type { FileRecords } from '../../src/library/files.ts';
import { updateIndex } from '../../src/library/indexer.ts';
import { lookAtFolder } from '../../src/library/look.ts';
import { openSnapshots } from '../../src/library/snapshot.ts';
import type { SnapshotIdentity } from '../../src/library/snapshot-identity.ts';
import { Reader } from '../../src/reading/reader.ts';
import { rankPassages } from '../../src/search/rank.ts';
import { fixtureEmbedder } from '../search/indexed.ts';
import { changingArticle } from '../support/changing-article.ts';
import {
  openTestLibrary,
  sampleArticles,
  temporaryFolder,
  writeFiles,
} from '../support/library.ts';

/** An article of 20 paragraphs that no other shares. */
function article(name: string): string {
  const paragraphs = Array.from(
    { length: 20 },
    (_, i) =>
      `Ledger ${i} of ${name} lists the wool of ${name}. It was bound in year ${1600 + i}. ` +
      `A clerk called ${name}son signed page ${i}.`,
  );
  return `# Ledgers of ${name}\n\n${paragraphs.join('\n\n')}\n`;
}

function generationIn(data: string): string {
  const { snapshots } = dataFolders(data);
  return join(snapshots, readFileSync(join(snapshots, 'CURRENT'), 'utf8'));
}

/** Name to what tells whether a file was written anew. */
function filesIn(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder).map((name) => {
      const { ino, mtimeMs, size } = statSync(join(folder, name));
      return [name, `${ino} ${mtimeMs} ${size}`];
    }),
  );
}

/** A library over the sample articles that has saved once. */
async function saved() {
  const folders = { articles: sampleArticles(), data: temporaryFolder() };
  const { library } = openTestLibrary(folders);
  await library.whenReady();
  return { folders, library };
}

/** Opens again; says what was embedded and what is answered. */
async function reopened(folders: { articles: string; data: string }, questions: readonly string[]) {
  const { library, counted, reporter } = openTestLibrary(folders);
  await library.whenReady();
  const answers = [];
  for (const question of questions) {
    const { excerpts, further } = await library.ask(question, { count: 3 });
    answers.push([excerpts.map(({ citation, text }) => [citation, text]), further]);
  }
  const { passages, articles } = library.status();
  await library.close();
  return { texts: counted.texts, lines: reporter.lines, passages, articles, answers };
}

const QUESTIONS = [
  'How high is the Nurek dam?',
  'Who signed page 7 of Tollen?',
  'When was ledger 3 of Harwick bound?',
];

describe('a small change', () => {
  it('writes one small file, from which all of it comes back', async () => {
    const { folders, library } = await saved();
    const generation = generationIn(folders.data);
    const before = filesIn(generation);
    writeFiles(folders.articles, {
      'tollen.md': article('Tollen'),
      'harwick.md': article('Harwick'),
    });
    await library.refresh();
    const added = [...filesIn(generation)].filter(([name]) => !before.has(name));
    expect(added.map(([name]) => name)).toEqual(['delta-000001.bin']);
    for (const [name, state] of before) expect(filesIn(generation).get(name)).toBe(state);
    expect(statSync(join(generation, 'delta-000001.bin')).size).toBeLessThan(400_000);

    // A passage comes to stand in a second file, an article goes, another is renamed.
    writeFiles(folders.articles, { 'copy.md': article('Tollen').replace('# L', '# Copied l') });
    await library.refresh();
    rmSync(join(folders.articles, 'harwick.md'));
    await library.refresh();
    writeFiles(folders.articles, { 'harwick-again.md': article('Harwick') });
    rmSync(join(folders.articles, 'tollen.md'));
    await library.refresh();
    expect(generationIn(folders.data)).toBe(generation);
    expect([...filesIn(generation).keys()].filter((name) => /^delta/.test(name))).toHaveLength(4);
    await library.close();

    const kept = await reopened(folders, QUESTIONS);
    expect(kept.texts).toBe(0);
    expect(kept.lines).toEqual([]);
    const anew = await reopened({ ...folders, data: temporaryFolder() }, QUESTIONS);
    expect(anew.texts).toBeGreaterThan(0);
    expect({ ...kept, texts: 0 }).toEqual({ ...anew, texts: 0 });
  });

  it('is found again by a look where its file is damaged, and what came before it is used', async () => {
    for (const damage of [
      (file: string) => truncateSync(file, statSync(file).size / 2),
      (file: string) => {
        const bytes = readFileSync(file);
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff;
        writeFileSync(file, bytes);
      },
      (file: string) => rmSync(file),
    ]) {
      const { folders, library } = await saved();
      for (const name of ['Tollen', 'Harwick', 'Brixen']) {
        writeFiles(folders.articles, { [`${name}.md`]: article(name) });
        await library.refresh();
      }
      await library.close();
      const generation = generationIn(folders.data);
      damage(join(generation, 'delta-000002.bin'));
      const found = await reopened(folders, QUESTIONS);
      expect(found.lines).toEqual([]);
      // Twenty paragraphs of three sentences each, of two articles.
      expect(found.texts).toBe(2 * 20 * 4);
      const again = await reopened(folders, QUESTIONS);
      expect(again).toEqual({ ...found, texts: 0 });
    }
  });

  it('of two processes in one folder overwrites nothing of the other', async () => {
    const { folders, library: one } = await saved();
    const { library: other } = openTestLibrary(folders);
    await other.whenReady();
    const generation = generationIn(folders.data);
    writeFiles(folders.articles, { 'tollen.md': article('Tollen') });
    await one.refresh();
    const first = readFileSync(join(generation, 'delta-000001.bin'));
    cpSync(join(folders.articles, 'tollen.md'), join(folders.articles, 'harwick.md'));
    writeFiles(folders.articles, { 'harwick.md': article('Harwick') });
    // The number is taken: this one writes everything.
    await other.refresh();
    const second = generationIn(folders.data);
    expect(second).not.toBe(generation);
    if (readdirSync(dataFolders(folders.data).snapshots).includes(generation)) {
      expect(readFileSync(join(generation, 'delta-000001.bin'))).toEqual(first);
    }
    // And this one finds that its generation is not in force any more.
    writeFiles(folders.articles, { 'brixen.md': article('Brixen') });
    await one.refresh();
    expect(generationIn(folders.data)).not.toBe(generation);
    await Promise.all([one.close(), other.close()]);
    const kept = await reopened(folders, QUESTIONS);
    expect(kept.texts).toBe(0);
    expect(kept.lines).toEqual([]);
  });

  it('is followed by a new generation in the background when there were many', async () => {
    const { folders, library } = await saved();
    const generation = generationIn(folders.data);
    for (let round = 0; generationIn(folders.data) === generation; round++) {
      expect(round).toBeLessThan(50);
      writeFiles(folders.articles, { 'changing.md': changingArticle(round) });
      await library.refresh();
    }
    await library.close();
    await vi.waitFor(() =>
      expect(readdirSync(dataFolders(folders.data).snapshots)).toHaveLength(2),
    );
    const kept = await reopened(folders, QUESTIONS);
    expect(kept.texts).toBe(0);
  });
});

describe('a compaction', () => {
  /** The parts of a library, put together so that a test decides when the snapshots find it at rest. */
  async function parts() {
    const folders = { articles: temporaryFolder(), data: temporaryFolder() };
    const embedder = await fixtureEmbedder();
    const index = new EmbeddedIndex(embedder.dimensions);
    const reader = new Reader();
    onTestFinished(async () => {
      await reader.close();
      await index.close();
      await embedder.close();
    });
    let files: FileRecords = new Map();
    let catalog: Catalog = makeCatalog([], []);
    let slot = 0;
    const { model, fingerprint: modelFingerprint, dimensions } = embedder;
    const identity: SnapshotIdentity = {
      model,
      modelFingerprint,
      dimensions,
      format: 1,
      codeFingerprint: 'of this test',
    };
    const held = () => ({ files, catalog, index });
    const faults: unknown[] = [];
    const rests: (() => Promise<void>)[] = [];
    const open = () =>
      openSnapshots({
        folder: folders.data,
        identity: async () => identity,
        atRest: (work) =>
          inRow(async () => {
            await rests.shift()?.();
            return work();
          }),
        held,
        onFault: (error) => faults.push(error),
      });
    const snapshots = open();
    let row: Promise<unknown> = Promise.resolve();
    const inRow = <T>(work: () => Promise<T>): Promise<T> => {
      const done = row.then(work);
      row = done.catch(() => {});
      return done;
    };
    const { signal } = new AbortController();
    const change = async (written: Record<string, string>): Promise<void> => {
      writeFiles(folders.articles, written);
      const before = files;
      const look = await lookAtFolder(
        folders.articles,
        files,
        { reader, embedder },
        {
          signal,
          notice: () => {},
          progress: () => {},
        },
      );
      const nextSlot = () => slot++;
      const updated = await updateIndex(
        { index, embedder, kept: [index], catalog, before, nextSlot, signal },
        look.files,
        () => {},
        () => {},
      );
      files = look.files;
      catalog = updated.catalog;
      await snapshots.save(held(), { before, files, updated });
    };
    const ranked = async (of: EmbeddedIndex) => {
      const question = 'Who signed page 7 of Tollen?';
      const vector = await embedder.embedQuery(question);
      const { passages } = await rankPassages(of, question, vector, { count: 10 });
      return passages.map(({ slot, sentence }) => [slot, sentence]);
    };
    const changeInRow = (written: Record<string, string>) => inRow(() => change(written));
    return { folders, snapshots, open, change, changeInRow, held, rests, faults, ranked };
  }

  it('carries over what is saved while it is written, and keeps it apart from what is staged', async () => {
    const { folders, snapshots, open, change, changeInRow, held, rests, faults, ranked } =
      await parts();
    const current = () => readFileSync(join(folders.data, 'CURRENT'), 'utf8');
    await change({ 'tollen.md': article('Tollen') });
    const first = current();
    // Begun after this change, then held up before it takes over, until two more were saved.
    rests.push(
      async () => {},
      async () => {
        await change({ 'brixen.md': article('Brixen') });
        await change({ 'tollen.md': article('Tollen').replace('1603', '1903') });
        expect(current()).toBe(first);
      },
    );
    for (let round = 0; rests.length === 2; round++) {
      await changeInRow({ 'changing.md': changingArticle(round) });
    }
    await snapshots.settled();
    expect(faults).toEqual([]);
    expect(current()).not.toBe(first);
    expect(readdirSync(folders.data).sort()).toEqual([current(), 'CURRENT'].sort());
    const deltas = readdirSync(join(folders.data, current())).filter((name) => /^delta/.test(name));
    expect(deltas.length).toBeGreaterThanOrEqual(2);
    await change({ 'harwick.md': article('Harwick') });

    const { snapshot } = await open().open();
    if (!snapshot) throw new Error('nothing was saved');
    const slots = (catalog: Catalog) => [...catalog.entries.keys()].sort((a, b) => a - b);
    expect(slots(snapshot.catalog)).toEqual(slots(held().catalog));
    expect([...snapshot.files.keys()]).toEqual([...held().files.keys()]);
    expect(await snapshot.index.statistics()).toEqual(await held().index.statistics());
    expect(await ranked(snapshot.index)).toEqual(await ranked(held().index));
    await snapshot.index.close();
  });

  it('gives way to a generation that was put in force meanwhile', async () => {
    const { folders, snapshots, open, change, changeInRow, rests, faults } = await parts();
    await change({ 'tollen.md': article('Tollen') });
    rests.push(
      async () => {},
      async () => {
        // Too much for a delta.
        const many = Array.from({ length: 20 }, (_, i) => [`m${i}.md`, changingArticle(1_000 + i)]);
        await change(Object.fromEntries(many));
      },
    );
    for (let round = 0; rests.length === 2; round++) {
      await changeInRow({ 'changing.md': changingArticle(round) });
    }
    await snapshots.settled();
    expect(faults).toEqual([]);
    expect(readdirSync(folders.data)).toHaveLength(2);
    const { snapshot } = await open().open();
    expect(snapshot?.files.size).toBe(22);
    await snapshot?.index.close();
  });
});
