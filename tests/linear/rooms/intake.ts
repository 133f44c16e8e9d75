/** The exports of `src/intake`, and how each is driven. */
import { draftBlocksOf } from '../../../src/articles/block-text.ts';
import type { DraftContent } from '../../../src/articles/draft.ts';
import { guardUrl } from '../../../src/intake/address-guard.ts';
import { notAdded, readCandidate, writePlain } from '../../../src/intake/candidate.ts';
import {
  type Choices,
  chosenBlocks,
  NO_CHOICES,
  numberedRows,
} from '../../../src/intake/choices.ts';
import { work as chosen } from '../../../src/intake/chosen-work.ts';
import { contentKind, isAcceptedType, mediaType } from '../../../src/intake/content-kind.ts';
import { CORRECTABLE, checkCorrections, knownLanguage } from '../../../src/intake/corrections.ts';
import { describePreview } from '../../../src/intake/describe-preview.ts';
import { work as describeWork } from '../../../src/intake/describe-work.ts';
import { pageName, submissionOf } from '../../../src/intake/fetched-page.ts';
import { freeName } from '../../../src/intake/file-names.ts';
import { messageBlocks } from '../../../src/intake/message-blocks.ts';
import { type OutlineRow, outlineRows } from '../../../src/intake/outline.ts';
import { allRows, openOutline, outlineOf, writeOutline } from '../../../src/intake/outline-file.ts';
import { isRandomId } from '../../../src/intake/random-id.ts';
import { work } from '../../../src/intake/submission-work.ts';
import { traitsOf } from '../../../src/intake/traits.ts';
import { writeBlocks } from '../../../src/intake/write-blocks.ts';
import { html, inline, paragraphLine, tableCell } from '../../../src/intake/write-inline.ts';
import { writeList } from '../../../src/intake/write-list.ts';
import { writeFrontMatter, writeMarkdown } from '../../../src/intake/write-markdown.ts';
import { statement } from '../../../src/refusals.ts';
import { because, type Drive, orRefused, orRejected, type Room, text } from '../listed.ts';
import { articleOf, pieces, say, titled } from '../made.ts';

/** A block of each kind that holds a text. */
const CONTENTS: readonly ((text: string) => DraftContent)[] = [
  (text) => ({ kind: 'paragraph', text }),
  (text) => ({ kind: 'code', text, language: text.slice(0, 40) }),
  (text) => ({ kind: 'table', caption: text, headerRows: 0, rows: [[{ text }]] }),
  (text) => ({ kind: 'quotation', lines: [text], speaker: text }),
  (text) => ({ kind: 'definition', terms: [text], lines: [text] }),
];

/** What a submission says it is. */
const KINDS = ['a.md', 'a.txt', 'a.html'];

/** An address with the text in its path: as one name, or as many folders. */
const addressOf = (given: string) =>
  `https://example.org/${encodeURI(Buffer.from(given).toString())}`;
const deep = (given: string) => addressOf(pieces(given).join('/'));

/** A page that is the text, under an address made of it. */
const fetched = (given: string) => ({
  ...{ bytes: Buffer.from(given, 'utf8'), url: deep(given), contentType: `text/plain; ${given}` },
});

/** An article's blocks, and as many lines that were left out of it. */
const partsOf = (texts: readonly string[]) => {
  const blocks = draftBlocksOf(articleOf(texts));
  const reason = statement('pullQuote', { line: 1 });
  const dropped = texts.map((each, i) => ({ line: i + 1, text: each, reason }));
  return { parts: [{ title: 'A title', blocks }], dropped };
};

/** With rows of one text, or of many, and every choice about them. */
const outlined = (call: (rows: OutlineRow[], choices: Choices) => unknown): Drive[] =>
  [(given: string) => [given], pieces].map((make) => (given) => {
    const { parts, dropped } = partsOf(make(given));
    const rows = outlineRows(parts, dropped);
    const numbers = rows.map((_, i) => i + 1);
    const isRead = (number: number) => rows[number - 1]?.reason === null;
    const left = numbers.filter(isRead);
    const taken = numbers.filter((number) => !isRead(number));
    return () => call(rows, { ...NO_CHOICES, left, taken });
  });

const ORIGIN = { fetched: null, claimedUrl: null, claimedPublisher: null };

