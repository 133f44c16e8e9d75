/** The exports of `src/citations`, and how each is driven. */
import {
  findCitationId,
  isArticleId,
  isCitationId,
  parseCitationId,
  splitHalves,
} from '../../../src/citations/citation-id.ts';
import { copyForms } from '../../../src/citations/copy-forms.ts';
import { excerptFrom, makeExcerpt, quotable, sliceOf } from '../../../src/citations/excerpt.ts';
import { parseArticleRef, parseExcerptRef } from '../../../src/citations/excerpt-ref.ts';
import { excerptAt, quoteAt } from '../../../src/citations/look-up.ts';
import { articleId, citationId } from '../../../src/citations/make-citation-id.ts';
import { messageLinkOf } from '../../../src/citations/message-link.ts';
import { piecesOf } from '../../../src/citations/pieces.ts';
import { plainQuote } from '../../../src/citations/plain-quote.ts';
import { highlightText, markedIn } from '../../../src/citations/quote.ts';
import { cutPlaces } from '../../../src/citations/quote-cuts.ts';
import { layOutQuote } from '../../../src/citations/quote-layout.ts';
import { shownContext } from '../../../src/citations/shown-context.ts';
import { byColumn, firstColumn } from '../../../src/citations/table-columns.ts';
import { isTakenOut, wordPairs } from '../../../src/citations/taken-out.ts';
import { excerptUrl, quoteUrl } from '../../../src/citations/text-fragment.ts';
import { traceCitation } from '../../../src/citations/trace.ts';
import { widen } from '../../../src/citations/widen.ts';
import { copiedMarkdown } from '../../../src/discord/copied-markdown.ts';
import { escapeTitle, oneLine } from '../../../src/discord/escape.ts';
import { because, type Drive, type Room, text } from '../listed.ts';
import { all, articleOf, excerptOf, passagesOf, pieces, say, spans } from '../made.ts';
import { withArticles, withExcerpts } from '../made-blocks.ts';

const writer = {
  ...{ oneLine, label: escapeTitle },
  quote: copiedMarkdown,
};

/** With an article of one paragraph, and its excerpt. */
const quoted =
  (call: (of: ReturnType<typeof made>) => unknown): Drive =>
  (given) => {
    const one = made(given);
    return () => call(one);
  };

function made(given: string) {
  const article = articleOf([given]);
  const excerpt = excerptOf(article, spans(given));
  const source = { excerpt: async () => excerpt, article: async () => article };
  const place = { citationId: excerpt.citation.id, ...all(given) };
  return { article, excerpt, source, place };
}

