/** An article with a block of every kind, and excerpts of it, made by the real parts. */
import { buildArticle } from '../../src/articles/build-article.ts';
import { type DraftContent, noMetadata } from '../../src/articles/draft.ts';
import { cutPassages } from '../../src/articles/passages.ts';
import { makeExcerpt } from '../../src/citations/excerpt.ts';
import type { Article, Excerpt, Passage } from '../../src/model.ts';

/** A block as tests write it: which line it stands in matters to none of them. */
export type Content = DraftContent;

const cell = (text: string, more = {}) => ({ text, ...more });
const head = (text: string, more = {}) => cell(text, { isHeader: true, ...more });
const item = (text: string, depth = 0, marker: string | null = null) => ({ text, depth, marker });

/** Plans with a header, one cell empty. */
export const PLANS: Content = {
  kind: 'table',
  caption: 'Prices from May 2025',
  headerRows: 1,
  rows: [
    [head('Plan'), head('Price'), head('Data'), head('Roaming')],
    [head('Aster'), cell('9.99 €'), cell('10 GB'), cell('no')],
    [head('Birch'), cell('14.99 €'), cell('25 GB'), cell('yes')],
    [head('Cedar'), cell('24.99 €'), cell(''), cell('yes')],
  ],
};

/** Nobody heads anything. */
export const BARE: Content = {
  kind: 'table',
  caption: null,
  headerRows: 0,
  rows: [
    [cell('Monday'), cell('9 to 17')],
    [cell('Sunday'), cell('closed')],
  ],
};

/** Two rows of headers, a group row, and a cell that reaches over two rows. */
export const TIMES: Content = {
  kind: 'table',
  caption: null,
  headerRows: 2,
  rows: [
    [head('Line', { rows: 2 }), head('Weekdays', { columns: 2 })],
    [head('first'), head('last')],
    [cell('North', { columns: 3 })],
    [cell('N1', { rows: 2 }), cell('5:10'), cell('23:40')],
    [cell('6:00'), cell('22:15')],
  ],
};

export const CODE: Content = {
  kind: 'code',
  language: 'sh',
  text: 'curl -fsS https://example.org/install.sh | sh\n\nfootnote index\n  footnote ask "why"',
};

export const PACKING: Content = {
  kind: 'list',
  leadIn: 'Bring for the weekend:',
  items: [
    item('A tent for two.'),
    item('A stove. Gas is sold at the camp.'),
    item('Clothes for the rain'),
    item('a coat', 1),
    item('boots', 1),
  ],
};

export const STEPS: Content = {
  kind: 'list',
  leadIn: null,
  items: [
    item('Boil a litre of water.', 0, '1.'),
    item('Add the leaves.', 0, '2.'),
    item('Wait for four minutes.', 0, '3.'),
  ],
};

export const SPOKEN: Content = {
  kind: 'quotation',
  lines: ['The lake is deeper than we thought.', 'We measured 95 metres.'],
  speaker: 'Ada Hale, hydrologist',
};

export const TERM: Content = {
  kind: 'definition',
  terms: ['White-box monitoring'],
  lines: ['Monitoring based on what the system says of itself. It needs its insides.'],
};

/** An article of blocks in order. */
export function articleOf(blocks: readonly Content[], title = 'Of every kind'): Article {
  const metadata = { ...noMetadata(), title, url: 'https://example.org/kinds', language: 'en' };
  const drafts = blocks.map((block, i) => ({ ...block, line: i + 1 }));
  return buildArticle({ metadata, blocks: drafts }, 'kinds.md', 1);
}

/** The article with a block of each kind between paragraphs. */
export function everyKind(): Article {
  return articleOf([
    { kind: 'paragraph', text: 'This is the guide of the camp. It is kept by its guests.' },
    { kind: 'heading', text: 'Plans', depth: 2 },
    PLANS,
    { kind: 'heading', text: 'Hours', depth: 2 },
    BARE,
    TIMES,
    { kind: 'heading', text: 'Set up', depth: 2 },
    CODE,
    { kind: 'heading', text: 'Packing', depth: 2 },
    PACKING,
    STEPS,
    { kind: 'heading', text: 'Voices', depth: 2 },
    SPOKEN,
    TERM,
    { kind: 'caption', text: 'Camp in May, seen from the hill' },
    { kind: 'paragraph', text: 'That is all there is to know. Come and see.' },
  ]);
}

/** Passages as the library cuts them, by the letters in them. */
export function passagesOf(article: Article, window = 512): Promise<Passage[]> {
  const countTokens = async (texts: string[]) => texts.map(({ length }) => Math.ceil(length / 4));
  return cutPassages(article, { window, countTokens });
}

/** The excerpt of the passage that holds some words, and the sentence with them highlighted. */
export async function excerptWith(
  article: Article,
  words: string,
  window?: number,
): Promise<Excerpt> {
  const passages = await passagesOf(article, window);
  const at = article.text.indexOf(words);
  const passage = passages.find(({ start, end }) => start <= at && at < end);
  if (!passage || at === -1) throw new RangeError(`No passage has ${words}`);
  const sentence = passage.sentences.findIndex(({ start, end }) => start <= at && at < end);
  return makeExcerpt({ article, passage }, sentence, 1);
}
