import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { quote } from '../../src/cli/quote.ts';
import { verify } from '../../src/cli/verify.ts';
import { openTestLibrary, temporaryFolder, writeFiles } from '../support/library.ts';
import { refusedWords } from '../support/refusals.ts';

const ARTICLE = `# The dam

The minister did not say that the dam was safe. Nobody asked.
`;
const DRAFT = `# A draft

She wrote “The minister did not say that the dam was safe” there.

> The minister did say that the dam was safe.

And "the moon is made of very old green cheese" too.
`;

let written: string[];
beforeEach(() => {
  written = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

function folders() {
  const [articles, data] = [temporaryFolder(), temporaryFolder()];
  writeFiles(articles, { 'dam.md': ARTICLE });
  writeFiles(data, {
    'draft.md': DRAFT,
    'clean.md': 'No quotation.',
    'bad.md': new Uint8Array([255]),
  });
  return { articles, data };
}

describe('footnote verify', () => {
  it('judges every quotation of a draft and fails when one is wrong', async () => {
    const { articles, data } = folders();
    await verify(undefined, { articles, data, file: join(data, 'draft.md'), json: true });
    const { quotes } = JSON.parse(written.join(''));
    const seen = quotes.map((each: { line: number; verdict: { kind: string } }) => [
      each.line,
      each.verdict.kind,
    ]);
    expect(seen).toEqual([
      [3, 'verbatim'],
      [5, 'altered'],
      [7, 'not-found'],
    ]);
    expect(process.exitCode).toBe(1);
  });

  it('prints lines, changes and a count for people', async () => {
    const { articles, data } = folders();
    await verify(undefined, { articles, data, file: join(data, 'draft.md') });
    const printed = written.join('');
    expect(printed).toContain('draft.md:5 ✗ altered');
    expect(printed).toContain('The minister did [-not-] say that the dam was safe.');
    expect(printed).toContain('3 quotations: 1 verbatim, 1 altered, 1 not found.');
  });

  it('passes what is verbatim, with the citation id that the bot gives', async () => {
    const { articles, data } = folders();
    await verify('Nobody asked.', { articles, data, json: true });
    expect(process.exitCode).toBeUndefined();
    const { quotes } = JSON.parse(written.join(''));
    const { library } = openTestLibrary({ articles, data });
    await library.whenReady();
    expect(library.excerpt(quotes[0].citations[0].id)?.citation).toEqual(quotes[0].citations[0]);
  });

  it('has nothing to say against a draft without quotations', async () => {
    const { articles, data } = folders();
    await verify(undefined, { articles, data, file: join(data, 'clean.md') });
    expect(written.join('')).toContain('No quotation was found.');
    expect(process.exitCode).toBeUndefined();
  });

  it.each(['missing.md', 'bad.md'])('names a draft that is of no use: %s', async (name) => {
    const { articles, data } = folders();
    const refused = verify(undefined, { articles, data, file: join(data, name) });
    expect(await refusedWords(refused)).toContain(name);
  });
});

describe('footnote quote', () => {
  it('prints sentences with their citations', async () => {
    const { articles, data } = folders();
    await quote('nobody', { articles, data, count: 3 });
    expect(written.join('')).toMatch(/Nobody asked\.[\s\S]*dam\.md · \[\w{6}-\w{6}\]/);
    const refused = quote('strawberry', { articles, data, count: 3 });
    expect(await refusedWords(refused)).toContain('No sentence');
  });
});
