import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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

function folders(): Folders {
  const [articles, data] = [temporaryFolder(), temporaryFolder()];
  writeFiles(articles, { 'dam.md': ARTICLE });
  writeFiles(data, {
    'draft.md': DRAFT,
    'clean.md': 'No quotation.',
    'bad.md': new Uint8Array([255]),
  });
  return { articles, data };
}

/** `footnote …` in these folders. */
function footnote(args: readonly string[], { articles, data }: Folders) {
  return runCli([...args, '--articles', articles, '--data', data]);
}

describe('footnote verify', () => {
  it('judges every quotation of a draft and fails when one is wrong', async () => {
    const where = folders();
    const args = ['verify', '--file', join(where.data, 'draft.md'), '--json'];
    const { code, stdout } = await footnote(args, where);
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
    const where = folders();
    const { stdout } = await footnote(['verify', '--file', join(where.data, 'draft.md')], where);
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
    const where = folders();
    const { code, stdout } = await footnote(
      ['verify', '--file', join(where.data, 'clean.md')],
      where,
    );
    expect(stdout).toContain('No quotation was found.');
    expect(code).toBe(0);
  });

  it.each(['missing.md', 'bad.md'])('names a draft that is of no use: %s', async (name) => {
    const where = folders();
    const { code, stderr } = await footnote(['verify', '--file', join(where.data, name)], where);
    expect([code, stderr]).toEqual([1, expect.stringContaining(name)]);
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
    const { stdout } = await footnote(['quote', 'nobody', '--count', '3'], folders());
    expect(stdout).toMatch(/Nobody asked\.[\s\S]*dam\.md · \[\w{6}-\w{6}\]/);
  });

  it('says that no sentence has the words', async () => {
    const { code, stderr } = await footnote(['quote', 'strawberry'], folders());
    expect([code, stderr]).toEqual([1, expect.stringContaining('No sentence')]);
  });
});
