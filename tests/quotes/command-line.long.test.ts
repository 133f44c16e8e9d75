import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/project-root.ts';
import { runCli } from '../support/cli.ts';
import { openTestLibrary, temporaryFolder, writeFiles } from '../support/library.ts';

const ARTICLE = `# The dam

The minister did not say that the dam was safe. Nobody asked.
`;
const DRAFT = `# A draft

She wrote “The minister did not say that the dam was safe” there.

> The minister did say that the dam was safe.

And "the moon is made of very old green cheese" too.
`;

interface Folders {
  readonly articles: string;
  readonly data: string;
}

function folders(make = temporaryFolder): Folders {
  const [articles, data] = [make(), make()];
  writeFiles(articles, { 'dam.md': ARTICLE });
  writeFiles(data, {
    'draft.md': DRAFT,
    'clean.md': 'No quotation.',
    'bad.md': new Uint8Array([255]),
  });
  return { articles, data };
}

/** `footnote …` in these folders. */
function footnote(args: readonly string[], { articles, data }: Folders, input = '') {
  return runCli([...args, '--articles', articles, '--data', data], { input });
}

/** Indexed once, for those who change nothing in it: whoever finds an index opens no model. */
let indexed: Folders;
beforeAll(async () => {
  indexed = folders(() => mkdtempSync(join(tmpdir(), 'footnote-')));
  expect((await footnote(['index'], indexed)).code).toBe(0);
});
afterAll(() => {
  for (const folder of Object.values(indexed)) rmSync(folder, { recursive: true, force: true });
});

