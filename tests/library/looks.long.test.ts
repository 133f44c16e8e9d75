/** Looks that fail lose no article: only what is a file's own fault is remembered of it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../embeddings/embedder.ts';
import type { ReadingLimits } from '../../src/reading/limits.ts';
import { Reader } from '../../src/reading/reader.ts';
import { Refusal } from '../../src/refusals.ts';
import { makeVitals } from '../../src/supervision/vitals.ts';
import { openTestLibrary, temporaryFolder, writeFiles } from '../support/library.ts';
import { refusalOf } from '../support/refusals.ts';

const KILN = '# The kiln\n\nThe kiln burns at twelve hundred degrees, day and night.\n';
/** Longer than the model's window: while it is read, the model is asked how many tokens it has. */
const LONG = `# The loom\n\n${Array.from(
  { length: 200 },
  (_, i) => `Shaft ${i} of the loom was carved by carver number ${i} of Ghent.`,
).join(' ')}\n`;

const readers: Reader[] = [];
afterAll(() => Promise.all(readers.map((reader) => reader.close())));

function folders(files: Readonly<Record<string, string>>) {
  const made = { articles: temporaryFolder(), data: temporaryFolder() };
  writeFiles(made.articles, files);
  return made;
}

function newReader(limits: Partial<ReadingLimits> = {}): Reader {
  const reader = new Reader({ limits });
  readers.push(reader);
  return reader;
}

/** The process id of what reads. */
async function pidOf(reader: Reader): Promise<number> {
  const module = new URL('../support/odd-work.mjs', import.meta.url);
  const { pid } = await reader.read<object, { pid: number }>({ module }, {}, { lane: 'test' });
  return pid;
}

/** The model, dead while `isDead` says so. */
function mortal(isDead: () => boolean) {
  return (embedder: Embedder): Embedder => ({
    ...embedder,
    async countTokens(texts) {
      if (isDead()) throw new Refusal('embedderStopped');
      return embedder.countTokens(texts);
    },
  });
}

