import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AddFlags, type AddJson, add } from '../../src/cli/add.ts';
import { type RemoveFlags, remove } from '../../src/cli/remove.ts';
import type { Removed } from '../../src/intake/remove-article.ts';
import { refusedWords } from '../support/refusals.ts';
import { openSite } from '../support/site.ts';

const DAM =
  '# The Dam\n\nThe dam at the narrow end of the valley was built by four thousand workers.\n';

let root: string;
let folders: { articles: string; data: string };
let printed = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'footnote-cli-'));
  folders = { articles: join(root, 'articles'), data: join(root, 'data') };
  mkdirSync(folders.articles);
  writeFileSync(join(root, 'Dam.md'), DAM);
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
  rmSync(root, { recursive: true, force: true });
});

function inFolder(): string[] {
  return readdirSync(folders.articles);
}

async function addJson(target: string, flags: AddFlags = {}): Promise<AddJson> {
  printed = '';
  await add(target, { ...folders, json: true, ...flags });
  return JSON.parse(printed) as AddJson;
}

function removeWith(target: string, flags: RemoveFlags): Promise<void> {
  printed = '';
  return remove(target, { ...folders, ...flags });
}

describe('footnote add and remove', () => {
  it('adds a file with --yes, once, and removes it to where it can be found', async () => {
    const file = join(root, 'Dam.md');
    expect(await addJson(file, { yes: true })).toMatchObject({ added: true, file: 'dam.md' });
    expect(readFileSync(join(folders.articles, 'dam.md'), 'utf8')).toBe(DAM);

    const there = { file: 'dam.md', title: 'The Dam' };
    expect(await addJson(file, { yes: true })).toMatchObject({ added: false, duplicateOf: there });
    expect(process.exitCode).toBe(1);
    const again = await addJson(file, { yes: true, duplicate: true });
    expect(again).toMatchObject({ added: true, file: 'dam-2.md' });

    await removeWith('dam-2.md', { yes: true, json: true });
    const removed = JSON.parse(printed) as Removed;
    expect(readFileSync(removed.movedTo, 'utf8')).toBe(DAM);
    await removeWith(join(folders.articles, 'dam.md'), { yes: true });
    expect(printed).toMatch(/^Removed dam\.md\. For 30 days it is kept as .*dam\.md\.\n$/);
    expect(inFolder()).toEqual([]);
  });

  it('shows how it is read, and keeps nothing where nobody was asked', async () => {
    await add(join(root, 'Dam.md'), folders);
    expect(printed).toContain('The Dam');
    expect(printed).toContain('four thousand workers');
    expect(printed).toMatch(/Not added; --yes keeps it without asking\.\n$/);
    expect(process.exitCode).toBe(1);
    expect(inFolder()).toEqual([]);
    expect(readdirSync(join(folders.data, 'intake'))).toEqual([]);
    writeFileSync(join(folders.articles, 'dam.md'), DAM);
    expect(await refusedWords(removeWith('dam.md', {}))).toMatch(/give --yes/);
    expect(inFolder()).toEqual(['dam.md']);
  });

  it('adds a page from an allowed host, and none from another', async () => {
    const site = await openSite((_, response) => {
      const page = '<!doctype html><title>Dams</title><h1>Dams</h1><p>Dams hold water back.</p>';
      response.setHeader('content-type', 'text/html').end(page);
    });
    try {
      expect(await refusedWords(addJson(`${site.origin}/dams`, { yes: true }))).toMatch(
        /public web/,
      );
      expect(site.requests).toHaveLength(0);
      vi.stubEnv('URL_ALLOWLIST', site.host);
      const added = await addJson(`${site.origin}/dams`, { yes: true });
      expect(added).toMatchObject({ added: true, file: 'dams.md' });
      expect(added.reading.articles[0]?.url).toBe(`${site.origin}/dams`);
    } finally {
      await site.close();
    }
  });

  it('says in a sentence what cannot be read', async () => {
    expect(await refusedWords(add(join(root, 'none.md'), folders))).toMatch(
      /none\.md cannot be read\.$/,
    );
    expect(await refusedWords(add(root, folders))).toMatch(/cannot be read\.$/);
    writeFileSync(join(root, 'long.txt'), Buffer.alloc(6 * 1024 * 1024, 'a'));
    expect(await refusedWords(add(join(root, 'long.txt'), folders))).toMatch(
      /longer than the 5 MB/,
    );
    expect(await refusedWords(add('ftp://example.com/a.md', folders))).toMatch(/http and https/);
  });
});
