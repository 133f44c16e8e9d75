/** Several collections as one library: what articles of the same name are to those who see both. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleId } from '../../src/citations/make-citation-id.ts';
import { keyOf } from '../../src/collections/collection.ts';
import { shareEmbedder } from '../../src/collections/shared-embedder.ts';
import { joinLibraries } from '../../src/library/joined-library.ts';
import { joinStatus } from '../../src/library/joined-status.ts';
import type { Library, LibraryStatus, OpenLibrary } from '../../src/library/library.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import type { JoinableLibrary } from '../../src/library/searched.ts';
import type { Answer } from '../../src/model.ts';
import { Reader } from '../../src/reading/reader.ts';
import { silentReporter } from '../../src/reporter.ts';
import { bundledEmbedding } from '../support/embedding.ts';
import { writeFiles } from '../support/library.ts';
import { refusalOf } from '../support/refusals.ts';

const QUIET = 'Quiet hours begin at ten in the evening and end at seven in the morning.';

/** What everybody sees. */
const TOWN = {
  'rules.md': `# Rules of the town\n\n${QUIET}\n\nDogs must be kept on a lead in the market square.\n`,
  'tower.md': `---
publisher: Town Herald
---
# The clock tower

The clock tower of Velmora is 45 metres high.

It was built by Henrik Aldous in 1873.
`,
};
/** What only one server sees beside it. */
const HARBOUR = {
  'rules.md': `# Rules of the harbour\n\nBoats pay three silver coins for a night at the pier.\n\n${QUIET}\n`,
  'sights.md': `---
publisher: Harbour News
---
# Sights of Velmora

The clock tower of Velmora is 54 metres high.

Bring these things for a boat trip:

- a woollen hat for the wind
- a bottle of water
- a rope of ten metres
`,
};
/** What another server sees. */
const QUARRY = {
  'rules.md': '# Rules of the quarry\n\nBlasting is announced by marmalade-coloured flags.\n',
};

const OWN = keyOf('100');
const RULES = articleId('rules.md', 1);

const root = mkdtempSync(join(tmpdir(), 'footnote-joined-'));
const shared = shareEmbedder();
const reader = new Reader();
type Opened = OpenLibrary & JoinableLibrary;
const opened: Opened[] = [];
let town: Opened;
let harbour: Opened;
let quarry: Opened;
let both: Library;

function open(name: string, files: Readonly<Record<string, string>>): Opened {
  const [articlesDir, dataDir] = [join(root, name), join(root, `${name}-data`)];
  writeFiles(articlesDir, files);
  const library = openLibrary({
    ...{ articlesDir, dataDir, reader, watch: false, reporter: silentReporter },
    ...{ openEmbedder: shared.open, embedding: bundledEmbedding(dataDir) },
  });
  opened.push(library);
  return library;
}

beforeAll(async () => {
  town = open('town', TOWN);
  harbour = open('harbour', HARBOUR);
  quarry = open('quarry', QUARRY);
  await Promise.all(opened.map((library) => library.whenReady()));
  both = joinLibraries([
    { key: OWN, library: harbour },
    { key: '', library: town },
  ]);
});
afterAll(async () => {
  for (const library of opened) await library.close();
  await reader.close();
  await shared.close();
  rmSync(root, { recursive: true, force: true });
});

const texts = ({ excerpts }: Answer) => excerpts.map(({ text }) => text);
const keys = ({ excerpts }: Answer) => excerpts.map(({ collection }) => collection);

