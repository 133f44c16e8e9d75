/** The exports of what reads pages in `src/articles`, and how each is driven. */
import { readHtml } from '../../../src/articles/html.ts';
import type { Flow, HtmlBlock } from '../../../src/articles/html-block.ts';
import { fragmentBlocks, pageBlocks } from '../../../src/articles/html-blocks.ts';
import { codeBlocks } from '../../../src/articles/html-code.ts';
import { definitionBlocks, isLayoutTerms } from '../../../src/articles/html-definitions.ts';
import { readHtmlFile } from '../../../src/articles/html-file.ts';
import { leftOutReason } from '../../../src/articles/html-furniture.ts';
import { builtInfobox } from '../../../src/articles/html-infobox.ts';
import { isLayoutList, listBlocks } from '../../../src/articles/html-list.ts';
import { outsideReasons } from '../../../src/articles/html-main.ts';
import { isPaywalled, pageMetadata } from '../../../src/articles/html-metadata.ts';
import { flatLine, kindOf, partsOf } from '../../../src/articles/html-parts.ts';
import {
  quotationBlocks,
  signatureOf,
  withSignatures,
} from '../../../src/articles/html-quotation.ts';
import { readTable, withTitles } from '../../../src/articles/html-table.ts';
import { isReadWithPanels, isTabPanel, tabOf } from '../../../src/articles/html-tabs.ts';
import {
  elementsBelow,
  type HtmlElement,
  holds,
  namesOf,
  nodesBelow,
  parsePage,
  rawText,
} from '../../../src/articles/html-tree.ts';
import { because, bounded, type Drive, orRejected, type Room, text } from '../listed.ts';
import { pieces } from '../made.ts';

/** A text of more units is read without Readability: MAX_TEXT_NODE. */
const READABLE = 10_001;

/** As text of a page, and as the markup that it may hold. */
const inside = (
  before: string,
  after: string,
  tag: string,
  call: (element: HtmlElement) => unknown,
): readonly Drive[] =>
  [
    (given: string) => pieces(given).map(escaped).join(`${after}${before}`),
    (given: string) => given,
  ].map((content) => (given) => {
    const document = parsePage(`<body>${before}${content(given)}${after}</body>`);
    const [element] = document === null ? [] : elementsBelow(document, tag);
    return () => element !== undefined && call(element);
  });

