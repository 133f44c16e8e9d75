import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { draftBlocksOf, textOf } from '../../src/articles/block-text.ts';
import { readArticleFile } from '../../src/articles/read-article-file.ts';
import type { Article, FileReading } from '../../src/model.ts';
import { projectRoot } from '../../src/project-root.ts';
import { refusedWords } from '../support/refusals.ts';

const FOLDER = join(projectRoot(), 'tests', 'fixtures', 'formats');

const read = async (file: string, bytes: Uint8Array = readFileSync(join(FOLDER, file))) =>
  readArticleFile(bytes, file);

function only({ articles }: FileReading): Article {
  expect(articles).toHaveLength(1);
  return articles[0] as Article;
}

/** Each block by its kind and text; headings by their text alone. */
function outline(article: Article): string[] {
  return draftBlocksOf(article).map((block) => `${block.kind}: ${textOf(block)}`);
}

const left = ({ dropped }: FileReading) =>
  dropped.map(({ reason, text }) => `${reason.key}: ${text}`);

const HARBOUR = [
  'paragraph: The harbour opens at six and closes when the last ferry has left. Whoever arrives later finds the gate locked and rings the bell beside it.',
  'heading: Before you sail',
  'list: Bring for the weekend:\na warm sleeping bag\ntwo torches with spare batteries\none of them red\nthe key to the boathouse',
  'list: Do it in this order:\nUntie the stern line.\nStart the engine.\nUntie the bow line.',
  'quotation: Nobody who left in a hurry ever left early.\nSten Varga, harbour master',
  'heading: Prices',
  'table: Prices of the harbour network\nPlan | Price | Data | Roaming\nAster | 9.99 € | 10 GB | no\nBirch | 19 € | 40 GB | yes',
  'paragraph: Ask at the office if none of these fits you.',
  'paragraph: The office is open on weekdays only.',
  'heading: Setting up the gauge',
  'paragraph: Run these two commands on the machine beside the gauge:',
  'code: curl -O https://gauge.example/install.sh\nsh install.sh --port 8080\n\ngauge start',
  'definition: Ebb\nThe time in which the water falls.',
  'definition: Flood\nThe time in which the water rises, which takes about six hours here.',
  'paragraph: The gauge reports the level every ten minutes from then on.',
];

