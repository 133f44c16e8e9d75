/** Files as real programs and sites make them are read as a careful person would read them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileReading } from '../../src/model.ts';
import { readArticleFile } from '../support/read-article.ts';
import { compared, factsOf, type Golden, leftOutOf, linesOf, parseGolden } from './golden.ts';

const CORPUS = join(import.meta.dirname, '../fixtures/corpus');

function goldenOf(name: string): Golden {
  return parseGolden(readFileSync(join(CORPUS, 'readings', `${name}.txt`), 'utf8'));
}

function filesIn(folder: string): string[] {
  return readdirSync(join(CORPUS, 'articles', folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

function read(file: string): Promise<FileReading> {
  return readArticleFile(readFileSync(join(CORPUS, 'articles', file)), file);
}

function expectReading(reading: FileReading, golden: Golden): void {
  expect(reading.articles).toHaveLength(1);
  const [article] = reading.articles;
  if (article === undefined) throw new Error('nothing was read');
  const { actual, expected } = compared(linesOf(article), golden.lines);
  expect(actual).toEqual(expected);
  expect(factsOf(reading)).toEqual(golden.facts);
  const leftOut = leftOutOf(reading);
  for (const piece of golden.leftOut) {
    expect(leftOut).toContain(piece);
    expect(article.text).not.toContain(piece);
  }
}

/** What a file cannot be read as, since what it is read with does not say it. */
const NOT_YET: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  // mammoth tells that a list is numbered, and not that its numbers are letters.
  'statutes.docx': [
    ['a. keep', '1. keep'],
    ['b. compost', '2. compost'],
    ['c. burn', '3. burn'],
  ],
};

describe('a file as it is found', () => {
  const files = filesIn('.');

  it('is one of many, most of them made by programs', () => {
    expect(files.length + filesIn('lido').length).toBeGreaterThanOrEqual(40);
    const made = readFileSync(join(CORPUS, 'make.sh'), 'utf8');
    expect(files.filter((file) => made.includes(`$to/${file}`)).length).toBeGreaterThanOrEqual(16);
  });

  it.each(files)('%s is read as written down by hand', async (file) => {
    const golden = goldenOf(file);
    const known = NOT_YET[file] ?? [];
    const lines = golden.lines.map((line) =>
      known.reduce((so, [wanted, found]) => so.replace(wanted, found), line),
    );
    expectReading(await read(file), { ...golden, lines });
  });
});

/** Lines that stand in a format in the place of those of the golden reading. */
type Instead = readonly (readonly [wanted: readonly string[], found: readonly string[]])[];

/** What a format, or the program that made the file, does not say. */
interface Forced {
  readonly facts?: readonly string[];
  readonly instead: Instead;
}

const TITLE = 'title: The lido at Marrow Quay';
const AUTHOR = 'author: Hanne Ostby';

/** The style of the code has no room for its language. */
const NO_LANGUAGE: Instead = [[['```sh'], ['```']]];

/** Pandoc calls the language by the name its highlighter has for it. */
const BASH: Instead = [[['```sh'], ['```bash']]];

const QUOTE = [
  '> I have swum here for fifty years and never once felt warm.',
  '>-- Edda Quill, oldest member',
];
const TERMS = [
  '? Slack water',
  '= The half hour in which the tide neither comes nor goes.',
  '? Sluice',
  '= The oak gate that keeps the water in at low tide.',
];
const SAID = TERMS.map((line) => line.slice(2));
const [SLACK = '', HALF_HOUR = '', SLUICE = '', GATE = ''] = SAID;
const SPOKEN = 'I have swum here for fifty years and never once felt warm.';

const FORCED: Readonly<Record<string, Forced>> = {
  'lido.md': { instead: [] },
  'lido.adoc': { instead: [] },
  'lido.rst': { instead: [] },
  'lido.html': { instead: BASH },
  'lido.epub': { instead: BASH },
  'lido.docx': { instead: NO_LANGUAGE },
  'lido.odt': { instead: NO_LANGUAGE },
  // Pandoc writes no properties and no styles: terms and quotations are paragraphs, the byline too.
  'lido.rtf': {
    facts: [TITLE],
    instead: [
      ...NO_LANGUAGE,
      [
        ['?? # The lido at Marrow Quay'],
        ['# The lido at Marrow Quay', 'Hanne Ostby', '2024-05-14', '# The lido at Marrow Quay'],
      ],
      [TERMS, [`~ ${SLACK}`, HALF_HOUR, `~ ${SLUICE}`, GATE]],
      [QUOTE, [SPOKEN, '— Edda Quill, oldest member']],
    ],
  },
  // What a PDF has is letters in places: no terms, no quotations, no blank lines in code.
  'lido.pdf': {
    facts: [TITLE, AUTHOR, 'published: 2026-11-26', 'warning: datedByFile'],
    instead: [
      ...NO_LANGUAGE,
      [
        ['lido-report --pool marrow --since yesterday', ''],
        ['lido-report --pool marrow --since yesterday'],
      ],
      [['?? # The lido at Marrow Quay'], ['Hanne Ostby 2024-05-14', '# The lido at Marrow Quay']],
      [TERMS, [`~ ${SLACK}`, HALF_HOUR, `# ${SLUICE}`, GATE]],
      [QUOTE, [SPOKEN, '— Edda Quill, oldest member']],
    ],
  },
  // Plain text has lines: no author, no table, no code, and terms look as headings do.
  'lido.txt': {
    facts: [TITLE],
    instead: [
      [
        [
          '| !Day | !Gate opens | !Last entry | !Lifeguard |',
          '| Monday | 06:00 | 19:30 | no |',
          '| Wednesday | 06:00 | 21:00 | yes |',
          '| Saturday | 08:00 | 18:15 | yes |',
        ],
        [
          '~ Day Gate opens Last entry Lifeguard',
          'Monday 06:00 19:30 no',
          'Wednesday 06:00 21:00 yes',
          'Saturday 08:00 18:15 yes',
        ],
      ],
      [
        [
          '~ The readings are sent to the county with one command:',
          '```sh',
          'lido-report --pool marrow --since yesterday',
          '',
          'lido-report --send county',
          '```',
        ],
        [
          'The readings are sent to the county with one command:',
          'lido-report --pool marrow --since yesterday',
          'lido-report --send county',
        ],
      ],
      [TERMS, [`# ${SLACK}`, HALF_HOUR, `# ${SLUICE}`, GATE]],
      [QUOTE, [SPOKEN, '~ Edda Quill, oldest member']],
    ],
  },
};

/** A golden reading with what a format forces in it; each of the wanted runs of lines must be there. */
function withForced(golden: Golden, { facts = golden.facts, instead }: Forced): Golden {
  const lines = instead.reduce((so: readonly string[], [wanted, found]) => {
    const at = so.findIndex((_, i) => wanted.every((line, j) => so[i + j] === line));
    if (at === -1) throw new Error(`The golden reading has no ${wanted.join('\n')}`);
    return [...so.slice(0, at), ...found, ...so.slice(at + wanted.length)];
  }, golden.lines);
  return { ...golden, facts, lines };
}

describe('one article in ten formats', () => {
  it('is there in all of them', () => {
    expect(filesIn('lido').sort()).toEqual(Object.keys(FORCED).sort());
  });

  it.each(Object.entries(FORCED))('%s gives the same blocks', async (file, forced) => {
    expectReading(await read(`lido/${file}`), withForced(goldenOf('lido'), forced));
  });
});