describe('a question', () => {
  it('is answered from whichever collection answers it, with its key', async () => {
    const boats = await both.ask('How many coins do boats pay for a night?', { count: 1 });
    expect(boats.answered).toBe(true);
    expect(texts(boats)).toEqual(['Boats pay three silver coins for a night at the pier.']);
    expect(keys(boats)).toEqual([OWN]);
    const dogs = await both.ask('Where must dogs be kept on a lead?', { count: 1 });
    expect(dogs.answered).toBe(true);
    expect(texts(dogs)).toEqual(['Dogs must be kept on a lead in the market square.']);
    expect(dogs.excerpts[0] && 'collection' in dogs.excerpts[0]).toBe(false);
    for (const ref of [...boats.further, ...dogs.further]) {
      const found = await both.excerpt(ref);
      expect(found?.citation.id).toBe(ref.id);
      expect(found?.collection).toBe(ref.collection);
    }
  });

  it('is answered once by the same words in two, from the first, and the other is named', async () => {
    const inTown = (await town.ask('When do quiet hours begin?', { count: 1 })).excerpts[0];
    const answer = await both.ask('When do quiet hours begin?', { count: 5 });
    expect(answer.judgement).toBe('answers');
    expect(texts(answer).filter((text) => text === QUIET)).toHaveLength(1);
    const [first] = answer.excerpts;
    expect(first).toMatchObject({ text: QUIET, collection: OWN });
    expect(first?.citation.article).toBe('Rules of the harbour');
    expect(first?.alsoIn).toEqual([{ id: inTown?.citation.id, sentence: 0 }]);
    // As sure as each is by itself: a copy is no second answer.
    const alone = await harbour.ask('When do quiet hours begin?', { count: 5 });
    expect(Math.abs(answer.evidence.confidence - alone.evidence.confidence)).toBeLessThan(0.1);
    const other = joinLibraries([
      { key: keyOf('200'), library: quarry },
      { key: '', library: town },
      { key: OWN, library: harbour },
    ]);
    const [found] = (await other.ask('When do quiet hours begin?', { count: 1 })).excerpts;
    expect(found?.citation.article).toBe('Rules of the town');
    expect(found?.alsoIn).toMatchObject([{ collection: OWN }]);
  });

  it('is told where another collection differs', async () => {
    const { excerpts } = await both.ask('How high is the clock tower of Velmora?', { count: 1 });
    const [first] = excerpts;
    const isOwn = first?.collection === OWN;
    expect(first?.differsIn).toMatchObject([
      { value: { text: isOwn ? '45 metres' : '54 metres' } },
    ]);
    expect(first?.differsIn?.[0]?.collection).toBe(isOwn ? undefined : OWN);
  });

  it('gets the whole list, and each thing that it asks for', async () => {
    const list = await both.ask('Which things should I bring for a boat trip?', { count: 3 });
    expect(list.answered).toBe(true);
    expect(list.excerpts[0]).toMatchObject({ collection: OWN });
    expect(list.excerpts[0]?.text).toContain('woollen hat');
    const parts = await both.ask(
      'how many coins do boats pay for a night and where must dogs be kept on a lead?',
      { count: 4 },
    );
    expect(parts.parts?.map(({ excerpt }) => excerpt?.collection)).toEqual([OWN, undefined]);
  });

  it('looks in one article, which a key may tell from another of the same id', async () => {
    const ask = async (filter: object) => both.ask('What are the rules?', { count: 9, filter });
    const titles = ({ excerpts }: Answer) => [
      ...new Set(excerpts.map(({ citation }) => citation.article)),
    ];
    expect(titles(await ask({ articleId: RULES }))).toEqual(['Rules of the harbour']);
    expect(titles(await ask({ articleId: RULES, collection: '' }))).toEqual(['Rules of the town']);
    expect(titles(await ask({ articleId: RULES, collection: OWN }))).toEqual([
      'Rules of the harbour',
    ]);
    const sights = articleId('sights.md', 1);
    expect(titles(await ask({ articleId: sights }))).toEqual(['Sights of Velmora']);
    expect(titles(await ask({ publisher: 'town herald' }))).toEqual(['The clock tower']);
    for (const filter of [
      { articleId: RULES, collection: keyOf('200') },
      { articleId: 'zzzzzz' },
      { articleId: articleId('tower.md', 1), collection: OWN },
    ]) {
      expect((await refusalOf(ask(filter))).key).toBe('noSuchArticle');
      expect((await refusalOf(both.explain('Which rules?', filter))).key).toBe('noSuchArticle');
    }
  });

  it('is explained by passages of both', async () => {
    const { candidates } = await both.explain('When do quiet hours begin?');
    const found = candidates.filter(({ excerpt }) => excerpt.text === QUIET);
    expect(found.map(({ excerpt }) => excerpt.collection).sort()).toEqual([OWN, undefined]);
  });

  it('leaves no trace of collections that are not seen', async () => {
    const question = 'What does the marmalade-coloured flag announce?';
    const alone = await both.ask(question, { count: 5 });
    expect(JSON.stringify(alone)).not.toContain('marmalade-coloured flags');
    const seen = joinLibraries([
      { key: keyOf('200'), library: quarry },
      { key: '', library: town },
    ]);
    expect((await seen.ask(question, { count: 1 })).answered).toBe(true);
    const again = await both.ask(question, { count: 5 });
    expect({ ...again, tookMs: 0 }).toEqual({ ...alone, tookMs: 0 });
  });
});