export const CITATIONS: Room = {
  'src/citations/citation-id.ts': {
    findCitationId: text(findCitationId),
    isArticleId: text(isArticleId),
    isCitationId: text(isCitationId),
    joinHalves: because('two halves that were checked before'),
    parseCitationId: text(parseCitationId),
    splitHalves: text(splitHalves),
  },
  'src/citations/copy-forms.ts': {
    copyForms: quoted(({ excerpt }) => copyForms(say, excerpt, writer)),
  },
  'src/citations/excerpt-ref.ts': {
    formatArticleRef: because('ids'),
    formatExcerptRef: because('ids and a number'),
    parseArticleRef: text(parseArticleRef),
    parseExcerptRef: text(parseExcerptRef),
  },
  'src/citations/excerpt.ts': {
    excerptFrom: (given) => {
      const article = articleOf([given]);
      const [passage] = passagesOf(article, () => [all(given)]);
      const own = passage && quotable({ article, passage });
      return () => own && excerptFrom(own, 0, 1);
    },
    quotable: because('driven as `makeExcerpt`, which is this and `excerptFrom`'),
    makeExcerpt: (given) => {
      const article = articleOf([given]);
      const [passage] = passagesOf(article, () => [all(given)]);
      return () => passage && makeExcerpt({ article, passage }, 0, 1);
    },
    sliceOf: quoted(({ article, place }) => sliceOf(article, place)),
  },
  'src/citations/former-passages.ts': {
    FormerPassages: because('lines of our own file, each read by zod; bounded by KEPT'),
    formerPassage: because('lines of our own file, read once; bounded by KEPT'),
    hasWords: because('it looks at no text'),
  },
  'src/citations/look-up.ts': {
    excerptAt: quoted(({ source, place }) => excerptAt(source, place)),
    excerptOf: because('it asks its source, and looks at no text'),
    quoteAt: quoted(({ source, place }) => quoteAt(source, place)),
    quoteOf: because('it asks its source, then `widen`'),
  },
  'src/citations/make-citation-id.ts': {
    articleId: text((given) => articleId(given, 2)),
    citationId: text((given) => citationId('aaaaaa', given)),
  },
  'src/citations/message-link.ts': {
    messageLinkOf: text((given) => messageLinkOf(given)),
    messageUrl: because('ids'),
  },
  'src/citations/paragraph-label.ts': { paragraphLabel: because('two numbers') },
  'src/citations/pieces.ts': {
    piecesOf: [
      ...withArticles(({ article }) => piecesOf(article, all(article.text))),
      ...withArticles(({ article, spans }) => spans.map((span) => piecesOf(article, span))),
    ],
  },
  'src/citations/plain-quote.ts': {
    itemLine: because('an item of what is laid out, which `plainQuote` drives'),
    plainQuote: withExcerpts((excerpt) => plainQuote(excerpt)),
  },
  'src/citations/quote-cuts.ts': {
    cutPlaces: [
      ...withExcerpts((excerpt) => cutPlaces(excerpt)),
      quoted(({ excerpt }) => cutPlaces(excerpt)),
    ],
  },
  'src/citations/quote-layout.ts': {
    layOutQuote: withExcerpts((excerpt) => layOutQuote(excerpt, { marked: excerpt.highlight })),
    write: because('it hands on to a writer'),
  },
  'src/citations/shown-context.ts': {
    aroundQuote: because('it looks at offsets'),
    shownContext: withExcerpts((excerpt) => shownContext(excerpt)),
  },
  'src/citations/table-columns.ts': {
    byColumn: withExcerpts((excerpt) =>
      layOutQuote(excerpt).map((part) =>
        part.kind === 'table' ? part.rows.map(({ cells }) => byColumn(cells, () => 'x')) : null,
      ),
    ),
    firstColumn: withExcerpts((excerpt) =>
      layOutQuote(excerpt).map((part) => part.kind === 'table' && firstColumn(part.rows)),
    ),
  },
  'src/citations/quote.ts': {
    highlightText: quoted(({ excerpt }) => highlightText(excerpt)),
    inText: because('two spans'),
    markedIn: withExcerpts((excerpt) => markedIn(excerpt)),
    paragraphsOf: because('it looks at numbers'),
    refOf: because('it looks at an id and a number'),
  },
  'src/citations/taken-out.ts': {
    isTakenOut: [
      text((given) => isTakenOut(given, new Set())),
      text((given) => isTakenOut(given, new Set(['. a', 'a .', '. .']))),
    ],
    wordPairs: text((given) => wordPairs(given, { isOver: () => false, next: async () => {} })),
  },
  'src/citations/refs.ts': {
    articleRefOf: because('ids'),
    exactly: because('a key'),
    inCollection: because('a key'),
    isSameCollection: because('two keys'),
    isSamePassage: because('ids'),
  },
  'src/citations/text-fragment.ts': {
    excerptUrl: [
      quoted(({ excerpt }) => excerptUrl(excerpt, () => true)),
      ...withExcerpts((excerpt) =>
        excerptUrl({ ...excerpt, highlight: all(excerpt.text) }, () => true),
      ),
    ],
    quoteUrl: [
      text((given) => quoteUrl('https://example.org/#a', given, () => true)),
      text((given) => quoteUrl(`https://${given}`, 'Some words', () => true)),
    ],
  },
  'src/citations/trace.ts': {
    traceCitation: text((given) =>
      traceCitation(given, {
        ...{ current: () => null, byWords: () => null, article: () => null, former: () => null },
      }),
    ),
  },
  'src/citations/widen.ts': {
    widen: [
      quoted(({ article, excerpt }) => widen(article, excerpt, 2)),
      (given) => {
        const article = articleOf(pieces(given));
        const excerpt = excerptOf(article);
        return () => widen(article, excerpt, 99);
      },
      ...withExcerpts((excerpt, { article, spans }) => {
        const { start, end } = spans[spans.length >> 1] ?? excerpt;
        const part = { ...excerpt, start, end, text: article.text.slice(start, end) };
        return [1, 5, 99].map((steps) => widen(article, part, steps));
      }),
    ],
  },
};
