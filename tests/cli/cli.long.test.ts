import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_MODEL } from '../../embeddings/models.ts';
import { runCli } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'footnote-cli-'));
const articles = join(folder, 'articles');
const shared = ['--articles', articles, '--data', join(folder, 'data')];

beforeAll(() => {
  mkdirSync(articles);
  writeFileSync(
    join(articles, 'mill.md'),
    `---
title: The mill
publisher: Valley Times
published: 2026-01-02
---

The mill on the Orne was built in 1884. It ground rye until the flood.

## After the flood

Carpenter Nils Aabo restored the wheel in three winters.
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('footnote', () => {
  it('answers one question for people', async () => {
    const { code, stdout } = await runCli(['ask', 'When was the mill built?', ...shared]);
    expect(code).toBe(0);
    expect(stdout).toContain('1. The mill');
    expect(stdout).toContain('The mill on the Orne was built in 1884.');
    expect(stdout).toMatch(
      /Valley Times · 2026-01-02 · ¶ 1 · mill\.md · \[[0-9a-z]{6}-[0-9a-z]{6}\]/,
    );
    expect(stdout).not.toContain('\u001b');
  });

  it('prints one JSON object a question, in order, and nothing else', async () => {
    const file = join(folder, 'questions.txt');
    writeFileSync(file, 'Who restored the wheel?\r\n\nWho painted the Mona Lisa?\n');
    const { code, stdout } = await runCli(['ask', '--questions', file, ...shared]);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    const [first, second] = lines.map((line) => JSON.parse(line));
    expect(lines).toHaveLength(2);
    expect(first).toMatchObject({
      question: 'Who restored the wheel?',
      answered: true,
      byWordsAlone: false,
      model: BUNDLED_MODEL,
      tookMs: expect.any(Number),
    });
    expect(first.excerpts[0]).toEqual({
      text: 'Carpenter Nils Aabo restored the wheel in three winters.',
      highlight: 'Carpenter Nils Aabo restored the wheel in three winters.',
      score: expect.any(Number),
      start: expect.any(Number),
      end: expect.any(Number),
      pieces: [
        expect.objectContaining({
          kind: 'paragraph',
          text: 'Carpenter Nils Aabo restored the wheel in three winters.',
        }),
      ],
      context: [],
      citation: {
        id: expect.stringMatching(/^[0-9a-z]{6}-[0-9a-z]{6}$/),
        article: 'The mill',
        author: null,
        publisher: 'Valley Times',
        published: '2026-01-02',
        section: 'After the flood',
        paragraph: 2,
        url: null,
        file: 'mill.md',
      },
    });
    expect(second).toMatchObject({ question: 'Who painted the Mona Lisa?', answered: false });
    expect(second.excerpts.length).toBeGreaterThan(0);
  });

  it('shows what the editors pinned first, in whatever words it is asked', async () => {
    const wheel = await runCli(['ask', 'Who restored the wheel?', '--json', ...shared]);
    const { id } = JSON.parse(wheel.stdout).excerpts[0].citation;
    const words = 'Carpenter Nils Aabo restored the wheel in three winters.';
    const file = join(articles, 'answers.yaml');
    writeFileSync(
      file,
      `- question: What is the price of a sack?\n  also: [Where do sacks come from?]\n  citation: ${id}\n  words: ${words}\n`,
    );
    const asked = join(folder, 'pinned.txt');
    writeFileSync(
      asked,
      'How much does a sack cost?\nwhere do the sacks come from\nWho carries sacks?\n',
    );
    const { stdout } = await runCli(['ask', '--questions', asked, ...shared]);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ isPinned = false }) => isPinned)).toEqual([true, true, false]);
    for (const { answered, excerpts } of answers.slice(0, 2)) {
      expect([answered, excerpts[0].highlight]).toEqual([true, words]);
    }
    const people = await runCli(['ask', 'What is the price of a sack?', ...shared]);
    expect(people.stdout).toContain('Chosen by the editors');
    rmSync(file);
  });

  it('answers what is typed or piped into its prompt', async () => {
    const { code, stdout } = await runCli(['ask', '--count', '1', ...shared], {
      input: 'Who restored the wheel?\n',
    });
    expect(code).toBe(0);
    expect(stdout).toContain('Nils Aabo');
  });

  it('lists articles, and shows how a file is read without indexing it', async () => {
    const list = await runCli(['articles', ...shared]);
    expect(list.stdout).toContain('The mill');
    expect(list.stdout).toContain('1 article, 2 passages indexed.');
    const shown = await runCli(['articles', join(articles, 'mill.md'), '--data', '/nowhere']);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain('After the flood');
    expect(shown.stdout).toMatch(/ 2 {2}Carpenter Nils Aabo/);
  });

  it('verifies a quote with its exit code', async () => {
    const right = await runCli(['verify', 'It ground rye until the flood', ...shared]);
    expect(right.code).toBe(0);
    const wrong = await runCli(['verify', 'It ground wheat until the flood', ...shared]);
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toContain('wheat');
  });

  it.each([
    [['ask', 'x', '--count', '0']],
    [['ask', 'x', '--count', 'many']],
    [['ask', 'x', '--colour']],
    [['ask', 'x', 'y']],
    [['ask', '']],
    [['ask', 'x', '--questions', 'f']],
    [['verify']],
    [['guess']],
    [[]],
  ])('answers wrong use with a usage line and exit code 2: %j', async (args) => {
    const { code, stdout, stderr } = await runCli(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/usage: footnote/i);
  });

  it.each([
    [
      ['ask', 'x', '--articles', '/nowhere/at/all', '--data', join(folder, 'none')],
      /\/nowhere\/at\/all does not exist/,
    ],
    [['ask', '--questions', '/nowhere.txt', ...shared], /\/nowhere\.txt cannot be read/],
    [['ask', 'x', ...shared, '--model', 'no-such-model'], /no-such-model/],
    [['articles', 'nothing.md', ...shared], /nothing\.md/],
    [['register'], /DISCORD_TOKEN is not set/],
  ])('fails with one clear sentence and exit code 1: %j', async (args, sentence) => {
    const { code, stdout, stderr } = await runCli(args, { env: { DISCORD_TOKEN: '' } });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