function escaped(given: string): string {
  return given.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const page = (call: (body: HtmlElement) => unknown) => inside('<p>', '</p>', 'body', call);

const flow: Flow = { isQuoteIndented: false, blocksOf: () => [] };

const named = (given: string) => inside(`<p class="${escaped(given)}">`, '', 'p', leftOutReason)[0];

const blocksIn = (given: string): HtmlBlock[] =>
  pieces(given).map((line) => ({ kind: 'paragraph', text: line, line: 1, source: null }));

/** A row of tabs with a panel for each piece; what is asked of every panel and of the row. */
const tabs =
  (call: (all: readonly HtmlElement[]) => unknown): Drive =>
  (given) => {
    const each = pieces(given).map(escaped);
    const labels = each.map((piece) => `<b role=tab>${piece}</b>`).join('');
    const panels = each.map((piece) => `<div role=tabpanel hidden>${piece}</div>`).join('');
    const document = parsePage(`<body><div><p role=tablist>${labels}</p>${panels}</div>`);
    const all = document === null ? [] : elementsBelow(document, 'p', 'div');
    return () => call(all);
  };

const small = 'what calls it looks at the node alone';

export const HTML: Room = {
  'src/articles/html-block.ts': {
    blockOf: because('it looks at no text'),
    leftBlocks: because('it looks at no text'),
  },
  'src/articles/html-blocks.ts': {
    fragmentBlocks: [
      text(fragmentBlocks),
      text((given) => fragmentBlocks(`<table><tr><td>${pieces(given).join('<td>')}</table>`)),
      text((given) => fragmentBlocks(`<ul><li>${pieces(given).join('<li>')}</ul>`)),
      text((given) => fragmentBlocks(`<dl><dt>${pieces(given).join('<dd>')}</dl>`)),
    ],
    pageBlocks: page(pageBlocks),
  },
  'src/articles/html-code.ts': { codeBlocks: inside('<pre>', '\n</pre>', 'pre', codeBlocks) },
  'src/articles/html-definitions.ts': {
    definitionBlocks: inside('<dl><dt>a<dd>', '', 'dl', (list) => definitionBlocks(list, flow)),
    isLayoutTerms: inside('<dl><dt>a<dd>', '', 'dl', isLayoutTerms),
  },
  'src/articles/html-file.ts': {
    readHtmlFile: bounded(READABLE, (given) => {
      const content = Buffer.from(given, 'utf8');
      return orRejected(async () => readHtmlFile(content, 'a.html'))('');
    }),
  },
  'src/articles/html-furniture.ts': {
    isBuiltInfobox: because(small),
    leftOutReason: [(given) => named(given)?.('') ?? (() => null), ...page(leftOutReason)],
  },
  'src/articles/html-infobox.ts': {
    builtInfobox: inside(
      '<aside class=portable-infobox><div class=pi-data><h3 class=pi-data-label>a</h3><div class=pi-data-value>',
      '</div></div></aside>',
      'aside',
      builtInfobox,
    ),
  },
  'src/articles/html-list.ts': {
    isLayoutList: inside('<ul><li>', '', 'ul', isLayoutList),
    listBlocks: inside('<ul><li>', '', 'ul', (list) => listBlocks(list, flow)),
  },
  'src/articles/html-main.ts': {
    // Up to these units Readability takes time with the square of a text (MAX_TEXT_NODE).
    outsideReasons: page((body) => outsideReasons(body, null, pageBlocks(body))).map((drive) =>
      bounded(READABLE, drive),
    ),
  },
  'src/articles/html-metadata.ts': {
    isPaywalled: text((given) => {
      const document = parsePage(`<script type="application/ld+json">${given}</script>`);
      return document && isPaywalled(document);
    }),
    pageMetadata: [
      `<meta name=author content="`,
      `<!-- saved from url=(0001)`,
      `<script type="application/ld+json">`,
      '<title>',
      '<h1>',
      '<p class=byline>',
    ].map((before) =>
      text((given) => {
        const document = parsePage(`${before}${escaped(given).replaceAll('"', '')}`);
        return document && pageMetadata(document);
      }),
    ),
  },
  'src/articles/html-parts.ts': {
    flatLine: page((body) => flatLine(body.childNodes)),
    kindOf: [
      (given) => inside(`<p class="${escaped(given)}">`, '', 'p', kindOf)[0]?.('') ?? Boolean,
    ],
    partsOf: page((body) => partsOf(body.childNodes)),
  },
  'src/articles/html-quotation.ts': {
    quotationBlocks: inside('<blockquote><p>', '', 'blockquote', (quote) =>
      quotationBlocks(quote, flow),
    ),
    signatureOf: [text(signatureOf), text((given) => signatureOf(`— ${given.slice(0, 150)}`))],
    withSignatures: (given) => {
      const blocks = blocksIn(given);
      return () => withSignatures(blocks);
    },
  },
  'src/articles/html-tabs.ts': {
    isReadWithPanels: tabs((all) => all.map(isReadWithPanels)),
    isTabPanel: tabs((all) => all.map(isTabPanel)),
    tabOf: tabs((all) => all.map(tabOf)),
  },
  'src/articles/html-table.ts': {
    withTitles: (given) => {
      const blocks = blocksIn(given);
      return () => withTitles(blocks);
    },
    readTable: inside('<table><tr><th>a<th>b<tr><td>', '', 'table', (table) => readTable(table)),
  },
  'src/articles/html-tree.ts': {
    attribute: because(small),
    childElements: because(small),
    elementsBelow: page((body) => elementsBelow(body, 'p')),
    holds: page((body) => holds(body, new Set(['q']))),
    isElement: because(small),
    isText: because(small),
    lineOf: because(small),
    namesOf: [
      (given) => inside(`<p class="${escaped(given)}">`, '', 'p', namesOf)[0]?.('') ?? Boolean,
    ],
    nodesBelow: page((body) => [...nodesBelow(body)]),
    parsePage: text(parsePage),
    rawText: page((body) => rawText(body)),
  },
  'src/articles/html.ts': {
    readHtml: [
      bounded(READABLE, text(orNothing)),
      text((given) => orNothing(`<html><body><p>${given}</p></body></html>`)),
      text((given) => orNothing(`<html><head><title>${given}</title></head><body><p>A text.`)),
      text((given) => orNothing(`<p>${pieces(given).join('</p>\n<p>')}</p>`)),
    ],
  },
};

/** A page of frames is refused. */
function orNothing(given: string): unknown {
  try {
    return readHtml(given);
  } catch {
    return null;
  }
}