describe('footnote verify', () => {
  it('judges every quotation of a draft and fails when one is wrong', async () => {
    const args = ['verify', '--file', join(indexed.data, 'draft.md'), '--json'];
    const { code, stdout } = await footnote(args, indexed);
    const { quotes } = JSON.parse(stdout);
    const seen = quotes.map((each: { line: number; verdict: { kind: string } }) => [
      each.line,
      each.verdict.kind,
    ]);
    expect(seen).toEqual([
      [3, 'verbatim'],
      [5, 'altered'],
      [7, 'not-found'],
    ]);
    expect(code).toBe(1);
  });

  it('prints lines, changes and a count for people', async () => {
    const { stdout } = await footnote(
      ['verify', '--file', join(indexed.data, 'draft.md')],
      indexed,
    );
    expect(stdout).toContain('draft.md:5 ✗ altered');
    expect(stdout).toContain('The minister did [-not-] say that the dam was safe.');
    expect(stdout).toContain('3 quotations: 1 verbatim, 1 altered, 1 not found.');
  });

  it('passes what is verbatim, with the citation id that the bot gives', async () => {
    const where = folders();
    const { code, stdout } = await footnote(['verify', 'Nobody asked.', '--json'], where);
    expect(code).toBe(0);
    const { quotes } = JSON.parse(stdout);
    const { library } = openTestLibrary(where);
    await library.whenReady();
    const cited = await library.excerpt({ id: quotes[0].citations[0].id });
    expect(cited?.citation).toEqual(quotes[0].citations[0]);
  });

  it('has nothing to say against a draft without quotations', async () => {
    const { code, stdout } = await footnote(
      ['verify', '--file', join(indexed.data, 'clean.md')],
      indexed,
    );
    expect(stdout).toContain('No quotation was found.');
    expect(code).toBe(0);
  });

  it.each(['missing.md', 'bad.md'])('names a draft that is of no use: %s', async (name) => {
    const { code, stderr } = await footnote(
      ['verify', '--file', join(indexed.data, name)],
      indexed,
    );
    expect([code, stderr]).toEqual([3, expect.stringContaining(name)]);
  });

  it('verifies those that can be read, and says by its exit code that it was not all', async () => {
    const files = ['draft.md', 'missing.md', 'clean.md'].map((name) => join(indexed.data, name));
    const args = ['verify', '--file', ...files, '--format', 'json'];
    const { code, stdout, stderr } = await footnote(args, indexed);
    const read = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).file);
    expect(read).toEqual([files[0], files[2]]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('missing.md')]);
  });

  it('ends with 3 where there are no articles to verify with', async () => {
    const args = ['verify', 'Nobody asked.'];
    const { code } = await footnote(args, { ...indexed, articles: join(indexed.data, 'nowhere') });
    expect(code).toBe(3);
  });

  it.each([
    [['verify']],
    [['verify', 'a text', '--file', 'x.md']],
    [['verify', 'a text', '--format', 'sarif']],
    [['verify', '--file', 'x.md', '--format', 'pdf']],
    [['verify', '--file', 'x.md', '--format', 'html', '--json']],
  ])('ends with 2 where it is used wrongly: %j', async (args) => {
    expect((await footnote(args, indexed)).code).toBe(2);
  });

  it('reads standard input, single quotation marks too, and lists what it skips', async () => {
    const input =
      "It is ‘safe’.\n\nShe wrote 'The minister did not say that the dam was safe'.\n\n> of\n";
    const { code, stdout } = await footnote(['verify', '--file', '-'], indexed, input);
    expect(stdout).toContain('standard input:3 ✓ verbatim');
    expect(stdout).toContain('standard input:1 skipped, too short: safe');
    expect(stdout).toContain('standard input:5 skipped, too short: of');
    expect(stdout).toContain('1 quotation: 1 verbatim, 0 altered, 0 not found. 2 skipped.');
    expect(code).toBe(0);
  });

  it.each([
    ['github', /^::error file=.*draft\.md,line=5,endLine=5,col=1,/],
    ['sarif', /^\{"\$schema":.*"ruleId":"quote-not-found"/],
    ['html', /^<!doctype html>[\s\S]*<article id="d1-2" class="altered">/],
  ])('tells it in the form %s', async (form, expected) => {
    const args = ['verify', '--file', join(indexed.data, 'draft.md'), '--format', form];
    const { code, stdout } = await footnote(args, indexed);
    expect(stdout).toMatch(expected);
    expect(code).toBe(1);
  });

  it('leaves out what is verbatim where it is to be quiet', async () => {
    const args = ['verify', '--quiet', '--file', join(indexed.data, 'draft.md')];
    const { stdout } = await footnote(args, indexed);
    expect(stdout).not.toContain('✓');
    expect(stdout).toContain('draft.md:7 ✗ not found');
  });

  /** An index of two articles, whose files then say something else; what `verify` makes of each. */
  async function afterIndexing(changed: Readonly<Record<string, string>>) {
    const where = folders();
    writeFiles(where.articles, { 'mill.md': '# The mill\n\nIt ground rye until the flood.\n' });
    const longAgo = (path: string) => utimesSync(path, 1_000_000_000, 1_000_000_000);
    for (const name of readdirSync(where.articles)) longAgo(join(where.articles, name));
    expect((await footnote(['index'], where)).code).toBe(0);
    // Whoever read it again would find something else in it.
    const dam = join(where.articles, 'dam.md');
    writeFileSync(dam, Buffer.alloc(statSync(dam).size, 'x'));
    longAgo(dam);
    for (const [name, text] of Object.entries(changed)) {
      writeFiles(name.startsWith('cache/') ? where.data : where.articles, { [name]: text });
    }
    const quotes = ['the dam was safe. Nobody asked.', 'It ground rye until the flood.'];
    writeFiles(where.data, {
      'draft.md': [...quotes, 'It ground wheat until the flood.'].map((q) => `“${q}”`).join('\n\n'),
    });
    const args = ['verify', '--file', join(where.data, 'draft.md'), '--json'];
    const { stdout } = await footnote(args, where);
    const { quotes: judged } = JSON.parse(stdout) as { quotes: { verdict: { kind: string } }[] };
    return judged.map(({ verdict }) => verdict.kind);
  }
  const WHEAT = '# The mill\n\nIt ground wheat until the flood.\n';

  it('takes the articles from the index, and reads no file again', async () => {
    expect(await afterIndexing({})).toEqual(['verbatim', 'verbatim', 'altered']);
  });

  it('reads what has changed since the index was saved, and nothing else', async () => {
    expect(await afterIndexing({ 'mill.md': WHEAT })).toEqual(['verbatim', 'altered', 'verbatim']);
  });

  it('reads everything where the saved index is of no use', async () => {
    const damaged = { 'mill.md': WHEAT, 'cache/snapshots/CURRENT': 'damaged' };
    expect(await afterIndexing(damaged)).toEqual(['not-found', 'altered', 'verbatim']);
  });
});