describe('what is looked up', () => {
  it('is of the collection whose key is said, and else of the first that has it', async () => {
    const [ours] = await harbour.passages({ id: RULES });
    const [same, theirs] = await town.passages({ id: RULES });
    // The same words under the same path have the same id in both.
    const inTown = { id: same ?? '', collection: '' };
    expect(await both.excerpt(inTown)).toMatchObject({
      citation: { article: 'Rules of the town' },
    });
    expect((await both.excerpt({ id: inTown.id }))?.collection).toBe(OWN);
    expect(await both.excerpt({ id: ours ?? '' })).toMatchObject({ collection: OWN });
    expect(await both.excerpt({ id: ours ?? '', collection: OWN, sentence: 0 })).toMatchObject({
      text: 'Boats pay three silver coins for a night at the pier.',
    });
    expect(await both.excerpt({ id: ours ?? '', collection: keyOf('200') })).toBeNull();
    expect(await both.excerpt({ id: theirs ?? '', collection: OWN })).toBeNull();
    const excerpt = await both.excerpt({ id: theirs ?? '', collection: '' });
    expect(excerpt && 'collection' in excerpt).toBe(false);
    expect((await both.article({ id: RULES, collection: '' }))?.title).toBe('Rules of the town');
    expect((await both.article({ id: RULES }))?.title).toBe('Rules of the harbour');
    expect((await both.article({ id: RULES, collection: OWN }))?.title).toBe(
      'Rules of the harbour',
    );
    expect(await both.article({ id: RULES, collection: keyOf('200') })).toBeNull();
    expect((await both.article({ id: articleId('sights.md', 1) }))?.title).toBe(
      'Sights of Velmora',
    );
    expect(await both.passages({ id: RULES, collection: OWN })).toEqual(
      await harbour.passages({ id: RULES }),
    );
    expect(await both.passages({ id: RULES, collection: '' })).toEqual(
      await town.passages({ id: RULES }),
    );
    expect(await both.passages({ id: 'zzzzzz' })).toEqual([]);
  });

  it('is listed by title, each article with its key', async () => {
    expect((await both.articles()).map(({ title, collection }) => [title, collection])).toEqual([
      ['Rules of the harbour', OWN],
      ['Rules of the town', undefined],
      ['Sights of Velmora', OWN],
      ['The clock tower', undefined],
    ]);
    const suggested = async (typed: string, limit: number) =>
      (await both.suggestArticles(typed, limit)).map(({ title }) => title);
    expect(await suggested('rules', 5)).toEqual(['Rules of the harbour', 'Rules of the town']);
    expect(await suggested('velm', 5)).toEqual(['Sights of Velmora']);
    expect(await suggested('', 3)).toEqual([
      ...['Rules of the harbour', 'Rules of the town', 'Sights of Velmora'],
    ]);
  });

  it('is traced to the collection that knows most of it', async () => {
    const [ours = ''] = await harbour.passages({ id: RULES });
    expect(await both.trace({ id: ours.toUpperCase() })).toMatchObject({
      ...{ state: 'current', excerpt: { collection: OWN } },
    });
    expect(await both.trace({ id: `zzzzzz-${ours.slice(7)}` })).toMatchObject({
      ...{ state: 'moved', excerpt: { collection: OWN } },
    });
    const changed = await both.trace({ id: `${RULES}-zzzzzz`, collection: OWN });
    expect(changed).toMatchObject({ state: 'changed', article: { collection: OWN } });
    expect(await both.trace({ id: ours, collection: keyOf('200') })).toEqual({ state: 'unknown' });
    expect(await both.trace({ id: '222222-333333' })).toEqual({ state: 'unknown' });
  });
});

