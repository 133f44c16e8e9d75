/** The exports of `src/reader-page`, and how each is driven. */
import type { Article, Excerpt } from '../../../src/model.ts';
import { around, articlePage, pagesOf } from '../../../src/reader-page/article-parts.ts';
import { blockNow } from '../../../src/reader-page/block-now.ts';
import { clientAddress } from '../../../src/reader-page/client-address.ts';
import { changedDocument, passageDocument } from '../../../src/reader-page/document.ts';
import type { PagedCollection } from '../../../src/reader-page/page-access.ts';
import { type PageAddress, parsePageAddress } from '../../../src/reader-page/page-address.ts';
import { drawSpan } from '../../../src/reader-page/quote-html.ts';
import { because, type Drive, type Room, text } from '../listed.ts';
import { all, articleOf, excerptOf, pieces, titled } from '../made.ts';
import { withArticles, withExcerpts } from '../made-blocks.ts';

const IDS = because('ids');
const WIRES = because('it wires, and looks at no text');

const OPTIONS = { publicUrl: 'https://quotes.example', hasCards: true };
const ADDRESS: PageAddress = {
  ...{ view: 'passage', collection: '', id: 'k3m9ta-x7q2vd', sentence: 0 },
};

function found(article: Article, excerpt: Excerpt) {
  const collection = { title: article.title, key: '', page: 'articles' } as PagedCollection;
  return { collection, article, excerpt, history: null, messageGoneAt: null, isMoved: true };
}

/** With an article of one paragraph, of many, and with long names. */
const articles = (call: (article: Article) => unknown): Drive[] =>
  [(given: string) => articleOf([given]), (given: string) => articleOf(pieces(given)), titled].map(
    (make) => (given) => {
      const article = make(given);
      return () => call(article);
    },
  );

/** The same with a passage of it. */
const passages = (call: (article: Article, excerpt: Excerpt) => unknown): Drive[] => [
  ...articles((article) => call(article, excerptOf(article))),
  ...withExcerpts((excerpt, { article }) => call(article, excerpt)),
];

export const READER_PAGE: Room = {
  'src/reader-page/article-parts.ts': {
    around: passages(around),
    articlePage: passages((article, excerpt) => articlePage(article, excerpt, null)),
    pagesOf: [...articles(pagesOf), ...withArticles(({ article }) => pagesOf(article))],
  },
  'src/reader-page/block-now.ts': {
    blockNow: articles((article) => blockNow(article, { text: article.text, paragraph: 1 })),
  },
  'src/reader-page/client-address.ts': {
    clientAddress: [
      text((forwardedFor) => clientAddress({ peer: '::1', forwardedFor }, 1)),
      text((peer) => clientAddress({ peer, forwardedFor: undefined }, 0)),
    ],
  },
  'src/reader-page/document.ts': {
    changedDocument: articles((article) => {
      const former = { text: article.text, title: article.title, paragraph: 1 };
      const changed = { ...former, id: ADDRESS.id, goneAt: 0 };
      const shown = { ...found(article, excerptOf(article)), former: changed, now: null };
      return changedDocument({ kind: 'changed', ...shown }, OPTIONS, ADDRESS);
    }),
    lineDocument: because('sentences of our own'),
    passageDocument: passages((article, excerpt) => {
      const part = around(article, excerpt);
      return passageDocument({ kind: 'passage', part, ...found(article, excerpt) }, OPTIONS);
    }),
  },
  'src/reader-page/find-page.ts': {
    findPage: because('it asks the library, whose functions are driven where they are'),
  },
  'src/reader-page/page-access.ts': IDS,
  'src/reader-page/page-address.ts': {
    formatPageAddress: IDS,
    parsePageAddress: text(parsePageAddress),
    passageAddress: IDS,
    refOfAddress: IDS,
  },
  'src/reader-page/page-app.ts': because('requests, which Node reads and bounds'),
  'src/reader-page/page-result.ts': {},
  'src/reader-page/quote-html.ts': {
    drawSpan: [
      ...articles((article) => {
        const whole = all(article.text);
        return drawSpan(article, whole, { marked: whole, table: 'Table' });
      }),
      ...withArticles(({ article }) =>
        drawSpan(article, all(article.text), { marked: null, table: 'Table' }),
      ),
    ],
  },
  'src/reader-page/rate.ts': because('addresses and times'),
  'src/reader-page/reader-page.ts': WIRES,
  'src/reader-page/style.ts': {},
};