const headOf = (rows: readonly OutlineRow[]) => {
  const articles = [articleOf(['One.'])];
  const reading = { file: 'a.md', sha256: '', articles, dropped: [], warnings: [] };
  return outlineOf(reading, rows, ORIGIN).head;
};
const fileOf = (rows: readonly OutlineRow[]) => writeOutline(headOf(rows), rows);

const described = (rows: readonly OutlineRow[], choices: Choices) => ({
  ...{ fileName: 'a.md', head: headOf(rows), metadata: articleOf(['One.']) },
  rows: numberedRows(rows, choices),
});

const toChoose = (texts: readonly string[], left: readonly number[]) => ({
  outline: fileOf(outlineRows(partsOf(texts).parts, [])),
  choices: { ...NO_CHOICES, left },
  content: Buffer.from(texts.join('\n\n'), 'utf8'),
  fileName: 'a.md',
});

const correctionsOf = (given: string) =>
  Object.fromEntries(CORRECTABLE.map((field) => [field, given]));

export const INTAKE: Room = {
  'src/intake/address-guard.ts': {
    guardUrl: orRefused((given) => guardUrl(given, [])),
    guardedLookup: because('a name that guardUrl let through'),
  },
  'src/intake/candidate.ts': {
    notAdded: text((given) => notAdded(given, statement('empty'))),
    writePlain: (given) => {
      const article = articleOf(pieces(given));
      return () => writePlain(article, draftBlocksOf(article));
    },
    readCandidate: KINDS.map(
      (name): Drive =>
        (given) => {
          const submission = { bytes: Buffer.from(given, 'utf8'), name };
          return orRejected(() => readCandidate(submission, new Set()))('');
        },
    ),
  },
  'src/intake/choices.ts': {
    chosenBlocks: outlined((rows, choices) => chosenBlocks(rows, choices)),
    correctedMetadata: because('six values, bounded before'),
    isChosen: because('numbers'),
    numberedRows: outlined((rows, choices) => numberedRows(rows, choices)),
    rowOf: because('one row, whose text is handed on'),
    turnedRows: because('numbers'),
    withCorrections: because('six values, bounded before'),
    withRows: because('numbers'),
  },
  'src/intake/choosing.ts': because(
    'it keeps what was chosen, and hands texts to where they are read',
  ),
  'src/intake/chosen-work.ts': {
    work: [
      (given) => {
        const input = toChoose(pieces(given), [1]);
        return orRejected(() => chosen(input))('');
      },
      (given) => {
        const input = toChoose([given, 'One.'], []);
        const corrections = { title: 'Another' };
        const choices = { ...input.choices, corrections };
        return orRejected(() => chosen({ ...input, choices }))('');
      },
    ],
  },
  'src/intake/content-kind.ts': {
    contentKind: [
      (given) => {
        const bytes = Buffer.from(given, 'utf8');
        return () => contentKind(bytes, { name: 'a.html' });
      },
      text((given) => contentKind(Buffer.from('A text.'), { name: given, contentType: given })),
    ],
    isAcceptedType: text(isAcceptedType),
    mediaType: text(mediaType),
  },
  'src/intake/corrections.ts': {
    checkCorrections: text((given) => checkCorrections(correctionsOf(given))),
    knownLanguage: text(knownLanguage),
  },
  'src/intake/describe-preview.ts': {
    describeFacts: because('values that were bounded before'),
    describePreview: outlined((rows, choices) => describePreview(say, described(rows, choices))),
    describeRows: because('describePreview calls it'),
    originLines: because('addresses and a name, bounded before'),
  },
  'src/intake/describe-work.ts': {
    work: (given) => {
      const input = { ...toChoose(pieces(given), [1]), locale: 'ru' };
      return orRejected(() => describeWork(input))('');
    },
  },
  'src/intake/disk-places.ts': because('paths of our own'),
  'src/intake/fetch-article.ts': because('bytes, which are read as every submission is'),
  'src/intake/fetched-page.ts': {
    pageName: [text((given) => pageName(addressOf(given))), text((given) => pageName(deep(given)))],
    submissionOf: (given) => {
      const page = fetched(given);
      return orRefused(() => submissionOf(page))('');
    },
  },
  'src/intake/file-names.ts': { freeName: text((given) => freeName(given, '.md', new Set())) },
  'src/intake/guarded-fetch.ts': because('bytes, and addresses, which guardUrl bounds'),
  'src/intake/http-get.ts': because('bytes as they come, and headers, which Node bounds to 16 kB'),
  'src/intake/intake.ts': because('it wires'),
  'src/intake/known-articles.ts': {
    knowArticles: because('hashes that traitsOf made: what is the same is found in maps'),
  },
  'src/intake/limits.ts': {},
  'src/intake/mend.ts': because('files, by paths of our own'),
  'src/intake/message-blocks.ts': {
    messageBlocks: text((given) => messageBlocks(given, { users: {}, channels: {} })),
  },
  'src/intake/originals.ts': because('ids, and files of our own'),
  'src/intake/outline-file.ts': {
    allRows: because('openOutline drives it'),
    openOutline: outlined((rows) => {
      const opened = openOutline(fileOf(rows));
      return opened && allRows(opened);
    }),
    outlineOf: because('writeOutline drives it'),
    writeOutline: outlined((rows) => fileOf(rows)),
  },
  'src/intake/outline.ts': {
    outlineRows: [
      (given) => {
        const { parts, dropped } = partsOf(pieces(given));
        return () => outlineRows(parts, dropped);
      },
      (given) => {
        const { parts, dropped } = partsOf(pieces(given));
        return () => outlineRows(parts, dropped, given);
      },
      (given) => {
        const { parts, dropped } = partsOf([given]);
        return () => outlineRows(parts, dropped, `<p>${pieces(given).join('<p>')}`);
      },
    ],
    rowText: because('outlineRows calls it'),
  },
  'src/intake/places.ts': {},
  'src/intake/postgres-places.ts': because('it wires'),
  'src/intake/preview.ts': because(
    'it finds rows that were written before; renderStaged and renderLines drive it',
  ),
  'src/intake/random-id.ts': {
    isRandomId: text(isRandomId),
    randomId: because('it takes nothing'),
  },
  'src/intake/read-submission.ts': because('it hands bytes to where they are read'),
  'src/intake/remove-article.ts': because('it moves files'),
  'src/intake/removed.ts': because('it moves files; names and notes of our own, read by zod'),
  'src/intake/restore-removed.ts': because('it moves files'),
  'src/intake/sender.ts': because('an id of Discord'),
  'src/intake/stage.ts': because('it keeps what readCandidate made'),
  'src/intake/submission-work.ts': {
    work: [
      (given) => {
        const sent = { bytes: Buffer.from(given, 'utf8'), name: 'a.txt' };
        return orRejected(() => work({ sent, taken: [] }))('');
      },
      (given) => {
        const sent = fetched(given);
        return orRejected(() => work({ sent, taken: pieces(given) }))('');
      },
    ],
  },
  'src/intake/traits.ts': {
    traitsOf: [
      (given) => {
        const article = { ...articleOf([given]), url: `https://example.org/${given}` };
        return () => traitsOf(article);
      },
      (given) => {
        const article = articleOf(pieces(given));
        return () => traitsOf(article);
      },
    ],
  },
  'src/intake/waiting.ts': because('names that the system lists: random ids, or of no use'),
  'src/intake/write-blocks.ts': {
    writeBlocks: [...CONTENTS].map(
      (content): Drive =>
        (given) => {
          const blocks = [given, ...pieces(given)].map((each) => ({ ...content(each), line: 1 }));
          return () => writeBlocks(blocks, 'T');
        },
    ),
  },
  'src/intake/write-inline.ts': {
    inline: text(inline),
    paragraphLine: text(paragraphLine),
    tableCell: text(tableCell),
    html: text(html),
  },
  'src/intake/write-list.ts': {
    writeList: (given) => {
      const items = [given, ...pieces(given)].map((each, i) => ({
        ...{ text: each, depth: i % 3 },
        marker: i % 2 === 0 ? `${i}.` : each.slice(0, 40),
      }));
      return () => writeList({ kind: 'list', leadIn: null, items });
    },
  },
  'src/intake/write-markdown.ts': {
    writeFrontMatter: (given) => {
      const article = titled(given);
      return () => writeFrontMatter(article);
    },
    writeMarkdown: (given) => {
      const article = articleOf(pieces(given));
      const blocks = [given, ...pieces(given)].map(
        (each) => ({ kind: 'heading', text: each, line: 1 }) as const,
      );
      return () => writeMarkdown(article, blocks);
    },
  },
};