describe('footnote quote', () => {
  it('prints sentences with their citations', async () => {
    const { stdout } = await footnote(['quote', 'nobody', '--count', '3'], indexed);
    expect(stdout).toMatch(/Nobody asked\.[\s\S]*dam\.md · \[\w{6}-\w{6}\]/);
  });

  it('says that no sentence has the words', async () => {
    const { code, stderr } = await footnote(['quote', 'strawberry'], indexed);
    expect([code, stderr]).toEqual([1, expect.stringContaining('No sentence')]);
  });
});

describe('footnote cite', () => {
  const QUOTE = 'The minister did not say that the dam was safe.';

  it('prints what is quoted with its source, by the words or by the id', async () => {
    const { stdout } = await footnote(['cite', `“${QUOTE}”`, '--json'], indexed);
    const { state, passages } = JSON.parse(stdout);
    expect([state, passages[0].text]).toEqual(['current', QUOTE]);
    const { id } = passages[0].citation;
    const byId = await footnote(['cite', id.toUpperCase(), '--format', 'plain'], indexed);
    expect(byId.stdout).toBe(`“${QUOTE} Nobody asked.”\n— “The dam”, ¶ 1, ${id}\n`);
    const markdown = await footnote(['cite', QUOTE], indexed);
    expect(markdown.stdout).toBe(`> ${QUOTE}\n>\n> — The dam, ¶ 1, ${id}\n`);
    const bibtex = await footnote(['cite', id, '--format', 'bibtex'], indexed);
    expect(bibtex.stdout).toContain(`@misc{${id},\n  title = {{The dam}},`);
  });

  it('says that there is nothing to cite', async () => {
    const nowhere = await footnote(['cite', 'The moon is made of cheese.'], indexed);
    expect([nowhere.code, nowhere.stdout]).toEqual([1, '']);
    const unknown = await footnote(['cite', 'zzzzzz-zzzzzz'], indexed);
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('citation id')]);
    const link = await footnote(['cite', QUOTE, '--format', 'link'], indexed);
    expect([link.code, link.stderr]).toEqual([1, expect.stringContaining('no address')]);
  });

  it('follows words into another file, and tells what became of others', async () => {
    const where = folders();
    expect((await footnote(['index'], where)).code).toBe(0);
    const { stdout } = await footnote(['cite', QUOTE, '--json'], where);
    const { id } = JSON.parse(stdout).passages[0].citation;
    renameSync(join(where.articles, 'dam.md'), join(where.articles, 'moved.md'));
    const moved = await footnote(['cite', id, '--format', 'link'], where);
    expect(moved.stderr).toContain('another article');
    renameSync(join(where.articles, 'moved.md'), join(where.articles, 'dam.md'));
    writeFiles(where.articles, { 'dam.md': ARTICLE.replace('not say', 'never say') });
    expect((await footnote(['index'], where)).code).toBe(0);
    const changed = await footnote(['cite', id], where);
    expect([changed.code, changed.stdout]).toEqual([1, '']);
    expect(changed.stderr).toContain('has changed since');
  });
});

it('says its version', async () => {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8'));
  expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});
