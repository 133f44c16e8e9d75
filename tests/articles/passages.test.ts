/** Passages are exact, whole sentences, inside the window where sentences allow, and never twice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPassages } from '../../src/articles/passages.ts';
import type { Article, FileReading } from '../../src/model.ts';
import { Refusal } from '../../src/refusals.ts';
import { readArticleFile } from '../support/read-article.ts';
import { inEnglish } from '../support/refusals.ts';

/** Words and two special tokens, as a tokenizer without subwords would count. */
function countTokens(texts: string[]): Promise<number[]> {
  return Promise.resolve(texts.map((text) => text.split(/\s+/).length + 2));
}

async function article(text: string, file = 'a.md'): Promise<Article> {
  const [first] = (await readArticleFile(Buffer.from(text), file)).articles;
  if (!first) throw new Error('no article');
  return first;
}

describe('passages', () => {
  it('are the paragraphs, where these fit the window, without counting a token', async () => {
    const a = await article('# T\n\nFirst one. It is short.\n\n## S\n\nSecond one.');
    const passages = await cutPassages(a, {
      window: 30,
      countTokens: () => Promise.reject(new Error('counted')),
    });
    expect(passages.map((p) => [a.text.slice(p.start, p.end), p.paragraph, p.section])).toEqual([
      ['First one. It is short.', 1, null],
      ['Second one.', 2, 'S'],
    ]);
    expect(passages[0]?.sentences.map((s) => a.text.slice(s.start, s.end))).toEqual([
      'First one.',
      'It is short.',
    ]);
  });

  it('split long paragraphs at sentence ends into even runs', async () => {
    const sentence = (i: number) => `Sentence ${i} has exactly seven words here.`;
    const a = await article(Array.from({ length: 9 }, (_, i) => sentence(i)).join(' '));
    const passages = await cutPassages(a, { window: 40, countTokens });
    // 9 tokens a sentence: four fit, so three runs are needed, of three sentences each.
    expect(passages.map((p) => p.sentences.length)).toEqual([3, 3, 3]);
    expect(new Set(passages.map((p) => p.id)).size).toBe(3);
  });

  it('keep a sentence whole that is longer than the window', async () => {
    const long = `This ${'very '.repeat(60)}long sentence ends.`;
    const a = await article(`Short one. ${long} Short two.`);
    const passages = await cutPassages(a, { window: 20, countTokens });
    expect(passages.map((p) => a.text.slice(p.start, p.end))).toEqual([
      'Short one.',
      long,
      'Short two.',
    ]);
  });

  it('are kept once, white space, case and quotation marks aside', async () => {
    const a = await article(
      '“One thing,” he said.\n\nAnother.\n\n"One  thing", he said.\n\nANOTHER!',
    );
    expect(await cutPassages(a, { window: 256, countTokens })).toHaveLength(2);
  });

  it('keep their ids when other paragraphs change', async () => {
    const ids = async (text: string) =>
      (await cutPassages(await article(text), { window: 256, countTokens })).map((p) => p.id);
    const before = await ids('One stays.\n\nTwo changes.\n\nThree stays.');
    const after = await ids('A new one.\n\nOne stays.\n\nTwo has changed.\n\nThree stays.');
    expect(after[1]).toBe(before[0]);
    expect(after[2]).not.toBe(before[1]);
    expect(after[3]).toBe(before[2]);
  });
});

const MARKUP = [
  '# ',
  '\n\n',
  '\n',
  '- ',
  '> ',
  '**',
  '[a](b)',
  '<p>',
  '</p>',
  '<div>',
  '<!--',
  '-->',
  '---\n',
  'title: x\n',
  '|',
  '```',
  'By Ann Bell\n',
  'Related\n',
  'Comments\n',
  '3 Comments\n',
  'Read more: X\n',
  'Source: Y (Jan 1, 2020)\n',
  'c7.730x0Title Here\n',
  '“',
  '”',
  'A sentence here. ',
  'Mr. Smith went. ',
  '____\n',
  'Some Headline of Many Words\n',
  '\u202e',
  '\ud83d',
  '😀',
  '&amp;',
  '\r\n',
  '\t',
  '\0',
];

describe('whatever the bytes', () => {
  const file = fc.constantFrom('a.md', 'b.txt', 'c.html');
  const text = fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...MARKUP) },
        fc.string({ unit: 'binary' }),
        fc.lorem(),
      ),
      { maxLength: 80 },
    )
    .map((pieces) => Buffer.from(pieces.join('')));
  const bytes = fc.oneof(
    { weight: 4, arbitrary: text },
    fc.uint8Array({ maxLength: 400 }).map((b) => Buffer.from(b)),
  );

  it('a file is read into exact, ordered slices, or refused as an article', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, file, async (content, name) => {
        let reading: FileReading;
        try {
          reading = await readArticleFile(content, name);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          expect(inEnglish(error as Refusal)).toMatch(
            new RegExp(`^${name} was not indexed: .+\\.$`),
          );
          return;
        }
        expect(reading.articles.length).toBeGreaterThan(0);
        for (const a of reading.articles) {
          let last = 0;
          for (const [i, p] of a.blocks.entries()) {
            expect(p.number).toBe(i + 1);
            expect(p.start).toBeGreaterThanOrEqual(last);
            const slice = a.text.slice(p.start, p.end);
            expect(slice.trim()).not.toBe('');
            if (p.kind === 'paragraph' || p.kind === 'caption') {
              expect(slice).toBe(slice.trim());
              expect(slice).not.toContain('\n');
            }
            last = p.end;
          }
          expect(a.title).not.toBe('');
          last = 0;
          for (const passage of await cutPassages(a, { window: 12, countTokens })) {
            expect(passage.start).toBeGreaterThanOrEqual(last);
            last = passage.end;
            const p = a.blocks[passage.paragraph - 1];
            expect(p && p.start <= passage.start && passage.end <= p.end).toBe(true);
            expect(passage.sentences[0]?.start).toBe(passage.start);
            expect(passage.sentences.at(-1)?.end).toBe(passage.end);
          }
        }
      }),
      { numRuns: 600 },
    );
  });
});
