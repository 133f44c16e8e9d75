/** Which collections there are: found below the articles folder, and followed while they change. */
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { NO_QUOTAS, USUAL_QUOTAS } from '../../src/collections/quota-fields.ts';
import { openRegistry, type RegistryOptions } from '../../src/collections/registry.ts';
import { temporaryFolder, writeFiles } from '../support/library.ts';
import { inEnglish } from '../support/refusals.ts';

const A = '123456789012345678';
const B = '234567890123456789';
const SOON = { timeout: 20_000 };

async function opened(
  files: Readonly<Record<string, string>>,
  options: Partial<RegistryOptions> = {},
) {
  const articlesDir = temporaryFolder();
  writeFiles(articlesDir, files);
  const said: string[] = [];
  const registry = await openRegistry({
    articlesDir,
    serverQuotas: USUAL_QUOTAS,
    perServer: false,
    notice: (notice) => said.push(inEnglish(notice)),
    everyMs: 0,
    ...options,
  });
  onTestFinished(() => registry.close());
  return { articlesDir, registry, said };
}

describe('collections', () => {
  it('are the sub-folders with a collection.yaml; one without belongs to what surrounds it', async () => {
    const { registry } = await opened({
      'rules.md': 'x',
      'plain/a.md': 'x',
      'clubs/chess/collection.yaml': `title: Chess\nservers: [${A}]`,
      'clubs/chess/more/b.md': 'x',
      'clubs/chess/youth/collection.yaml': `servers: [${B}, ${A}]\ndefault: false`,
      '.git/collection.yaml': '',
      'node_modules/collection.yaml': '',
    });
    const all = registry.all();
    expect(all.map(({ id }) => id)).toEqual(['clubs/chess', 'clubs/chess/youth']);
    expect(all[0]).toMatchObject({ title: 'Chess', quotas: NO_QUOTAS, seesDefault: true });
    expect(registry.ofServer(B).map(({ id }) => id)).toEqual(['clubs/chess/youth']);
    expect(registry.ofServer(A)).toEqual(all);
    expect(registry.default).toMatchObject({ id: '', key: '', title: null });
    const inDefault = registry.apartOf('');
    for (const [folder, isApart] of [
      ['plain', false],
      ['clubs', false],
      ['clubs/chess', true],
      ['clubs/chess/youth/deep', true],
    ] as const) {
      expect(inDefault.has(folder)).toBe(isApart);
    }
    const inChess = registry.apartOf('clubs/chess');
    expect([inChess.has('more'), inChess.has('youth')]).toEqual([false, true]);
  });

  it('are not led to by links', async () => {
    const elsewhere = temporaryFolder();
    writeFiles(elsewhere, { 'collection.yaml': '' });
    const { articlesDir, registry } = await opened({ 'a.md': 'x' });
    symlinkSync(elsewhere, join(articlesDir, 'linked'));
    await registry.look();
    expect(registry.found()).toEqual([]);
  });

  it('are shown to nobody while their file cannot be read, and told', async () => {
    const { articlesDir, registry, said } = await opened({ 'chess/collection.yaml': 'servers: [' });
    expect(registry.all()).toEqual([]);
    expect(registry.byId('chess')).toBeNull();
    expect(registry.found().map(({ id }) => id)).toEqual(['chess']);
    expect(registry.apartOf('').has('chess')).toBe(true);
    expect(said).toEqual([
      expect.stringMatching(/^chess\/collection\.yaml, line 1: /),
      'The articles of the collection chess are shown to nobody until its collection.yaml can be read.',
    ]);
    await registry.look();
    expect(said).toHaveLength(2);
    writeFiles(articlesDir, { 'chess/collection.yaml': `servers: [${A}]` });
    await registry.look();
    expect(registry.ofServer(A).map(({ id }) => id)).toEqual(['chess']);
  });

  it('come and go while it runs; one that lost its file is nobody’s for a moment', async () => {
    const { articlesDir, registry } = await opened({ 'chess/a.md': 'x' }, { markGoneMs: 300 });
    const apart = registry.apartOf('');
    const { version } = apart;
    let changes = 0;
    registry.listen(() => changes++);
    writeFiles(articlesDir, { 'chess/collection.yaml': '' });
    await registry.look();
    expect(apart.has('chess')).toBe(true);
    expect(apart.version).toBeGreaterThan(version);
    rmSync(join(articlesDir, 'chess/collection.yaml'));
    await registry.look();
    expect(apart.has('chess')).toBe(true);
    expect(changes).toBe(1);
    await vi.waitFor(async () => {
      await registry.look();
      expect(apart.has('chess')).toBe(false);
    }, SOON);
    expect(changes).toBe(2);
  });

  it('stay while the articles folder is away', async () => {
    const { articlesDir, registry } = await opened({ 'chess/collection.yaml': '' });
    renameSync(articlesDir, `${articlesDir}-away`);
    await registry.look();
    expect(registry.all()).toHaveLength(1);
    renameSync(`${articlesDir}-away`, articlesDir);
  });

  it('notice by themselves', async () => {
    const { articlesDir, registry } = await opened({ 'a.md': 'x' }, { everyMs: 50 });
    const changed = new Promise<void>((resolve) => registry.listen(resolve));
    writeFiles(articlesDir, { 'chess/collection.yaml': 'title: Chess' });
    await changed;
    expect(registry.all()[0]?.title).toBe('Chess');
  });
});

describe('where servers have their own', () => {
  it('those have the quotas of the setting, and a folder that lost its file is nobody’s', async () => {
    const { articlesDir, registry, said } = await opened(
      {
        [`${A}/collection.yaml`]: `servers: ["${A}"]\nquotas:\n  articles: 7\n`,
        'clubs/collection.yaml': `servers: ["${A}"]\n`,
      },
      { perServer: true },
    );
    mkdirSync(join(articlesDir, B));
    await registry.look();
    const [own, clubs] = registry.ofServer(A);
    expect(own).toMatchObject({ id: A, quotas: { ...USUAL_QUOTAS, articles: 7 } });
    expect(clubs).toMatchObject({ id: 'clubs', quotas: NO_QUOTAS });
    expect(registry.apartOf('').has(B)).toBe(true);
    expect(said.join()).toContain(`${B} are shown to nobody`);
  });
});

it('the articles folder itself may have a title, managers and quotas', async () => {
  const { registry } = await opened({
    'collection.yaml': `title: Library\nmanagers: [${A}]\nquotas:\n  articles: 3\n`,
  });
  expect(registry.default).toMatchObject({ title: 'Library', managers: [A], servers: [] });
  expect(registry.default.quotas).toEqual({ ...NO_QUOTAS, articles: 3 });
  expect(registry.all()).toEqual([]);
});