describe('one article', () => {
  it.each([
    'harbour.md',
    'harbour.docx',
    'harbour.odt',
    'harbour.epub',
    'harbour.adoc',
    'writer.odt',
    'writer.rtf',
  ])('is the same blocks, title, author and date in %s', async (file) => {
    const article = only(await read(file));
    expect(outline(article)).toEqual(HARBOUR);
    expect(article).toMatchObject({
      title: 'The harbour handbook',
      author: 'Ida Torvel',
      published: '2023-05-14',
    });
    const [table] = draftBlocksOf(article).filter((block) => block.kind === 'table');
    expect(table).toMatchObject({ headerRows: 1 });
    const [things, steps] = draftBlocksOf(article).filter((block) => block.kind === 'list');
    expect(things?.items.map(({ depth }) => depth)).toEqual([0, 0, 1, 0]);
    expect(things?.items.map(({ marker }) => marker)).toEqual([null, null, null, null]);
    expect(steps?.items.map(({ marker }) => marker)).toEqual(['1.', '2.', '3.']);
  });

  it('has all that its format says of it in files that say less', async () => {
    const rest = HARBOUR.filter((line) => !line.startsWith('paragraph: The office'));
    // Its writer puts no mark at a quotation's end that reStructuredText does not know, and LibreOffice no caption.
    expect(outline(only(await read('harbour.rst')))).toEqual(HARBOUR);
    const docx = outline(only(await read('writer.docx')));
    expect(docx.filter((line) => !/^(?:table|paragraph: Prices)/.test(line))).toEqual(
      HARBOUR.filter((line) => !line.startsWith('table')),
    );
    expect(docx).toContain(
      'table: Plan | Price | Data | Roaming\nAster | 9.99 € | 10 GB | no\nBirch | 19 € | 40 GB | yes',
    );
    const plain = outline(only(await read('harbour.rtf')));
    expect(plain).toEqual(
      expect.arrayContaining(rest.filter((line) => /^(?:heading|list|code)/.test(line))),
    );
    expect(plain).toContain(
      'table: Plan | Price | Data | Roaming\nAster | 9.99 € | 10 GB | no\nBirch | 19 € | 40 GB | yes',
    );
  });

  it('is read from a PDF by its structure where it has one', async () => {
    const reading = await read('print.pdf');
    const article = only(reading);
    const whole = HARBOUR.filter((line) => !/^definition|The office/.test(line));
    expect(outline(article)).toEqual(expect.arrayContaining(whole));
    expect(article).toMatchObject({
      title: 'The harbour handbook',
      published: null,
      url: 'http://harbour.example:8998/harbour.html',
      language: 'en',
    });
    expect(reading.warnings.map(({ facts }) => 'warning' in facts && facts.warning.key)).toEqual([
      'datedByPrint',
    ]);
    expect(left(reading).filter((line) => line.startsWith('running'))).toHaveLength(4);
    expect(article.text).not.toMatch(/harbour\.example|1\/2|AM/);
    const tagged = outline(only(await read('writer-tagged.pdf')));
    const marked = whole.filter((line) => /^(?:heading|list|quotation|paragraph)/.test(line));
    expect(tagged).toEqual(expect.arrayContaining(marked));
  });

  it('is read from a PDF without one by what is plain to see', async () => {
    const article = only(await read('writer.pdf'));
    const seen = HARBOUR.filter((line) =>
      /^(?:heading|list|code|paragraph)(?!.*gauge reports)/.test(line),
    );
    expect(outline(article)).toEqual(expect.arrayContaining(seen));
    expect(outline(article)).toContain(
      'table: Plan | Price | Data | Roaming\nAster | 9.99 € | 10 GB | no\nBirch | 19 € | 40 GB | yes',
    );
  });
});

describe('a PDF in two columns', () => {
  it('is read column by column, with ligatures as letters and parted words whole', async () => {
    const [first, second, third] = outline(only(await read('columns.pdf')));
    expect(first).toBe(
      'paragraph: The first office of the harbour stood on the north pier, where the flood of 1921 took it away with all its papers, and nobody has found a trace of them since then.',
    );
    expect(second).toContain(
      'The new building was finished four years later. Its architect had seen the harbour',
    );
    expect(third).toContain('The well-known clock on its tower was a gift of the fishermen,');
  });
});

describe('what is not for readers', () => {
  const TABLE =
    'table: Route | Fare\n | Adult | Child\nNorth island | 12 € | 6 €\n20 € return | 10 € return';

  it.each(['review.docx', 'review.odt'])('is left out of %s with a reason', async (file) => {
    const reading = await read(file);
    const article = only(reading);
    expect(outline(article)).toEqual([
      'heading: Animals on board',
      'paragraph: Dogs travel for half the price and stay on the lower deck.',
      'heading: Fares',
      TABLE,
      'paragraph: Tickets are sold on the pier until the gangway is raised.',
    ]);
    expect(left(reading)).toEqual(
      expect.arrayContaining([
        'trackedDeletion: Dogs travel free of charge.',
        'hiddenText: The staff discount is forty percent.',
        'reviewComment: Is this agreed with the captain?',
      ]),
    );
    const [table] = draftBlocksOf(article).filter((block) => block.kind === 'table');
    expect(table?.headerRows).toBe(2);
    expect(table?.rows[0]?.[1]).toMatchObject({ text: 'Fare', columns: 2 });
    expect(table?.rows[2]?.[0]).toMatchObject({ text: 'North island', rows: 2 });
    expect(article).toMatchObject({
      title: 'Ferry rules',
      author: 'Nora Lind',
      published: '2022-03-01',
    });
  });
});

