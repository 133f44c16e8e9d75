import { execFileSync } from 'node:child_process';
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
const MILL = DAM.replaceAll('dam', 'mill').replace('Dam', 'Mill');

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

/** One sentence on standard error and an exit code: 1, but 3 of `verify`. */
function expectRefusal({ code, stdout, stderr }: CliRun, sentence: RegExp, ends = 1): void {
  expect([code, stdout]).toEqual([ends, '']);
  expect(stderr).toMatch(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
}

describe('footnote add and remove', () => {
  it('adds a file with --yes', async () => {
    const added = await addJson([join(root, 'Dam.md'), '--yes']);
    expect(added).toMatchObject({ code: 0, added: true, file: 'dam.md', duplicateOf: null });
    expect(readFileSync(join(articles, 'dam.md'), 'utf8')).toBe(DAM);
  });

  it('adds nothing twice', async () => {
    writeFileSync(join(articles, 'dam.md'), DAM);
    const there = { file: 'dam.md', title: 'The Dam' };
    const twice = await addJson([join(root, 'Dam.md'), '--yes']);
    expect(twice).toMatchObject({ code: 1, added: false, duplicateOf: there });
    expect(inFolder()).toEqual(['dam.md']);
  });

  it('adds it twice with --duplicate', async () => {
    writeFileSync(join(articles, 'dam.md'), DAM);
    const again = await addJson([join(root, 'Dam.md'), '--yes', '--duplicate']);
    expect(again).toMatchObject({ code: 0, added: true, file: 'dam-2.md' });
  });

  it('removes a file to where it can be found', async () => {
    writeFileSync(join(articles, 'dam.md'), DAM);
    const { stdout } = await footnote(['remove', 'dam.md', '--yes', '--json']);
    expect(readFileSync((JSON.parse(stdout) as Removed).movedTo ?? '', 'utf8')).toBe(DAM);
    expect(inFolder()).toEqual([]);
  });

  it('removes a file by its path, and says where it is', async () => {
    writeFileSync(join(articles, 'dam.md'), DAM);
    const removed = await footnote(['remove', join(articles, 'dam.md'), '--yes']);
    expect(removed.stdout).toMatch(/^Removed dam\.md\. For 30 days it is kept as .*dam\.md\.\n$/);
    expect(inFolder()).toEqual([]);
  });

  it('lists what was removed, and puts it back', async () => {
    expect((await footnote(['restore'])).stdout).toBe('Nothing was removed in the last 30 days.\n');
    expectRefusal(await footnote(['restore', 'dam.md']), /nothing was removed/);
    writeFileSync(join(articles, 'dam.md'), DAM);
    const { id } = JSON.parse((await footnote(['remove', 'dam.md', '--yes', '--json'])).stdout);
    const { stdout } = await footnote(['restore']);
    expect(stdout).toContain(`${id}  dam.md  “The Dam”  removed `);
    const [listed] = JSON.parse((await footnote(['restore', '--json'])).stdout);
    expect(listed).toMatchObject({ id, file: 'dam.md', titles: ['The Dam'] });
    expectRefusal(await footnote(['restore', 'mill.md']), /^Nothing named mill\.md was removed/);
    writeFileSync(join(articles, 'dam.md'), MILL);
    const back = await footnote(['restore', 'dam.md']);
    expect([back.code, back.stdout]).toEqual([0, 'Put back dam.md as dam-2.md.\n']);
    expect(readFileSync(join(articles, 'dam-2.md'), 'utf8')).toBe(DAM);
    expectRefusal(await footnote(['restore', id]), /nothing was removed/);
  });

  it.each(['dam.md', 'mill.md'])(
    'notices what is indexed, and what came since: %s',
    async (name) => {
      writeFileSync(join(articles, 'dam.md'), DAM);
      expect((await footnote(['index'])).code).toBe(0);
      writeFileSync(join(articles, 'mill.md'), MILL);
      writeFileSync(join(root, 'again.txt'), name === 'dam.md' ? DAM : MILL);
      const { duplicateOf } = await addJson([join(root, 'again.txt'), '--yes']);
      expect(duplicateOf?.file).toBe(name);
    },
  );

  it('shows how it is read, and keeps nothing where nobody was asked', async () => {
    const { code, stdout } = await footnote(['add', join(root, 'Dam.md')]);
    expect(stdout).toContain('The Dam');
    expect(stdout).toContain('four thousand workers');
    expect(stdout).toMatch(/Not added; --yes keeps it without asking\.\n$/);
    expect(code).toBe(1);
    expect(inFolder()).toEqual([]);
    expect(readdirSync(join(data, 'state', 'intake'))).toEqual([]);
  });

  it('takes lines in, leaves them out and puts right what is known', async () => {
    const page = `<!doctype html><title>Dams</title><nav>Menu of dams</nav><p>Dams hold water back.</p><p>They also break.</p>`;
    writeFileSync(join(root, 'dams.html'), page);
    const chosen = [
      '--take',
      '1',
      '--leave',
      '3',
      '--title',
      'On dams',
      '--published',
      '2 May 2024',
    ];
    const shown = await footnote(['add', join(root, 'dams.html'), ...chosen, '--author', '']);
    expect(shown.code).toBe(1);
    expect(shown.stdout).toMatch(/^on-dams\.md\n\nTitle: On dams\nAuthor: unknown\n/);
    expect(shown.stdout).toMatch(/^ {6}1 {2}Menu of dams$/m);
    expect(shown.stdout).toMatch(/^✗ {5}3 {2}\[left out by a manager\] They also break\.$/m);
    const added = await addJson([join(root, 'dams.html'), ...chosen, '--yes']);
    expect(added).toMatchObject({ code: 0, added: true, file: 'on-dams.md' });
    expect(added.preview.lines.map(({ number, leftOut }) => [number, leftOut])).toEqual([
      [1, null],
      [2, null],
      [3, 'left out by a manager'],
    ]);
    expect(readFileSync(join(articles, 'on-dams.md'), 'utf8')).toBe(
      '---\ntitle: "On dams"\npublished: "2024-05-02"\n---\n\nMenu of dams\n\nDams hold water back.\n',
    );
  });

  it('refuses choices that there are not, and keeps nothing then', async () => {
    const dam = join(root, 'Dam.md');
    expectRefusal(await footnote(['add', dam, '--take', '9', '--json']), /no line 9.*has 1/);
    expectRefusal(await footnote(['add', dam, '--leave', '1', '--yes', '--json']), /Nothing of/);
    expectRefusal(await footnote(['add', dam, '--published', '31 June']), /full calendar date/);
    expect((await footnote(['add', dam, '--take', '1-x'])).code).toBe(2);
    expect(inFolder()).toEqual([]);
    expect(readdirSync(join(data, 'state', 'intake'))).toEqual([]);
  });

  it('removes nothing where nobody was asked', async () => {
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

  it('waits for no pipe and reads no device, whatever asks for a file', async () => {
    const pipe = join(root, 'pipe.md');
    execFileSync('mkfifo', [pipe, join(articles, 'inside.md')]);
    const asked = [
      ['add', '/dev/zero'],
      ['add', pipe],
      ['articles', pipe],
      ['articles', 'inside.md'],
      ['verify', '--file', pipe],
      ['ask', '--questions', pipe],
    ];
    const runs = await Promise.all(asked.map((args) => footnote(args)));
    for (const [n, run] of runs.entries()) {
      expectRefusal(run, /is a device, a pipe or a socket/, asked[n]?.[0] === 'verify' ? 3 : 1);
    }
  });

  it.each([
    ['a file that is not there', 'none.md', /none\.md cannot be read\.$/m],
    ['a folder', '.', /cannot be read\.$/m],
    ['a file that is too long', 'long.txt', /longer than the 5 MB/],
    ['an address of another kind', 'ftp://example.com/a.md', /http and https/],
  ])('says in a sentence that it cannot read %s', async (_, name, sentence) => {
    writeFileSync(join(root, 'long.txt'), Buffer.alloc(6 * 1024 * 1024, 'a'));
    const target = name.startsWith('ftp:') ? name : join(root, name);
    expectRefusal(await footnote(['add', target]), sentence);
  });
});
