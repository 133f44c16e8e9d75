import { expect, it } from 'vitest';
import { noArticleLeft } from '../../src/library/no-article.ts';
import type { ArticleSummary } from '../../src/model.ts';

const article = (id: string, publisher: string, published: string | null, collection?: string) =>
  ({ id, publisher, published, ...(collection && { collection }) }) as ArticleSummary;
const ARTICLES = [
  article('a', 'Times', '2020-01-01'),
  article('b', 'Times', '2022-05-05'),
  article('c', 'Herald', '2024-09-09'),
  article('d', 'Herald', null),
  article('a', 'Times', '2010-02-02', 'c1'),
];

it.each([
  [{}, null],
  [{ since: '2024' }, null],
  [{ since: '2025-01-01' }, { before: '2024-09-09', after: null }],
  [
    { since: '2025-01-01', publisher: 'TIMES' },
    { before: '2022-05-05', after: null },
  ],
  [{ until: '2009-12-31' }, { before: null, after: '2010-02-02' }],
  [
    { until: '2009-12-31', publisher: 'herald' },
    { before: null, after: '2024-09-09' },
  ],
  [
    { since: '2023-01-01', until: '2023-12-31' },
    { before: '2022-05-05', after: '2024-09-09' },
  ],
  [
    { articleId: 'd', since: '2000-01-01' },
    { before: null, after: null },
  ],
  [
    { articleId: 'a', collection: 'c1', since: '2015-01-01' },
    { before: '2010-02-02', after: null },
  ],
  [
    { articleId: 'a', collection: '', since: '2021-01-01' },
    { before: '2020-01-01', after: null },
  ],
])('tells the nearest dates where %o leaves no article', (filter, dates) => {
  expect(noArticleLeft(filter, ARTICLES)).toEqual(dates);
});