describe('quotes', () => {
  it('are found, and verified, in both', async () => {
    const { quotes } = both;
    expect(quotes.isReady()).toBe(false);
    await quotes.ready();
    expect(quotes.isReady()).toBe(true);
    const found = await quotes.find('quiet hours', { limit: 5 });
    expect(found).toMatchObject([{ text: QUIET, collection: OWN }]);
    const dogs = await quotes.find('dogs lead', { limit: 1 });
    expect(dogs).toMatchObject([{ text: 'Dogs must be kept on a lead in the market square.' }]);
    expect(dogs[0] && 'collection' in dogs[0]).toBe(false);
    const among = [{ id: RULES }];
    const inTown = await quotes.find('quiet hours', { limit: 5, among });
    expect(inTown.map(({ collection }) => collection)).toEqual([undefined]);
    expect(await quotes.find('', { limit: 2 })).toHaveLength(2);
    expect(await quotes.findExact('Boats pay three silver coins')).toMatchObject({
      collection: OWN,
    });
    expect(await quotes.findExact('blasting is announced')).toBeNull();

    const verbatim = await quotes.verify(QUIET);
    expect(verbatim).toMatchObject({ kind: 'verbatim', places: 2, parts: [{ collection: OWN }] });
    const tower = await quotes.verify('The clock tower of Velmora is 45 metres high.');
    expect(tower).toMatchObject({ kind: 'verbatim', places: 1 });
    if (tower.kind === 'verbatim') expect('collection' in tower.parts[0]).toBe(false);
    const altered = await quotes.verify('Boats pay four silver coins for a night at the pier.');
    expect(altered).toMatchObject({ kind: 'altered', nearest: { collection: OWN } });
    const unknown = await quotes.verify('Blasting is announced by marmalade-coloured flags.');
    expect(unknown).toEqual({ kind: 'not-found' });
    expect(quotes.extract('“Boats pay three silver coins.”')).toHaveLength(1);
  });
});

describe('how far it is', () => {
  const ready: LibraryStatus = {
    ...{ phase: 'ready', done: 0, total: 0, remainingMs: null, model: 'm', changedAt: 5 },
    ...{ articles: 2, passages: 7 },
  };

  it('is told of all together', () => {
    expect(both.status()).toMatchObject({ phase: 'ready', articles: 4 });
    const embedding = { ...ready, phase: 'embedding', done: 3, total: 9, remainingMs: 70 } as const;
    const more = { ...embedding, done: 1, total: 2, remainingMs: null, changedAt: null };
    expect(joinStatus([ready, embedding, more])).toEqual({
      ...{ phase: 'embedding', done: 4, total: 11, remainingMs: 70, model: 'm', changedAt: 5 },
      ...{ articles: 6, passages: 21 },
    });
    expect(joinStatus([embedding, { ...ready, phase: 'reading' }]).phase).toBe('reading');
  });

  it('does not wait for what holds nothing, nor refuses for it', async () => {
    mkdirSync(join(root, 'empty'));
    const empty = open('empty', {});
    await both.whenReady();
    await both.whenSearchable();
    const some = joinLibraries([
      { key: keyOf('300'), library: empty },
      { key: '', library: town },
    ]);
    await some.whenSearchable();
    await some.whenReady();
    const answer = await some.ask('Where must dogs be kept on a lead?', { count: 1 });
    expect(texts(answer)).toEqual(['Dogs must be kept on a lead in the market square.']);
    const none = joinLibraries([{ key: keyOf('300'), library: empty }]);
    await none.whenSearchable();
    expect((await refusalOf(none.ask('Where?', { count: 1 }))).key).toBe('noArticles');
    expect((await refusalOf(none.exampleQuestions(1))).key).toBe('noArticles');
    writeFileSync(
      join(root, 'empty', 'rules.md'),
      '# Rules of the mill\n\nMillers rest at noon.\n',
    );
    await empty.refresh();
    expect(texts(await some.ask('When do millers rest?', { count: 1 }))).toEqual([
      'Millers rest at noon.',
    ]);
  });
});

describe('one collection', () => {
  it('is itself where it is the default one, and has its key where it is not', async () => {
    expect(joinLibraries([{ key: '', library: town }])).toBe(town);
    const only = joinLibraries([{ key: OWN, library: harbour }]);
    const { excerpts, further } = await only.ask('How many coins do boats pay?', { count: 2 });
    for (const each of [...excerpts, ...further]) expect(each.collection).toBe(OWN);
    const plain = await harbour.ask('How many coins do boats pay?', { count: 2 });
    expect(excerpts.map(({ score }) => score)).toEqual(plain.excerpts.map(({ score }) => score));
  });

  it('makes its examples, and all do together', async () => {
    const examples = await both.exampleQuestions(3);
    expect(new Set(examples).size).toBe(examples.length);
    expect(await both.exampleQuestions(1)).toHaveLength(Math.min(1, examples.length));
  });
});
