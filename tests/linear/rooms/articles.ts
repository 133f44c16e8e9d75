/** The exports of `src/articles`, and how each is driven. */
import { opensSentence, sentenceGoesOn } from '../../../src/articles/abbreviations.ts';
import { markApart } from '../../../src/articles/apart.ts';
import { draftBlocksOf, layOut, textOf } from '../../../src/articles/block-text.ts';
import { buildArticle } from '../../../src/articles/build-article.ts';
import { captionsOf } from '../../../src/articles/captions.ts';
import { decodeAs, detectCharset, toUtf8 } from '../../../src/articles/charset.ts';
import { chromeOf, endsSentence, isRule } from '../../../src/articles/chrome.ts';
import { isCollectionMark } from '../../../src/articles/collection-mark.ts';
import { cellsAbove, columnHeaders, contextOf, groupOf } from '../../../src/articles/context.ts';
import {
  authorIn,
  byline,
  creditLine,
  dateOnly,
  labelLine,
  mailHeader,
} from '../../../src/articles/credits.ts';
import { cutBlock, dataRows, isGroupRow } from '../../../src/articles/cut-block.ts';
import { dateLine, findDate, parseDate } from '../../../src/articles/dates.ts';
import { decodeExactly, decodeText } from '../../../src/articles/decode.ts';
import { describeReading } from '../../../src/articles/describe-reading.ts';
import { noMetadata } from '../../../src/articles/draft.ts';
import { partArticles } from '../../../src/articles/dump-articles.ts';
import { isProse, isRunningText, judgeLines } from '../../../src/articles/dump-lines.ts';
import { withLists } from '../../../src/articles/dump-lists.ts';
import { duplicateTexts, duplicateTitles } from '../../../src/articles/duplicates.ts';
import { isInside } from '../../../src/articles/folder.ts';
import { formatOf, isArticleName, maxBytesOf, savedAs } from '../../../src/articles/formats.ts';
import { formerIds, idsBeside } from '../../../src/articles/former-ids.ts';
import {
  httpUrl,
  languageTag,
  readLabel,
  splitFrontMatter,
} from '../../../src/articles/front-matter.ts';
import { leadsIn, withLeadIns } from '../../../src/articles/lead-in.ts';
import { toLines } from '../../../src/articles/lines.ts';
import { listAround } from '../../../src/articles/list-around.ts';
import { cutPassages } from '../../../src/articles/passages.ts';
import { foldPlainLines } from '../../../src/articles/plain-lines.ts';
import { readPlainText } from '../../../src/articles/plain-text.ts';
import {
  dropRepetitions,
  findRepetitions,
  isPulledHeading,
} from '../../../src/articles/pull-quotes.ts';
import {
  readArticleFile,
  readWith,
  readWithBlocks,
} from '../../../src/articles/read-article-file.ts';
import { rowInWords } from '../../../src/articles/row-in-words.ts';
import { sentenceBefore } from '../../../src/articles/sentence-before.ts';
import { splitSentences } from '../../../src/articles/sentences.ts';
import {
  firstFrom,
  lastUpTo,
  spansAcross,
  spansFrom,
  spansWithin,
} from '../../../src/articles/spans.ts';
import { readMarkdownFile, readTextFile } from '../../../src/articles/text-files.ts';
import { comparisonKey, removeInvisible, tidyLine } from '../../../src/articles/tidy.ts';
import { withoutBlanks } from '../../../src/articles/without-blanks.ts';
import { isTooDeep } from '../../../src/articles/yaml-depth.ts';
import type { Run } from '../cpu.ts';
import { because, type Drive, orRejected, type Room, text } from '../listed.ts';
import { all, articleOf, judged, linesOf, passagesOf, pieces, spans } from '../made.ts';
import { articleOfBlock, withArticles, withBlocks, withTables } from '../made-blocks.ts';
import { DOCUMENTS } from './documents.ts';
import { HTML } from './html.ts';
import { MARKDOWN } from './markdown.ts';

const bytes = (given: string) => Buffer.from(given, 'utf8');

/** A reader of bytes. */
const file =
  (read: (given: Uint8Array, name: string) => unknown, name: string): Drive =>
  (given) => {
    const content = bytes(given);
    return orRejected(async () => read(content, name))('');
  };

const paragraph = (line: string) => ({ kind: 'paragraph', text: line, line: 1 }) as const;