describe('tables in files of their own', () => {
  const table = async (text: string, file: string) =>
    draftBlocksOf(only(await read(file, Buffer.from(text))))[0];

  it.each([
    ['commas', 'Plan,Price,Note\nAster,"9,99 €","no ""roaming"""\nBirch,19 €,\n', 'plans.csv'],
    ['semicolons', 'Plan;Price;Note\nAster;9,99 €;"no ""roaming"""\nBirch;19 €;\n', 'plans.csv'],
    ['tabs', 'Plan\tPrice\tNote\nAster\t9,99 €\t"no ""roaming"""\nBirch\t19 €\t\n', 'plans.tsv'],
    [
      'a mark and other line ends',
      '\ufeffPlan,Price,Note\r\nAster,"9,99 €","no ""roaming"""\r\nBirch,19 €,\r\n',
      'plans.csv',
    ],
  ])('are read with %s', async (_, text, file) => {
    expect(await table(text, file)).toMatchObject({
      kind: 'table',
      headerRows: 1,
      rows: [
        [{ text: 'Plan' }, { text: 'Price' }, { text: 'Note' }],
        [{ text: 'Aster' }, { text: '9,99 €' }, { text: 'no "roaming"' }],
        [{ text: 'Birch' }, { text: '19 €' }, { text: '' }],
      ],
    });
  });

  it('have no header where the first row is like the others', async () => {
    expect(await table('2021,12\n2022,14\n2023,9\n', 'a.csv')).toMatchObject({ headerRows: 0 });
  });

  it('are refused where they are a database', async () => {
    const rows = Buffer.from(`a,b\n${'1,2\n'.repeat(20_001)}`);
    expect(await refusedWords(read('a.csv', rows))).toContain('more than 20000 rows');
  });
});

describe('AsciiDoc', () => {
  it('reads boxes, quotations, callouts and verses; nothing is included', async () => {
    const source = [
      '= Rules of the pier',
      'Ann Bell',
      '2024-03-05',
      ':lang: en',
      '',
      'include::/etc/passwd[]',
      '',
      'NOTE: Mind the gap between the pier and the boat.',
      '',
      '[quote, Nora Lind, The log]',
      '____',
      'The sea gives nothing back.',
      '____',
      '',
      '[source,sh]',
      '----',
      'gauge start <1>',
      '----',
      '<1> It starts at once.',
      '',
      'image::pier.png[The pier in winter]',
      '',
      '// a comment of the author',
      'The end of the rules is here.',
    ].join('\n');
    const reading = await read('pier.adoc', Buffer.from(source));
    const article = only(reading);
    expect(outline(article)).toEqual([
      'paragraph: Mind the gap between the pier and the boat.',
      'quotation: The sea gives nothing back.\nNora Lind, The log',
      'code: gauge start',
      'list: It starts at once.',
      'paragraph: The end of the rules is here.',
    ]);
    expect(article).toMatchObject({
      title: 'Rules of the pier',
      author: 'Ann Bell',
      published: '2024-03-05',
    });
    expect(left(reading)).toEqual(
      expect.arrayContaining([
        'includedFile: /etc/passwd',
        'noteLabel: Note',
        'image: The pier in winter',
      ]),
    );
  });

  it('lets no attributes grow out of each other', async () => {
    const names = Array.from({ length: 30 }, (_, i) => i);
    const bomb = names.map((i) => `:a${i}: ${i === 0 ? 'x'.repeat(10) : `{a${i - 1}}`.repeat(10)}`);
    const text = only(
      await read('a.adoc', Buffer.from(`${bomb.join('\n')}\n\n{a29}\n\nThe end.\n`)),
    ).text;
    expect(text.length).toBeLessThan(10_000);
  });
});

