import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AddJson } from '../../src/cli/add.ts';
import type { Removed } from '../../src/intake/remove-article.ts';
import { type CliRun, runCli } from '../support/cli.ts';
import { openSite } from '../support/site.ts';

const DAM =
  '# The Dam\n\nThe dam at the narrow end of the valley was built by four thousand workers.\n';

let root: string;
let articles: string;
let data: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'footnote-cli-'));
  articles = join(root, 'articles');
  data = join(root, 'data');
  mkdirSync(articles);
  writeFileSync(join(root, 'Dam.md'), DAM);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function inFolder(): string[] {
  return readdirSync(articles);
}

/** `footnote …` in these folders. */
function footnote(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return runCli([...args, '--articles', articles, '--data', data], { env });
}

/** What `footnote add … --json` printed, with its exit code. */
async function addJson(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { code, stdout } = await footnote(['add', ...args, '--json'], env);
  return { code, ...(JSON.parse(stdout) as AddJson) };
}

/** One sentence on standard error and exit code 1. */
function expectRefusal({ code, stdout, stderr }: CliRun, sentence: RegExp): void {
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
}

describe('footnote add and remove', () => {
  it('adds a file with --yes, once, and removes it to where it can be found', async () => {
    const file = join(root, 'Dam.md');
    expect(await addJson([file, '--yes'])).toMatchObject({ code: 0, added: true, file: 'dam.md' });
    expect(readFileSync(join(articles, 'dam.md'), 'utf8')).toBe(DAM);

    const there = { file: 'dam.md', title: 'The Dam' };
    const twice = await addJson([file, '--yes']);
    expect(twice).toMatchObject({ code: 1, added: false, duplicateOf: there });
    const again = await addJson([file, '--yes', '--duplicate']);
    expect(again).toMatchObject({ code: 0, added: true, file: 'dam-2.md' });

    const { stdout } = await footnote(['remove', 'dam-2.md', '--yes', '--json']);
    expect(readFileSync((JSON.parse(stdout) as Removed).movedTo, 'utf8')).toBe(DAM);
    const removed = await footnote(['remove', join(articles, 'dam.md'), '--yes']);
    expect(removed.stdout).toMatch(/^Removed dam\.md\. For 30 days it is kept as .*dam\.md\.\n$/);
    expect(inFolder()).toEqual([]);
  });

  it('notices what is there also where there is an index, and what came since', async () => {
    writeFileSync(join(articles, 'dam.md'), DAM);
    expect((await footnote(['index'])).code).toBe(0);
    const MILL = DAM.replaceAll('dam', 'mill').replace('Dam', 'Mill');
    writeFileSync(join(articles, 'mill.md'), MILL);
    writeFileSync(join(root, 'Mill.txt'), MILL);
    for (const name of ['Dam.md', 'Mill.txt']) {
      const { duplicateOf } = await addJson([join(root, name), '--yes']);
      expect(duplicateOf?.file).toBe(name === 'Dam.md' ? 'dam.md' : 'mill.md');
    }
  });

  it('shows how it is read, and keeps nothing where nobody was asked', async () => {
    const { code, stdout } = await footnote(['add', join(root, 'Dam.md')]);
    expect(stdout).toContain('The Dam');
    expect(stdout).toContain('four thousand workers');
    expect(stdout).toMatch(/Not added; --yes keeps it without asking\.\n$/);
    expect(code).toBe(1);
    expect(inFolder()).toEqual([]);
    expect(readdirSync(join(data, 'state', 'intake'))).toEqual([]);
    writeFileSync(join(articles, 'dam.md'), DAM);
    expectRefusal(await footnote(['remove', 'dam.md']), /give --yes/);
    expect(inFolder()).toEqual(['dam.md']);
  });

  it('adds a page from an allowed host, and none from another', async () => {
    const site = await openSite((_, response) => {
      const page = '<!doctype html><title>Dams</title><h1>Dams</h1><p>Dams hold water back.</p>';
      response.setHeader('content-type', 'text/html').end(page);
    });
    try {
      const page = `${site.origin}/dams`;
      expectRefusal(await footnote(['add', page, '--yes', '--json']), /public web/);
      expect(site.requests).toHaveLength(0);
      const added = await addJson([page, '--yes'], { URL_ALLOWLIST: site.host });
      expect(added).toMatchObject({ code: 0, added: true, file: 'dams.md' });
      expect(added.reading.articles[0]?.url).toBe(page);
    } finally {
      await site.close();
    }
  });

  it('says in a sentence what cannot be read', async () => {
    expectRefusal(await footnote(['add', join(root, 'none.md')]), /none\.md cannot be read\.$/m);
    expectRefusal(await footnote(['add', root]), /cannot be read\.$/m);
    writeFileSync(join(root, 'long.txt'), Buffer.alloc(6 * 1024 * 1024, 'a'));
    expectRefusal(await footnote(['add', join(root, 'long.txt')]), /longer than the 5 MB/);
    expectRefusal(await footnote(['add', 'ftp://example.com/a.md']), /http and https/);
  });
});