const readingOf = (given: string) => ({
  ...{ file: 'a.md', sha256: '', articles: [articleOf(pieces(given))] },
  dropped: pieces(given).map((line) => ({
    ...paragraph(line),
    reason: { key: 'rule', facts: {} },
  })),
  warnings: [],
});

const piecesOf = (lines: readonly string[]) =>
  lines.map((line, i) => ({ text: line, aside: i % 2 === 1, lead: i < 2 }));

const countTokens = async (texts: string[]) => texts.map(({ length }) => Math.ceil(length / 4));

const cut =
  (paragraphs: (given: string) => readonly string[]): Drive =>
  (given): Run => {
    const article = articleOf(paragraphs(given));
    return () => cutPassages(article, { window: 256, countTokens });
  };

export const ARTICLES: Room = {
  'src/articles/abbreviations.ts': {
    opensSentence: text((given) => opensSentence(given, 'en')),
    sentenceGoesOn: text((given) => sentenceGoesOn(given.slice(0, 12), given, false, 'en')),
  },
  'src/articles/apart.ts': {
    markApart: [
      (given) => {
        const blocks = [given, ...pieces(given)].map(paragraph);
        return () => markApart(blocks, given);
      },
      ...withBlocks((block) => markApart([paragraph('It is so.'), block], 'A title')),
    ],
  },
  'src/articles/article-format.ts': {},
  'src/articles/bar-words.ts': {},
  'src/articles/block-text.ts': {
    draftBlocksOf: withArticles(({ article }) => draftBlocksOf(article)),
    layOut: withBlocks((block) => {
      if (block.kind === 'heading') return null;
      return layOut(block, { start: 0, number: 1, section: null });
    }),
    textOf: withBlocks(textOf),
  },
  'src/articles/build-article.ts': {
    buildArticle: [
      (given) => {
        const draft = { metadata: noMetadata(), blocks: [given, ...pieces(given)].map(paragraph) };
        return () => buildArticle(draft, given, 1);
      },
      ...withBlocks(articleOfBlock),
    ],
  },
  'src/articles/captions.ts': {
    captionsOf: withArticles(({ article, block }) => captionsOf(article, block.number)),
  },
  'src/articles/charset.ts': {
    decodeAs: (given) => {
      const content = bytes(given);
      return () => decodeAs(content, 'windows-1252');
    },
    detectCharset: (given) => {
      const content = bytes(given);
      return () => detectCharset(content, given.slice(0, 1_000));
    },
    toUtf8: (given) => {
      const content = bytes(given);
      return () => [toUtf8(content, null), toUtf8(content, `text/html; charset=${given}`)];
    },
  },
  'src/articles/chrome-words.ts': {},
  'src/articles/chrome.ts': {
    chromeOf: [text(chromeOf), (given) => () => pieces(given).map(chromeOf)],
    endsSentence: text(endsSentence),
    isRule: text(isRule),
  },
  'src/articles/context.ts': {
    cellsAbove: withTables(({ block }) => block.rows.map((_, row) => cellsAbove(block, row))),
    columnHeaders: withTables(({ article, block }) => columnHeaders(article, block)),
    contextOf: withArticles(({ article, block, spans }) =>
      spans.map((span) => contextOf(article, block.number, span)),
    ),
    groupOf: withTables(({ block }) => block.rows.map((_, row) => groupOf(block, row))),
  },
  'src/articles/credits.ts': {
    authorIn: text(authorIn),
    byline: [text(byline), text((given) => byline(`By ${given.slice(0, 130)}`))],
    creditLine: [text(creditLine), text((given) => creditLine(`Source: ${given.slice(0, 250)}`))],
    dateOnly: text(dateOnly),
    labelLine: text(labelLine),
    mailHeader: [text(mailHeader), text((given) => mailHeader(`From: ${given.slice(0, 250)}`))],
  },
  'src/articles/cut-block.ts': {
    cutBlock: [
      ...withArticles(({ article, block }) => cutBlock(article, block)),
      (given) => {
        const article = articleOf([given]);
        return () => article.blocks.map((block) => cutBlock(article, block));
      },
    ],
    dataRows: withTables(({ block }) => dataRows(block)),
    isGroupRow: withTables(({ block }) => block.rows.map(isGroupRow)),
  },
  'src/articles/dates.ts': {
    dateLine: text(dateLine),
    findDate: text(findDate),
    parseDate: text(parseDate),
  },
  'src/articles/decode.ts': {
    decodeExactly: file(decodeExactly, ''),
    decodeText: file(decodeText, ''),
    sizeProblem: because('a number is all it is told'),
  },
  'src/articles/describe-reading.ts': {
    describeReading: (given) => {
      const reading = readingOf(given) as unknown as Parameters<typeof describeReading>[0];
      return () => describeReading(reading, ({ key }) => key);
    },
  },
  'src/articles/draft.ts': {
    fillMetadata: because('it moves values and looks at none'),
    isBody: because('it looks at the kind'),
    noMetadata: because('it takes nothing'),
  },
  'src/articles/dump-articles.ts': {
    partArticles: [
      (given) => {
        const lines = judged(given);
        return () => partArticles(lines);
      },
      (given) => {
        const lines = judged(pieces(given).join('\n'));
        return () => partArticles(lines);
      },
    ],
  },
  'src/articles/dump-lines.ts': {
    isProse: text((given) => isProse({ text: given, heading: false })),
    isRunningText: (given) => {
      const [line] = judged(given);
      return () => isRunningText(line);
    },
    judgeLines: [
      (given) => {
        const lines = linesOf(given);
        return () => judgeLines(lines);
      },
      (given) => {
        const lines = linesOf(pieces(given).join('\n'));
        return () => judgeLines(lines);
      },
    ],
  },
  'src/articles/dump-lists.ts': {
    withLists: (given) => {
      const lines = linesOf(
        pieces(given)
          .map((piece, i) => `${i}. ${piece}`)
          .join('\n'),
      ).map((line, i) => ({
        ...line,
        item: { mark: `${i}.`, isNumber: true, indent: (i % 9) * 4 },
      }));
      const blocks = lines.map(({ text: words }) => paragraph(words));
      return () => withLists(lines, blocks);
    },
  },
  'src/articles/duplicates.ts': {
    duplicateTexts: (given) => {
      const articles = pieces(given).map((title) => ({ ...articleOf([title]), title }));
      return () => duplicateTexts(articles);
    },
    duplicateTitles: (given) => {
      const articles = pieces(given).map((title) => ({ ...articleOf([title]), title }));
      return () => duplicateTitles(articles);
    },
  },
  'src/articles/folder.ts': {
    isInside: text((given) => isInside('/articles', given)),
    listArticleFiles: because('names of files, which the file system bounds'),
    readArticlesFolder: because('each file goes through readArticleFile'),
    readListedFile: because('the file goes through readArticleFile'),
    realFolder: because('a path of our own'),
  },
  'src/articles/formats.ts': {
    formatOf: text(formatOf),
    maxBytesOf: text(maxBytesOf),
    savedAs: text(savedAs),
    isArticleName: text(isArticleName),
  },
  'src/articles/git-ignore.ts': because(
    'files of the operator, and names, which the file system bounds',
  ),
  'src/articles/linked-folders.ts': because('names of files, which the file system bounds'),
  'src/articles/former-ids.ts': {
    formerIds: withArticles(({ article, block, spans }) =>
      spans.map((span) => formerIds(article, block, { ...span, sentences: [span] })),
    ),
    idsBeside: (given) => {
      const article = articleOf(pieces(given));
      const passages = passagesOf(article, (paragraph) => [all(paragraph)]);
      const blocks = article.blocks.map((block) => ({ ...block, isApart: true as const }));
      return () => idsBeside({ ...article, blocks }, passages);
    },
  },
  'src/articles/collection-mark.ts': {
    isCollectionMark: text(isCollectionMark),
    isInInnerCollection: because('a path, whose parts are asked of the system one by one'),
  },
  'src/articles/yaml-depth.ts': { isTooDeep: text(isTooDeep) },
  'src/articles/front-matter.ts': {
    httpUrl: text(httpUrl),
    languageTag: text(languageTag),
    readLabel: text((given) => readLabel('title', given, noMetadata())),
    splitFrontMatter: text(splitFrontMatter),
  },
  ...DOCUMENTS,
  ...HTML,
  ...MARKDOWN,
  'src/articles/lead-in.ts': {
    leadsIn: text(leadsIn),
    withLeadIns: (given) => {
      const blocks = pieces(given).map((piece) => paragraph(`${piece}:`));
      return () => withLeadIns(blocks);
    },
  },
  'src/articles/lines.ts': {
    toLines: [text(toLines), text((given) => toLines(pieces(given).join('\n')))],
  },
  'src/articles/list-around.ts': {
    listAround: (given) => {
      const article = articleOf(['These:', ...pieces(given)]);
      return () => listAround(article, 1);
    },
  },
  'src/articles/passages.ts': {
    cutPassages: [
      cut((given) => [given]),
      cut(pieces),
      ...withArticles(({ article }) => cutPassages(article, { window: 256, countTokens })),
    ],
  },
  'src/articles/plain-file.ts': because('paths, and what the system says of them'),
  'src/articles/plain-lines.ts': {
    foldPlainLines: text((given) => {
      const { text: folded, unfold } = foldPlainLines(given);
      return unfold(folded);
    }),
  },
  'src/articles/plain-text.ts': {
    readPlainText: [
      text((given) => readPlainText(given, 1, 20_000)),
      text((given) => readPlainText(pieces(given).join('\n\n'), 1, 20_000)),
    ],
  },
  'src/articles/pull-quotes.ts': {
    dropRepetitions: (given) => {
      const blocks = pieces(given).map(paragraph);
      return () => dropRepetitions(blocks, []);
    },
    findRepetitions: [
      (given) => {
        const lines = piecesOf(pieces(given));
        return () => findRepetitions(lines);
      },
      // One long piece that every short one may be pulled out of.
      (given) => {
        const lines = piecesOf([given, ...pieces(given)]);
        return () => findRepetitions(lines);
      },
    ],
    isPulledHeading: text(isPulledHeading),
  },
  'src/articles/read-article-file.ts': {
    readArticleFile: (given) => {
      const content = bytes(given);
      return orRejected(() => readArticleFile(content, 'a.md'))('');
    },
    readWith: file((content, name) => readWith(readTextFile, content, name), 'a.txt'),
    readWithBlocks: (given) => {
      const content = new TextEncoder().encode(given);
      return orRejected(() => readWithBlocks(content, 'a.md'))('');
    },
  },
  'src/articles/row-in-words.ts': {
    rowInWords: withTables(({ article, block, spans }) =>
      spans.map((span) => rowInWords(article, block, span)),
    ),
  },
  'src/articles/sentence-before.ts': {
    sentenceBefore: [
      (given) => {
        const article = articleOf([given, 'It is this.']);
        const [, passage] = passagesOf(article);
        return () => passage && sentenceBefore(article, passage);
      },
      (given) => {
        const article = articleOf(['The dam holds.', `It ${given}`]);
        const passage = passagesOf(article, spans).at(-1);
        return () => passage && sentenceBefore(article, passage);
      },
    ],
  },
  'src/articles/sentences.ts': {
    splitSentences: [
      text((given) => splitSentences(given, null)),
      text((given) => splitSentences(given, 'de')),
    ],
  },
  'src/articles/spans.ts': {
    firstFrom: (given) => {
      const all = spans(given);
      return () => all.map(({ start }) => firstFrom(all, start));
    },
    lastUpTo: (given) => {
      const all = spans(given);
      return () => all.map(({ end }) => lastUpTo(all, end));
    },
    spansAcross: (given) => {
      const all = spans(given);
      return () => all.map((span) => spansAcross(all, span));
    },
    spansFrom: (given) => {
      const all = spans(given);
      return () => all.map((span) => spansFrom(all, span));
    },
    spansWithin: (given) => {
      const all = spans(given);
      return () => all.map((span) => spansWithin(all, span));
    },
  },
  'src/articles/text-files.ts': {
    readMarkdownFile: file(readMarkdownFile, 'a.md'),
    readTextFile: file(readTextFile, 'a.txt'),
  },
  'src/articles/tidy.ts': {
    comparisonKey: text(comparisonKey),
    removeInvisible: text(removeInvisible),
    tidyLine: text(tidyLine),
  },
  'src/articles/without-blanks.ts': {
    withoutBlanks: withBlocks((block) => withoutBlanks([block])),
  },
  'src/articles/unreadable.ts': {
    Unreadable: because('it carries a reason, which is none'),
    whyUnreadable: because('it reads a code of the system, not a text'),
  },
};
