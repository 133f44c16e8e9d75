/** Vectors outlive changes of code; what is derived does not outlive a change of what shapes it. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { embeddingFingerprint, embeddingRuntime } from '../../embeddings/fingerprint.ts';
import { modelProfile } from '../../embeddings/models.ts';
import { installedPackage } from '../../embeddings/package-versions.ts';
import { dataFolders } from '../../src/data-folders.ts';
import { codeFingerprint } from '../../src/library/snapshot-identity.ts';
import { projectRoot } from '../../src/project-root.ts';
import { FIXTURE_MODEL, fixtureEmbedding } from '../support/embedding.ts';
import { openTestLibrary, temporaryFolder, writeFiles } from '../support/library.ts';
import { copyProject } from '../support/project-copy.ts';

const LOOM =
  '# The loom\n\nThe loom has forty shafts. It came from Lyon.\n\nIt is oiled on Mondays.\n';
/** Two passages, and their sentences: three. */
const TEXTS = 5;

function folders() {
  const made = { articles: temporaryFolder(), data: temporaryFolder() };
  writeFiles(made.articles, { 'loom.md': LOOM });
  return made;
}

describe('codeFingerprint', () => {
  it('follows the code and the packages that shape what is saved, and nothing else', () => {
    const copy = copyProject();
    const fingerprint = () => codeFingerprint(copy.address('src/library/snapshot-identity.ts'));
    let before = fingerprint();
    expect(before).toBe(codeFingerprint());
    const changes = (change: () => void): boolean => {
      change();
      const after = fingerprint();
      const changed = after !== before;
      before = after;
      return changed;
    };
    for (const file of [
      'src/articles/tidy.ts',
      'src/articles/abbreviations.ts',
      'src/search/stop-words.ts',
      'src/index/embedded/passage-codec.ts',
      'src/library/place.ts',
    ]) {
      expect(
        changes(() => copy.edit(file, '/**', '/** Really:')),
        file,
      ).toBe(true);
    }
    for (const file of ['src/library/look.ts', 'src/library/keeper.ts', 'src/search/fusion.ts']) {
      expect(
        changes(() => copy.edit(file, '/**', '/** Really:')),
        file,
      ).toBe(false);
    }
    for (const name of ['stemmer', '@orama/stemmers', 'sentencex', 'yaml', 'micromark']) {
      expect(
        changes(() => copy.upgrade(name)),
        name,
      ).toBe(true);
    }
    for (const name of ['@mozilla/readability', 'linkedom', 'mdast-util-from-markdown']) {
      expect(
        changes(() => copy.upgrade(name)),
        name,
      ).toBe(true);
    }
    for (const name of ['typescript', 'discord.js']) {
      expect(
        changes(() => copy.upgrade(name)),
        name,
      ).toBe(false);
    }
  });
});

describe('embeddingFingerprint', () => {
  it('follows the model, our version and the packages that compute', async () => {
    const runtime = embeddingRuntime();
    expect(runtime.packages).toEqual([
      expect.stringMatching(/^@xenova\/transformers@\d/),
      expect.stringMatching(/^onnxruntime-node@\d/),
    ]);
    const folder = join(fixtureEmbedding('').bundledDir, FIXTURE_MODEL);
    const start = {
      model: FIXTURE_MODEL,
      profile: modelProfile(FIXTURE_MODEL, {}),
      quantized: true,
    };
    const made = await Promise.all([
      embeddingFingerprint(folder, start, runtime),
      embeddingFingerprint(folder, start, { ...runtime, version: runtime.version + 1 }),
      embeddingFingerprint(folder, start, { ...runtime, packages: ['onnxruntime-node@99.0.0'] }),
    ]);
    expect(new Set(made).size).toBe(3);
    expect(made[0]).toBe(await embeddingFingerprint(folder, start, runtime));
  });

  it('finds the package that is really used', () => {
    expect(installedPackage('no-such-package')).toBeNull();
    const { version } = JSON.parse(
      readFileSync(join(projectRoot(), 'node_modules/stemmer/package.json'), 'utf8'),
    );
    expect(installedPackage('stemmer')?.version).toBe(`stemmer@${version}`);
  });
});

describe('a saved index', () => {
  it.each([
    ['another model', { model: 'other/model' }, TEXTS],
    ['other vectors of the model', { modelFingerprint: 'x' }, TEXTS],
    ['other dimensions', { dimensions: 384 }, TEXTS],
    ['other code or packages', { codeFingerprint: 'x' }, 0],
    ['another format', { format: 1 }, 0],
  ])(
    'of %s is built anew, and only texts without vectors are embedded',
    async (_, change, texts) => {
      const made = folders();
      const first = openTestLibrary(made);
      await first.library.whenReady();
      expect(first.counted.texts).toBe(TEXTS);
      const before = await first.library.ask('Where did the loom come from?', { count: 2 });
      // One passage is in a delta.
      writeFiles(made.articles, { 'wheel.md': '# The wheel\n\nThe wheel turns by foot.\n' });
      await first.library.refresh();
      await first.library.close();
      const { snapshots } = dataFolders(made.data);
      const generation = readFileSync(join(snapshots, 'CURRENT'), 'utf8');
      const manifest = join(snapshots, generation, 'manifest.json');
      const valid = JSON.parse(readFileSync(manifest, 'utf8'));
      writeFileSync(manifest, JSON.stringify({ ...valid, ...change }));
      const second = openTestLibrary(made);
      await second.library.whenReady();
      expect(second.reporter.lines).toEqual([
        expect.stringMatching(/^The saved index is not used: .+ It is built anew\.$/),
      ]);
      expect(second.counted.texts).toBe(texts === 0 ? 0 : texts + 2);
      const after = await second.library.ask('Where did the loom come from?', { count: 2 });
      expect(after.excerpts).toEqual(
        before.excerpts.map((excerpt) => ({ ...excerpt, score: expect.closeTo(excerpt.score, 2) })),
      );
      await second.library.close();
      const third = openTestLibrary(made);
      await third.library.whenReady();
      expect(third.counted.texts).toBe(0);
      expect(third.reporter.lines).toEqual([]);
    },
  );

  it('keeps its vectors through changes of code and packages, as they really happen', async () => {
    const copy = copyProject();
    const made = folders();
    const script = join(copy.folder, 'tests/support/count-embedded.ts');
    const open = async () => {
      const args = ['--import', 'tsx', script, made.articles, made.data];
      const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: copy.folder });
      const { texts, lines, answer } = JSON.parse(stdout);
      expect(answer).toContain('forty shafts');
      return { texts, anew: lines.length === 1 && /built anew/.test(lines[0]) };
    };
    expect(await open()).toEqual({ texts: TEXTS, anew: false });
    copy.edit('src/library/look.ts', '/**', '/** Really:');
    expect(await open()).toEqual({ texts: 0, anew: false });
    copy.upgrade('stemmer');
    expect(await open()).toEqual({ texts: 0, anew: true });
    copy.edit('embeddings/fingerprint.ts', /EMBEDDING_VERSION = \d+/, 'EMBEDDING_VERSION = 0');
    expect(await open()).toEqual({ texts: TEXTS, anew: true });
  }, 60_000);
});