describe('reStructuredText', () => {
  it('reads what Sphinx documents are made of', async () => {
    const source = `
Gauges
======

:Author: Ann Bell
:Date: 2024-03-05

.. |now| replace:: this very moment
.. a comment

See the *level* of :ref:\`the gauge <gauge>\` at |now| with \`\`gauge read\`\` [1]_.

.. _gauge:

Reading
-------

Do this::

    gauge read \\
      --all

.. warning:: The gauge is wet.

   Dry it first, with the cloth.

.. list-table:: Levels
   :header-rows: 1

   * - Place
     - Level
   * - Pier
     - 3 m

+-------+--------+
| Month | Tides  |
+=======+========+
| May   | 62     |
+-------+--------+
| June  | 60     |
+-------+--------+

=====  =====
Input  Output
=====  =====
a      b
c      d
=====  =====

Mark this word of hers:

  The sea is never late.

  -- Nora Lind

-o FILE  Writes the levels to a file.

.. toctree::

   install
   usage

.. [1] Only on weekdays, as the harbour master says so.
`;
    const reading = await read('gauges.rst', Buffer.from(source));
    const article = only(reading);
    expect(outline(article)).toEqual([
      'paragraph: See the level of the gauge at this very moment with gauge read.',
      'paragraph: Only on weekdays, as the harbour master says so.',
      'heading: Reading',
      'paragraph: Do this:',
      'code: gauge read \\\n  --all',
      'paragraph: The gauge is wet.',
      'paragraph: Dry it first, with the cloth.',
      'table: Levels\nPlace | Level\nPier | 3 m',
      'table: Month | Tides\nMay | 62\nJune | 60',
      'table: Input | Output\na | b\nc | d',
      'paragraph: Mark this word of hers:',
      'quotation: The sea is never late.\nNora Lind',
      'definition: -o FILE\nWrites the levels to a file.',
    ]);
    expect(article).toMatchObject({ title: 'Gauges', author: 'Ann Bell', published: '2024-03-05' });
    expect(left(reading)).toEqual(
      expect.arrayContaining([
        'sourceComment: a comment',
        'noteLabel: warning',
        'includedFile: install',
      ]),
    );
  });
});

describe('RTF', () => {
  it('reads code pages, other letters, hidden and deleted text', async () => {
    const source = String.raw`{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 Arial;}{\f1\fcharset0 Arial;}}{\info{\title \'cf\'ee\'f0\'f2}{\author Ann Bell}}
{\pard\f0 \'cf\'f0\'e8\'f1\'f2\'e0\'ed\'fc \'ee\'f2\'ea\'f0\'fb\'f2\'e0.\par}
{\pard\f1 The caf\'e9 is \u8220?open\u8221?{\v and secret}{\deleted and gone} today.\par}
{\*\unknown nothing to read}{\pict\pngblip 89504e47}{\header Harbour company\par}
{\pard\intbl Plan\cell Price\cell\row}{\pard\intbl Aster\cell 9 \'80\cell\row}{\pard\intbl Birch\cell 19 \'80\cell\row}
{\pard The last line of it.\par}}`;
    const reading = await read('a.rtf', Buffer.from(source, 'latin1'));
    const article = only(reading);
    expect(article).toMatchObject({ title: 'Порт', author: 'Ann Bell' });
    expect(outline(article).filter((line) => !line.startsWith('table'))).toEqual([
      'paragraph: Пристань открыта.',
      'paragraph: The café is “open” today.',
      'paragraph: The last line of it.',
    ]);
    expect(outline(article).find((line) => line.startsWith('table'))).toContain(
      'Plan | Price\nAster | 9',
    );
    expect(left(reading)).toEqual(
      expect.arrayContaining([
        'hiddenText: and secret',
        'trackedDeletion: and gone',
        'pageHeader: Harbour company',
      ]),
    );
  });
});
