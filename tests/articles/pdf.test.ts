import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/articles/block-text.ts';
import { readPdf } from '../../src/articles/pdf/pdf-file.ts';
import { joinLines, knownWords } from '../../src/articles/pdf/words.ts';
import { readArticleFile } from '../../src/articles/read-article-file.ts';
import { makePdf, type PlacedText, textPage } from '../support/pdf.ts';
import { inEnglish, refusalOf } from '../support/refusals.ts';

const FIRST = [
  'The dam at the narrow end of the valley was built by four thousand workers,',
  'who lived in tents beside the river for six years and left no record of their',
  'names.',
  'A second wall was added later, when the water had risen higher than the engi-',
  'neers had thought it would.',
];

function texts(reading: Awaited<ReturnType<typeof readPdf>>): string[] {
  return reading.blocks.map((block) =>
    block.kind === 'heading' ? `# ${block.text}` : textOf(block),
  );
}

describe('readPdf', () => {
  it('undoes wraps and hyphens, and parts paragraphs at short lines, gaps and indents', async () => {
    const page: PlacedText[] = [
      { text: 'The Dam in the', x: 72, y: 790, size: 20 },
      { text: 'Narrow Valley', x: 72, y: 766, size: 20 },
      ...textPage(FIRST, 730),
      { text: 'The well-known flood', x: 72, y: 640, size: 14 },
      ...textPage(
        [
          'In May the river rose. Nobody who was there forgot the well-',
          'known night.',
          '',
          'New gap.',
        ],
        615,
      ),
      { text: 'This first line is set in, as books do it, and it goes on for long', x: 90, y: 540 },
      { text: 'enough to come back to the edge of the column, where it ends.', x: 72, y: 526 },
      { text: 'Another one begins with an indent, after a full line, like that', x: 90, y: 512 },
      { text: 'and ends.', x: 72, y: 498 },
    ];
    const info = {
      Title: 'Microsoft Word - dam.docx',
      Author: 'Ann Bell',
      CreationDate: 'D:20240131120000Z',
    };
    const reading = await readPdf(makePdf([page], { info }));
    expect(reading.metadata).toEqual({
      title: 'The Dam in the Narrow Valley',
      author: 'Ann Bell',
      publisher: null,
      published: '2024-01-31',
      url: null,
      language: null,
    });
    expect(texts(reading)).toEqual([
      'The dam at the narrow end of the valley was built by four thousand workers, who lived in tents beside the river for six years and left no record of their names.',
      'A second wall was added later, when the water had risen higher than the engineers had thought it would.',
      '# The well-known flood',
      'In May the river rose. Nobody who was there forgot the well-known night.',
      'New gap.',
      'This first line is set in, as books do it, and it goes on for long enough to come back to the edge of the column, where it ends.',
      'Another one begins with an indent, after a full line, like that and ends.',
    ]);
  });

  it('leaves out what the pages repeat around the text, and says so', async () => {
    const pages = [1, 2, 3, 4].map((number) => [
      { text: `Water and Stone, volume ${number % 2}`, x: 200, y: 815, size: 9 },
      ...textPage([
        `Page ${number} begins with a sentence that no other page has, about ${'x'.repeat(number)}`,
        `and goes on to the next line of the page, where it ends with ${number}.`,
        '',
        `12`,
        `It was in the year ${2000 + number} that the valley was under water for the first time.`,
      ]),
      { text: `- ${number + 6} -`, x: 290, y: 30 },
      { text: 'Printed by the river', x: 20, y: 300, turned: true },
    ]);
    const reading = await readPdf(makePdf(pages));
    expect(
      reading.dropped.map(({ text, reason }) => `${inEnglish(reason)}: ${text}`).slice(0, 3),
    ).toEqual([
      'running header, page 1: Water and Stone, volume 1',
      'page number, page 1: - 7 -',
      'text on its side, in the margin, page 1: Printed by the river',
    ]);
    expect(reading.dropped).toHaveLength(12);
    expect(texts(reading)).toContain('12');
    expect(texts(reading).join(' ')).not.toMatch(/Water and Stone|Printed by/);
    expect(reading.metadata.title).toBeNull();
  });

  it('knows headers by their page numbers, headings by their size, and lists of contents', async () => {
    const pages = [1, 2, 3, 4, 5].map((number) => [
      {
        text: `Chapter ${number > 3 ? 2 : 1} ${'ab'[number % 2]}: Stone   ${number + 20}`,
        x: 72,
        y: 815,
      },
      { text: `Part ${number}`, x: 72, y: 780, size: 18 },
      ...textPage([
        `Water ${'. '.repeat(20)}${number}`,
        `The year ${1990 + number} is one that nobody who lived in the valley then has forgotten.`,
      ]),
    ]);
    const { blocks, dropped, metadata } = await readPdf(makePdf(pages));
    expect(metadata.title).toBe('Part 1');
    expect(blocks).toHaveLength(9);
    expect(blocks.filter(({ kind }) => kind === 'heading').map(textOf)).toEqual([
      'Part 2',
      'Part 3',
      'Part 4',
      'Part 5',
    ]);
    const reasons = dropped.map(({ reason }) => inEnglish(reason).replace(/, page \d$/, ''));
    expect(reasons.filter((reason) => reason === 'running header')).toHaveLength(5);
    expect(reasons.filter((reason) => reason === 'table of contents')).toHaveLength(5);
  });

  it('joins a paragraph that runs over the end of a page', async () => {
    const reading = await readPdf(
      makePdf([
        [...textPage(FIRST.slice(0, 1)), { text: '1', x: 290, y: 30 }],
        [...textPage(FIRST.slice(1, 3)), { text: '2', x: 290, y: 30 }],
      ]),
    );
    expect(texts(reading)).toEqual([FIRST.slice(0, 3).join(' ')]);
  });

  it('reads columns in their order', async () => {
    const column = (x: number, lines: readonly string[]) =>
      lines.map((text, i) => ({ text, x, y: 700 - 14 * i }));
    const reading = await readPdf(
      makePdf([
        [
          ...column(60, [
            'The left column is read',
            'before the right one and',
            'goes on until the foot of',
          ]),
          ...column(320, ['the right one, where this', 'paragraph ends.']),
        ],
      ]),
    );
    expect(texts(reading)).toEqual([
      'The left column is read before the right one and goes on until the foot of the right one, where this paragraph ends.',
    ]);
  });

  it.each([
    ['encrypted', makePdf([textPage(FIRST)], { encrypted: true }), /encrypted with a password/],
    ['damaged', makePdf([textPage(FIRST)]).subarray(0, 300), /damaged/],
    ['not a PDF', Buffer.from('%PDF-1.7\nnothing else'), /damaged/],
    ['scanned', makePdf([[], []]), /no text, only pictures/],
  ])('refuses one that is %s', async (_, bytes, reason) => {
    const refusal = await refusalOf(readArticleFile(bytes, 'report.pdf'));
    expect(refusal.key).toBe('notIndexed');
    expect(inEnglish(refusal)).toMatch(reason);
  });
});

describe('joinLines', () => {
  const words = knownWords(['The well-known engineers', 'a co-operative; cooperative twice']);
  it.each([
    ['the engi-', 'neers', 'the engineers'],
    ['the well-', 'known man', 'the well-known man'],
    ['a co-', 'operative', 'a cooperative'],
    ['two-', 'and three-masted', 'two- and three-masted'],
    ['in Anglo-', 'Saxon times', 'in Anglo-Saxon times'],
    ['from 1990-', '2000', 'from 1990-2000'],
    ['a soft\u00ad', 'ened word', 'a softened word'],
    ['so it was—', 'they said', 'so it was—they said'],
    ['a dash —', 'they said', 'a dash — they said'],
    ['plain', 'words', 'plain words'],
  ])('%s / %s', (before, after, joined) => {
    expect(joinLines(before, after, words)).toBe(joined);
  });
});
