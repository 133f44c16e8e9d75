/** What was removed can be put back, as it was and where it was, and nothing is lost on the way. */
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readArticlesFolder } from '../../src/articles/folder.ts';
import { diskPlaces, type IntakeFolders } from '../../src/intake/disk-places.ts';
import { type Intake, intakeOf } from '../../src/intake/intake.ts';
import { knowArticles } from '../../src/intake/known-articles.ts';
import { REMOVED_BYTES, REMOVED_MOST } from '../../src/intake/limits.ts';
import type { Places } from '../../src/intake/places.ts';
import { randomId } from '../../src/intake/random-id.ts';
import { tidyIntake } from '../../src/intake/waiting.ts';
import type { FileReading } from '../../src/model.ts';
import { readArticle } from '../../src/reading/read-article.ts';
import { sharedReader } from '../support/library.ts';
import { refusedWords } from '../support/refusals.ts';

const DAY = 24 * 60 * 60 * 1_000;
const DAM = '# The dam\n\nThe dam was built by four thousand workers in tents.\n';
const MILL = '# The mill\n\nThe mill has ground rye since the flood.\n';
const NOBODY = 65_534;

let root: string;
let folders: IntakeFolders;
let places: Places;
let intake: Intake;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'footnote-removed-'));
  folders = { articlesDir: join(root, 'articles'), dataDir: join(root, 'data') };
  places = diskPlaces(folders);
  mkdirSync(folders.articlesDir);
  intake = intakeOf(places, knowArticles(filesNow), { allowlist: [], reader: sharedReader });
});
afterEach(() => {
  vi.restoreAllMocks();
  if (existsSync(folders.articlesDir)) chmodSync(folders.articlesDir, 0o755);
  rmSync(root, { recursive: true, force: true });
});

/** Every file of the folder, read. */
async function filesNow() {
  const files = new Map<string, { reading: FileReading }>();
  for await (const file of readArticlesFolder(folders.articlesDir)) {
    if ('problem' in file) continue;
    files.set(file.file, { reading: await readArticle(sharedReader, file, { lane: 'test' }) });
  }
  return files;
}

const inArticles = (file: string) => join(folders.articlesDir, file);
const inRemoved = (...parts: string[]) => join(folders.dataDir, 'state', 'removed', ...parts);
const kept = () => (existsSync(inRemoved()) ? readdirSync(inRemoved()) : []);
const textOf = (file: string) => readFileSync(inArticles(file), 'utf8');

function put(file: string, text: string): void {
  mkdirSync(dirname(inArticles(file)), { recursive: true });
  writeFileSync(inArticles(file), text);
}

/** Lays something aside as an earlier version or process would have. @returns its folder. */
function lay(name: string, { file = 'dam.md', bytes = 0, ageMs = 0 } = {}): string {
  const place = inRemoved(name);
  mkdirSync(dirname(join(place, file)), { recursive: true });
  writeFileSync(join(place, file), DAM);
  if (bytes > 0) truncateSync(join(place, file), bytes);
  const at = (Date.now() - ageMs) / 1_000;
  utimesSync(place, at, at);
  return place;
}