describe('a model that dies while a file is read', () => {
  it('costs no article: not the next look, not the next start', async () => {
    const made = folders({ 'kiln.md': KILN });
    let isDead = false;
    const vitals = makeVitals();
    const changeEmbedder = mortal(() => isDead);
    const { library, reporter } = openTestLibrary(made, { vitals, changeEmbedder });
    await library.whenReady();
    writeFiles(made.articles, { 'loom.md': LONG });
    isDead = true;
    for (let look = 0; look < 3; look++) {
      expect((await refusalOf(library.refresh())).key).toBe('embedderStopped');
      expect(vitals.state('folder').state).toBe(look === 0 ? 'well' : 'ill');
    }
    expect((await library.articles()).map(({ file }) => file)).toEqual(['kiln.md']);
    expect(reporter.lines).toHaveLength(1);
    isDead = false;
    await library.refresh();
    expect(vitals.state('folder')).toMatchObject({ state: 'well', ailment: null });
    expect((await library.articles()).map(({ file }) => file)).toEqual(['kiln.md', 'loom.md']);
    await library.close();
    const again = openTestLibrary(made);
    await again.library.whenReady();
    expect(again.reporter.lines).toEqual([]);
    const { excerpts } = await again.library.ask('Who carved shaft 7 of the loom?', { count: 1 });
    expect(excerpts[0]?.citation.file).toBe('loom.md');
  });

  it('costs nothing at a restart in between, either', async () => {
    const made = folders({ 'kiln.md': KILN });
    let isDead = false;
    const first = openTestLibrary(made, { changeEmbedder: mortal(() => isDead) });
    await first.library.whenReady();
    writeFiles(made.articles, { 'loom.md': LONG });
    isDead = true;
    await expect(first.library.refresh()).rejects.toMatchObject({ key: 'embedderStopped' });
    await first.library.close();
    const second = openTestLibrary(made);
    await second.library.whenReady();
    expect((await second.library.articles()).map(({ file }) => file)).toEqual([
      'kiln.md',
      'loom.md',
    ]);
  });

  it('is outlived by a start, which looks again by itself and answers from what was saved', async () => {
    const made = folders({ 'kiln.md': KILN });
    const first = openTestLibrary(made);
    await first.library.whenReady();
    await first.library.close();
    writeFiles(made.articles, { 'loom.md': LONG });
    let looks = 0;
    let answered = 0;
    const changeEmbedder = mortal(() => ++looks <= 2);
    const { library, reporter } = openTestLibrary(made, { watch: true, changeEmbedder });
    await library.whenReady();
    expect(looks).toBeGreaterThan(2);
    expect(await library.articles()).toHaveLength(2);
    expect(reporter.lines).toHaveLength(1);

    // And while no look goes well, what was saved is there.
    const other = openTestLibrary(made, { watch: true, changeEmbedder: mortal(() => true) });
    writeFiles(made.articles, { 'loom.md': LONG.replaceAll('Ghent', 'Bruges') });
    for (;;) {
      if (other.library.status().passages > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const asked = await other.library.ask('How hot does the kiln burn?', { count: 1 });
    answered += asked.excerpts.length;
    expect(answered).toBe(1);
    await other.library.close();
    await expect(other.library.whenReady()).rejects.toThrow();
  });

  it('is said at last where nobody waits for a folder to change', async () => {
    const made = folders({ 'loom.md': LONG });
    const { library } = openTestLibrary(made, { changeEmbedder: mortal(() => true) });
    expect((await refusalOf(library.whenReady())).key).toBe('embedderStopped');
  });
});

describe('the reading process under a look', () => {
  it('may be killed at any moment: every file is read', async () => {
    const files = Array.from({ length: 40 }, (_, i) => [
      `kiln-${i}.md`,
      KILN.replaceAll('kiln', `kiln ${i}`),
    ]);
    const made = folders(Object.fromEntries(files));
    const reader = newReader();
    const pid = await pidOf(reader);
    let isKilled = false;
    const { library, reporter } = openTestLibrary(made, {
      reader,
      changeEmbedder: (embedder) => embedder,
    });
    const killing = setInterval(() => {
      if (isKilled || library.status().done < 10) return;
      isKilled = true;
      process.kill(pid, 'SIGKILL');
    }, 1);
    await library.whenReady();
    clearInterval(killing);
    expect(isKilled).toBe(true);
    expect(await library.articles()).toHaveLength(files.length);
    expect(reporter.lines).toEqual([]);
  });

  it('refuses by name what takes too long, and reads what comes after', async () => {
    const said = (i: number) => `In May ${i} the river rose by ${i} metres, and nobody slept. `;
    const slow = Array.from({ length: 120_000 }, (_, i) => said(i) + (i % 20 ? '' : '\n\n')).join(
      '',
    );
    const made = folders({ 'a.md': KILN, 'b-slow.txt': slow, 'c.md': LONG });
    const { library, reporter } = openTestLibrary(made, { reader: newReader({ readMs: 1_000 }) });
    await library.whenReady();
    expect(reporter.lines).toEqual([
      expect.stringMatching(/^b-slow\.txt was not indexed: reading it took longer than/),
    ]);
    expect((await library.articles()).map(({ file }) => file)).toEqual(['a.md', 'c.md']);
  }, 60_000);

  it('refuses a pipe that is named as an article, and waits for nobody to write into it', async () => {
    const made = folders({ 'kiln.md': KILN });
    execFileSync('mkfifo', [join(made.articles, 'pipe.md')]);
    const { library, reporter } = openTestLibrary(made);
    await library.whenReady();
    expect(reporter.lines).toEqual([expect.stringMatching(/^pipe\.md was not indexed: .*a pipe/)]);
    expect(await library.articles()).toHaveLength(1);
  });

  it('says so where the system has no handles left, and keeps what was known', async () => {
    const made = folders({ 'kiln.md': KILN, 'loom.md': LONG });
    mkdirSync(join(made.articles, 'more'));
    const reader = newReader();
    const { library, reporter } = openTestLibrary(made, { reader });
    await library.whenReady();
    const pid = await pidOf(reader);
    const allow = (handles: string) =>
      execFileSync('prlimit', ['--pid', String(pid), `--nofile=${handles}:`]);
    const [, soft = ''] =
      /(\d+)/.exec(
        execFileSync('prlimit', ['--pid', String(pid), '--nofile', '-o', 'SOFT', '--noheadings'], {
          encoding: 'utf8',
        }),
      ) ?? [];
    allow('3');
    writeFileSync(join(made.articles, 'kiln.md'), KILN.replace('twelve', 'thirteen'));
    writeFiles(made.articles, { 'new.md': KILN.replaceAll('kiln', 'mill') });
    const refused = await refusalOf(library.refresh());
    expect(refused).toMatchObject({ key: 'notIndexed', facts: { reason: { key: 'systemSays' } } });
    expect((await library.articles()).map(({ file }) => file)).toEqual(['kiln.md', 'loom.md']);
    allow(soft);
    await library.refresh();
    const files = (await library.articles()).map(({ file }) => file);
    expect(files.sort()).toEqual(['kiln.md', 'loom.md', 'new.md']);
    const { excerpts } = await library.ask('How hot does the kiln burn?', { count: 1 });
    expect(excerpts[0]?.text).toContain('thirteen hundred');
    // One line a file, said once.
    expect(reporter.lines).toHaveLength(2);
  });
});
