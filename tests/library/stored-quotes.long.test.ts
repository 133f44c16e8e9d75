/** Quotes out of PostgreSQL get the verdicts that they get from memory, and the sentences found are the same. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Pool } from '../../src/database/pool.ts';
import { findStored, verifyStored } from '../../src/library/postgres/postgres-quotes.ts';
import type { Queries } from '../../src/library/postgres/queries.ts';
import { quoteCache } from '../../src/library/postgres/quote-cache.ts';
import type { SnapshotParts } from '../../src/library/postgres/quote-snapshot.ts';
import { writeArticles } from '../../src/library/postgres/write-articles.ts';
import { prepareQuotes, writeQuotes } from '../../src/library/postgres/write-quotes.ts';
import type { QuotableArticle, QuoteCorpus } from '../../src/quotes/corpus.ts';
import { SentenceFinder } from '../../src/quotes/sentence-finder.ts';
import { verifyQuote } from '../../src/quotes/verify.ts';
import { articles, corpusOf, quotable } from '../quotes/corpora.ts';
import { CASES, INVENTED, pick } from '../quotes/quote-changes.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { newCollection } from '../support/postgres-library.ts';
import { numbersFrom } from '../support/random.ts';

/** Sentences of which each change is made. */
const SENTENCES = 25;

/** Rows, lists, a speaker and code. */
const KINDS = `# The workshop

| Day | Kiln | Price |
| --- | --- | --- |
| Monday | Large | 12 euros |
| Tuesday | Small | 7 euros |

Bring for the weekend:

- an apron of *thick* cloth
- two brushes, one of them small
  - and a third one

> We fire at night, when power is cheap.
>
> — Ada Kovacs

1. Wedge the clay.
2. Throw it.

\`\`\`sh
npm run kiln -- --night
\`\`\`
`;
const OF_KINDS = [
  ...[
    'Monday | Large | 12 euros',
    'Day: Monday, Kiln: Large',
    'Kiln Small',
    '- an apron of thick cloth',
  ],
  ...['Bring for the weekend: an apron of thick cloth', '1. Wedge the clay. 2. Throw it.'],
  ...['“We fire at night, when power is cheap.” — Ada Kovacs', 'Tuesday | Large | 7 euros'],
  ...[
    'npm run kiln -- --night',
    'two brushes, none of them small',
    '| Tuesday | Small | 9 euros |',
  ],
];

/** Struck, hidden, turned, marked and cut. */
const OF_RULES = [
  'Министр ~~не~~ сказал, что война окончена.',
  'Министр ||не|| сказал, что война окончена.',
  '||Министр не сказал, что война окончена.||',
  'Министр \u202eне\u202c сказал, что война окончена.',
  'Министр не сказал,[1] что война окончена.¹',
  'Министр не сказал [sic], что вой-\nна окончена.',
  'что война окончена',
  'Через три дня, 14',
  'Нет, министр не сказал,[2] что мир окончен.',
];

describePostgres('quotes in PostgreSQL', () => {
  let server: TestServer;
  let pool: Pool;
  let found: QuotableArticle[];
  let corpus: QuoteCorpus;
  let no: number;
  const cache = quoteCache();
  beforeAll(async () => {
    server = await startPostgres();
    pool = testPool(await migratedDatabase(server));
    ({ no } = await newCollection(pool, 'quotes'));
    found = [...(await articles({ shared: true })), await quotable(KINDS, 'workshop.md')];
    const { signal } = new AbortController();
    const half = found.slice(0, found.length >> 1);
    // In several steps, with articles that go and come back.
    for (const [some, gone] of [
      [half, []],
      [found.slice(half.length), []],
      [half.slice(2, 5), half.slice(2, 5)],
    ] as const) {
      const prepared = await prepareQuotes(some, signal);
      await pool.transaction(
        async (connection) => {
          const queries: Queries = {
            query: (text, values) => connection.query(text, values, { withinMs: 60_000 }),
          };
          const ids = gone.map(({ article }) => article.id);
          await writeArticles(queries, no, some, ids);
          await writeQuotes(queries, no, prepared, ids);
        },
        { statementMs: 60_000 },
      );
    }
    const rows = await pool.query<{ article: string }>(
      'select article from quote_articles where collection = $1 order by number',
      [no],
    );
    const byId = new Map(found.map((each) => [each.article.id, each]));
    corpus = await corpusOf(rows.flatMap(({ article }) => byId.get(article) ?? []));
  }, 120_000);
  afterAll(() => server.close());

  function reading<T>(work: (parts: SnapshotParts) => Promise<T>): Promise<T> {
    const options = { isSnapshot: true, isReadOnly: true };
    return pool.transaction((queries) => work({ queries, collection: no, cache }), options);
  }

  /** Every change of some sentences, and what stands nowhere. */
  function* quotes(): Generator<string> {
    const random = numbersFrom(7);
    const sentences = found.flatMap(({ article, passages }) =>
      passages.flatMap((passage) =>
        passage.sentences.map(({ start, end }) => article.text.slice(start, end)),
      ),
    );
    const any = (): string => pick(sentences, Math.floor(random() * sentences.length));
    for (let n = 0; n < SENTENCES; n += 1) {
      const [text, next, other] = [any(), any(), any()];
      for (const [, change] of Object.values(CASES)) {
        const quote = change(text, next, other, n);
        if (quote !== null) yield quote;
      }
      yield text.split(' ').slice(0, 2).join(' ');
    }
    yield* INVENTED;
    yield* OF_KINDS;
    yield* OF_RULES;
    yield* ['', '?', 'of the', 'the … of the', ', and the', '…', 'x'.repeat(500), '\ud800 and \0'];
  }

  it('are judged as they are from memory', async () => {
    let count = 0;
    for (const quote of quotes()) {
      const verdict = await reading((parts) => verifyStored(parts, quote));
      expect(verdict, quote).toEqual(verifyQuote(quote, corpus));
      count += 1;
    }
    expect(count).toBeGreaterThan(400);
    // Under load each verdict takes a tenth of a second and more.
  }, 300_000);

  it('are found as they are from memory while somebody types', async () => {
    const finder = new SentenceFinder(corpus);
    const some = [...quotes()].filter((_, at) => at % 9 === 0);
    const typed = [
      ...['', 'k', 'th', ...some.map((text, at) => text.slice(0, 3 + (at % 25)))],
      ...['nurke', 'damming rogun', 'sovet enginers nurek', 'пасредников', 'война окончилась'],
      // Misspelt and the other way round.
      ...some.map((text) =>
        text
          .split(' ', 4)
          .reverse()
          .join(' ')
          .replace(/(\w\w)(\w)(\w)(?=\w)/, '$1$3$2'),
      ),
    ];
    for (const text of typed) {
      const stored = await reading((parts) => findStored(parts, text, { limit: 25, among: null }));
      expect(stored, text).toEqual(finder.find(text, { limit: 25 }));
    }
    const among = [found[0]?.article.id ?? ''];
    const allowed = (id: string): boolean => among.includes(id);
    for (const text of ['', 'a', ...typed.slice(3, 20)]) {
      const stored = await reading((parts) => findStored(parts, text, { limit: 25, among }));
      expect(stored, text).toEqual(finder.find(text, { limit: 25, allowed }));
    }
  }, 60_000);
});
