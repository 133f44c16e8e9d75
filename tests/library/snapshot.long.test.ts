import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { embedded, openTestLibrary, sampleArticles, temporaryFolder } from '../support/library.ts';

const QUESTION = 'How high is the Nurek dam?';

/** Builds a snapshot of the sample articles and closes again. */
async function built() {
  const folders = { articles: sampleArticles(), data: temporaryFolder() };
  const { library } = openTestLibrary(folders);
  await library.whenReady();
  const { excerpts } = await library.ask(QUESTION, { count: 3 });
  await library.close();
  const snapshots = join(folders.data, 'cache', 'snapshots');
  const generation = readFileSync(join(snapshots, 'CURRENT'), 'utf8');
  return { folders, excerpts, snapshots, generation: join(snapshots, generation) };
}

/** Opens again; the answers must be those of before, whatever happened to the snapshot. */
async function reopened({ folders, excerpts }: Awaited<ReturnType<typeof built>>) {
  const { library, reporter } = openTestLibrary(folders);
  await library.whenReady();
  const answer = await library.ask(QUESTION, { count: 3 });
  expect(answer.excerpts.map(({ citation }) => citation.id)).toEqual(
    excerpts.map(({ citation }) => citation.id),
  );
  await library.close();
  return reporter;
}

describe('snapshots', () => {
  it('rebuilds, with one line saying so, when any file has a flipped byte', async () => {
    const state = await built();
    const names = readdirSync(state.generation);
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) {
      const { generation } = state;
      const bytes = readFileSync(join(generation, name));
      const middle = bytes.length >> 1;
      bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
      writeFileSync(join(generation, name), bytes);
      const reporter = await reopened(state);
      expect(reporter.lines).toEqual([
        expect.stringMatching(/^The saved index is not used: .+ It is built anew\.$/),
      ]);
      expect(embedded(reporter)).toBeGreaterThan(0);
      const current = readFileSync(join(state.snapshots, 'CURRENT'), 'utf8');
      state.generation = join(state.snapshots, current);
    }
  });

  it('rebuilds when a file is missing, cut short, or CURRENT is nonsense', async () => {
    const state = await built();
    const spoil = [
      () => rmSync(join(state.generation, 'manifest.json')),
      () => writeFileSync(join(state.generation, 'files.jsonl'), ''),
      () => writeFileSync(join(state.snapshots, 'CURRENT'), '../../etc'),
      () => rmSync(state.generation, { recursive: true }),
    ];
    for (const damage of spoil) {
      damage();
      const reporter = await reopened(state);
      expect(reporter.lines).toHaveLength(1);
      const current = readFileSync(join(state.snapshots, 'CURRENT'), 'utf8');
      state.generation = join(state.snapshots, current);
    }
  });

  it('refuses the snapshot of another model, dimension or version of the code', async () => {
    const state = await built();
    const path = join(state.generation, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    for (const [change, reason] of [
      [{ model: 'other/model' }, 'it was made with the model other/model'],
      [{ modelFingerprint: 'x' }, 'has changed since'],
      [{ dimensions: 384 }, 'has changed since'],
      [{ codeFingerprint: 'x' }, 'another version of Footnote'],
      [{ passages: 1 }, 'counts'],
    ] as const) {
      const current = readFileSync(join(state.snapshots, 'CURRENT'), 'utf8');
      const file = join(state.snapshots, current, 'manifest.json');
      const valid = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, JSON.stringify({ ...manifest, ...valid, ...change }));
      const reporter = await reopened(state);
      expect(reporter.lines.join('\n')).toContain(reason);
    }
  });

  it('can be deleted: it is only a cache', async () => {
    const state = await built();
    rmSync(state.folders.data, { recursive: true });
    const reporter = await reopened(state);
    expect(reporter.lines).toEqual([]);
    expect(embedded(reporter)).toBeGreaterThan(0);
  });

  it('keeps one generation and no leftovers', async () => {
    const state = await built();
    writeFileSync(join(state.folders.articles, 'new.md'), '# New\n\nA paragraph about newts.\n');
    await reopened(state);
    const current = readFileSync(join(state.snapshots, 'CURRENT'), 'utf8');
    expect(readdirSync(state.snapshots).sort()).toEqual([current, 'CURRENT'].sort());
  });
});