/** Does something as a user whom modes mean something to: they mean nothing to root. */
async function withoutPrivileges(work: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) return work();
  const all = readdirSync(root, { recursive: true, encoding: 'utf8' });
  for (const path of [root, ...all.map((path) => join(root, path))])
    chownSync(path, NOBODY, NOBODY);
  process.seteuid?.(NOBODY);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('what was removed', () => {
  it('is listed, the last first, with its titles and its days, for nobody else to read', async () => {
    put('dam.md', DAM);
    put('rivers/mill.md', MILL);
    put('empty.md', '');
    const before = Date.now();
    for (const file of ['dam.md', 'rivers/mill.md', 'empty.md']) {
      const { id } = await intake.remove(file);
      // Two in one millisecond have no order.
      const name = kept().find((name) => name.endsWith(id)) ?? '';
      const at = before / 1_000 - 60 + kept().length;
      utimesSync(inRemoved(name), at, at);
    }
    const list = await intake.removed();
    expect(list.map(({ file, titles }) => [file, titles])).toEqual([
      ['empty.md', []],
      ['rivers/mill.md', ['The mill']],
      ['dam.md', ['The dam']],
    ]);
    for (const { removedAt, expiresAt } of list) expect(expiresAt - removedAt).toBe(30 * DAY);
    const modes = readdirSync(inRemoved(), { recursive: true, encoding: 'utf8' }).map((path) => {
      const info = lstatSync(inRemoved(path));
      return info.isDirectory() ? info.mode & 0o077 : info.mode & 0o177;
    });
    expect(new Set(modes)).toEqual(new Set([0]));
  });

  it('comes back where it was, as it was', async () => {
    put('rivers/north/dam.md', DAM);
    chmodSync(inArticles('rivers/north/dam.md'), 0o640);
    utimesSync(inArticles('rivers/north/dam.md'), 1_000, 1_000);
    const { id } = await intake.remove('rivers/north/dam.md');
    // Its folders may have gone meanwhile.
    rmSync(inArticles('rivers'), { recursive: true });
    const file = 'rivers/north/dam.md';
    expect(await intake.restore(id)).toEqual({ file, was: file });
    expect(textOf(file)).toBe(DAM);
    const { mode, mtimeMs } = statSync(inArticles(file));
    expect([mode & 0o777, mtimeMs]).toEqual([0o640, 1_000_000]);
    expect(kept()).toEqual([]);
    expect(await intake.removed()).toEqual([]);
  });

  it('comes back once, however many ask for it', async () => {
    put('dam.md', DAM);
    const { id } = await intake.remove('dam.md');
    const asked = await Promise.allSettled([1, 2, 3].map(() => intake.restore(id)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of asked) {
      if (each.status === 'rejected') expect(each.reason.key).toMatch(/notRestorable|restoreThere/);
    }
    expect(await refusedWords(intake.restore(id))).toMatch(/^That cannot be put back/);
    expect(readdirSync(folders.articlesDir)).toEqual(['dam.md']);
  });

  it('gets another name where its own is taken, whatever its case', async () => {
    put('Dam.md', DAM);
    const { id } = await intake.remove('Dam.md');
    put('dam.md', MILL);
    expect(await intake.restore(id)).toEqual({ file: 'Dam-2.md', was: 'Dam.md' });
    expect([textOf('dam.md'), textOf('Dam-2.md')]).toEqual([MILL, DAM]);
  });

  it('does not come back beside itself', async () => {
    put('dam.md', DAM);
    const { id } = await intake.remove('dam.md');
    put('again.md', `---\nauthor: Ida\n---\n\n${DAM}`);
    expect(await refusedWords(intake.restore(id))).toBe(
      'Nothing was put back: the same text is in the articles already, as “The dam” (again.md).',
    );
    expect(await intake.removed()).toHaveLength(1);
    // Another version of it is another text.
    put('again.md', DAM.replace('four', 'five'));
    expect(await intake.restore(id)).toEqual({ file: 'dam.md', was: 'dam.md' });
  });

  it('comes back with all the articles of a dump, where not all of them are there', async () => {
    const part = (title: string) =>
      `${title}\nBy Ann Bell | 31 January 2024\n\nThe dam at the narrow end of the valley was built by four thousand workers of ${title}.\n\nThey lived in tents beside the river for six years and left no record of their names in ${title}.\n\n\n\n\n`;
    const [first, second] = ['The Building of the First Dam', 'The Building of the Second Dam'];
    put('dump.txt', part(first) + part(second));
    const { id, titles } = await intake.remove('dump.txt');
    expect(titles).toEqual([first, second]);
    put('first.txt', part(first));
    expect(await intake.restore(id)).toMatchObject({ file: 'dump.txt' });
    const again = await intake.remove('dump.txt');
    put('second.txt', part(second));
    expect(await refusedWords(intake.restore(again.id))).toMatch(/in the articles already/);
  });

  it('takes along what stands beside it, and brings it back', async () => {
    put('dam.md', DAM);
    put('dam.md.yaml', 'title: The first dam\n');
    const { id, titles } = await intake.remove('dam.md');
    expect(titles).toEqual(['The first dam']);
    expect(readdirSync(folders.articlesDir)).toEqual([]);
    const [name = ''] = kept();
    for (const file of ['dam.md', 'dam.md.yaml']) {
      expect(statSync(inRemoved(name, file)).mode & 0o777).toBe(0o600);
    }
    // Either name may be taken.
    put('dam.md.yaml', 'title: Of another\n');
    expect(await intake.restore(id)).toEqual({ file: 'dam-2.md', was: 'dam.md' });
    expect(textOf('dam-2.md.yaml')).toBe('title: The first dam\n');
    expect(textOf('dam.md.yaml')).toBe('title: Of another\n');
    expect(statSync(inArticles('dam-2.md.yaml')).mode & 0o777).not.toBe(0o600);
    expect(kept()).toEqual([]);
  });

  it('may be a link, which leads where it led', async () => {
    put('dam.md', DAM);
    symlinkSync('dam.md', inArticles('linked.md'));
    const { id } = await intake.remove('linked.md');
    await intake.restore(id);
    expect(readlinkSync(inArticles('linked.md'))).toBe('dam.md');
    expect(statSync(inArticles('dam.md')).mode & 0o777).not.toBe(0o600);
  });

  it('may have been removed by an older version', async () => {
    const id = randomId();
    lay(`2026-01-01-${id}`, { file: 'rivers/dam.md' });
    expect(await intake.removed()).toMatchObject([{ id, file: 'rivers/dam.md', titles: [] }]);
    expect(await intake.restore(id)).toMatchObject({ file: 'rivers/dam.md' });
    expect(textOf('rivers/dam.md')).toBe(DAM);
  });

  it.each(['../evil.md', '/etc/evil.md', 'a/../../evil.md', '.hidden.md', 'evil.exe'])(
    'leads nowhere else, whatever its note says: %s',
    async (file) => {
      const id = randomId();
      const place = lay(`2026-01-01-${id}`);
      writeFileSync(join(place, '.removed.json'), JSON.stringify({ file, titles: [] }));
      expect(await intake.removed()).toMatchObject([{ id, file: 'dam.md' }]);
    },
  );

  it('leaves the folder by no link', async () => {
    put('rivers/dam.md', DAM);
    const { id } = await intake.remove('rivers/dam.md');
    const outside = join(root, 'outside');
    mkdirSync(outside);
    rmSync(inArticles('rivers'), { recursive: true });
    symlinkSync(outside, inArticles('rivers'));
    expect(await refusedWords(intake.restore(id))).toMatch(/^dam\.md could not be put back/);
    expect(readdirSync(outside)).toEqual([]);
    expect(await intake.removed()).toHaveLength(1);
  });

  it.each(['', 'x', '../..', 'abcdefghijklmnop', '.'.repeat(16)])('has no id %j', async (id) => {
    put('dam.md', DAM);
    await intake.remove('dam.md');
    await expect(intake.restore(id)).rejects.toMatchObject({ key: 'notRestorable' });
    expect(kept()).toHaveLength(1);
  });
});

describe('a folder that cannot be written to', () => {
  it('keeps its article, and nothing is kept of it elsewhere', async () => {
    put('dam.md', DAM);
    chmodSync(folders.articlesDir, 0o555);
    await withoutPrivileges(async () => {
      expect(await refusedWords(intake.remove('dam.md'))).toMatch(/could not be removed/);
    });
    expect(textOf('dam.md')).toBe(DAM);
    expect(kept()).toEqual([]);
  });

  it('loses nothing of what is to be put back', async () => {
    put('dam.md', DAM);
    put('dam.md.yaml', 'title: The dam\n');
    const { id } = await intake.remove('dam.md');
    chmodSync(folders.articlesDir, 0o555);
    await withoutPrivileges(async () => {
      expect(await refusedWords(intake.restore(id))).toMatch(/could not be put back/);
      expect(await intake.removed()).toMatchObject([{ id, titles: ['The dam'] }]);
    });
    const [name = ''] = kept();
    expect(statSync(inRemoved(name, 'dam.md')).mode & 0o777).toBe(0o600);
    chmodSync(folders.articlesDir, 0o755);
    expect(readdirSync(folders.articlesDir)).toEqual([]);
    expect(await intake.restore(id)).toMatchObject({ file: 'dam.md' });
    expect(readdirSync(folders.articlesDir)).toEqual(['dam.md', 'dam.md.yaml']);
  });

  it('may be a file by now, or away', async () => {
    put('rivers/dam.md', DAM);
    const { id } = await intake.remove('rivers/dam.md');
    rmSync(inArticles('rivers'), { recursive: true });
    writeFileSync(inArticles('rivers'), '');
    expect(await refusedWords(intake.restore(id))).toMatch(/could not be put back/);
    renameSync(folders.articlesDir, `${folders.articlesDir}-away`);
    await expect(intake.restore(id)).rejects.toMatchObject({ key: 'folderMissing' });
    expect(await intake.removed()).toHaveLength(1);
  });

  it('may be the data folder, where there is no room for what is removed', async () => {
    put('dam.md', DAM);
    mkdirSync(join(folders.dataDir, 'state'), { recursive: true });
    writeFileSync(inRemoved(), 'no folder');
    await expect(intake.remove('dam.md')).rejects.toMatchObject({ key: 'folderNotMade' });
    expect(textOf('dam.md')).toBe(DAM);
  });
});

describe('tidying what was removed', () => {
  it('throws it away after 30 days, and does not list what will go', async () => {
    const [young, old] = [randomId(), randomId()];
    lay(`2026-01-01-${young}`, { ageMs: 29 * DAY });
    lay(`2026-01-01-${old}`, { ageMs: 31 * DAY });
    expect(await intake.removed()).toMatchObject([{ id: young }]);
    await expect(intake.restore(old)).rejects.toMatchObject({ key: 'notRestorable' });
    await tidyIntake(places);
    expect(kept()).toEqual([`2026-01-01-${young}`]);
  });

  it('keeps so much and no more, the last first', async () => {
    for (let i = 0; i < REMOVED_MOST + 2; i++) {
      lay(`2026-01-01-${randomId()}`, { ageMs: i < 2 ? 2 * DAY : DAY });
    }
    await tidyIntake(places);
    expect(await intake.removed()).toHaveLength(REMOVED_MOST);
    expect(kept()).toHaveLength(REMOVED_MOST);
    rmSync(inRemoved(), { recursive: true });

    const [last, large] = [randomId(), randomId()];
    lay(`2026-01-01-${large}`, { bytes: REMOVED_BYTES, ageMs: DAY });
    lay(`2026-01-01-${last}`, { bytes: REMOVED_BYTES + 1 });
    await tidyIntake(places);
    expect(kept()).toEqual([`2026-01-01-${last}`]);
  });

  it('mends what a process that was killed was putting back', async () => {
    const [whole, gone] = [randomId(), randomId()];
    lay(`.2026-01-01-${whole}`);
    const empty = lay(`.2026-01-01-${gone}`);
    rmSync(join(empty, 'dam.md'));
    // A process that is at it now has its time.
    await tidyIntake(places);
    expect(kept()).toHaveLength(2);
    expect(await intake.removed()).toEqual([]);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 11 * 60 * 1_000);
    await tidyIntake(places);
    expect(kept()).toEqual([`2026-01-01-${whole}`]);
    expect(await intake.restore(whole)).toMatchObject({ file: 'dam.md' });
  });
});
