/** What editors say of a collection in PostgreSQL: heeded as from a folder, at hardly any cost. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StatementCost } from '../../src/database/ask.ts';
import { openEditorial } from '../../src/editorial/editorial.ts';
import { editorialInState } from '../../src/editorial/editorial-place.ts';
import { joinLibraries } from '../../src/library/joined-library.ts';
import { searchTogether } from '../../src/library/postgres/postgres-library.ts';
import { copySources } from '../../src/open-writer.ts';
import { postgresState } from '../../src/state/postgres-state.ts';
import { migratedDatabase, testPool } from '../support/database.ts';
import { temporaryFolder, writeFiles } from '../support/library.ts';
import { describePostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import {
  closeModel,
  deskOver,
  libraryOf,
  lookWith,
  newCollection,
  writerOf,
} from '../support/postgres-library.ts';
import { refusalOf } from '../support/refusals.ts';

const BOATS =
  '# Boats\n\nBoats pay three silver coins for a night.\n\nThe pilot boat is orange. It is small.\n';
const TOWN = '# The town\n\nThe alliance meets in the grey house by the canal.\n';

describePostgres('what editors say, in PostgreSQL', () => {
  let server: TestServer;
  let url: string;
  beforeAll(async () => {
    server = await startPostgres();
    url = await migratedDatabase(server);
  }, 60_000);
  afterAll(async () => {
    await closeModel();
    await server.close();
  });

  it('comes first for those who see it, with a statement more for what is pinned alone', async () => {
    const pool = testPool(url);
    const open = async (id: string, file: string, text: string) => {
      const folder = temporaryFolder();
      writeFiles(folder, { [file]: text });
      const collection = await newCollection(pool, id);
      await lookWith(pool, await writerOf(pool, collection, folder));
      const state = postgresState(pool, collection.no);
      const editorial = await openEditorial({
        ...{ place: editorialInState(state), state, lookMs: null, notice: () => {} },
        onFault: (error) => {
          throw error;
        },
      });
      return { folder, collection, editorial, state };
    };
    const boats = await open('boats', 'boats.md', BOATS);
    const town = await open('town', 'town.md', TOWN);
    const costs: StatementCost[] = [];
    const counting = testPool(url, { onStatement: (cost) => costs.push(cost) });
    const desk = await deskOver(counting);
    const own = await libraryOf(counting, boats.collection, desk, boats.editorial);
    const other = await libraryOf(counting, town.collection, desk, town.editorial);
    const both = joinLibraries(
      [
        { key: 'b0ats', library: own },
        { key: '', library: other },
      ],
      searchTogether(desk),
    );
    const [{ id = '' } = {}] = await own.articles();
    const [first = '', second = ''] = await own.passages({ id });
    const question = 'Who looks after the tar?';
    await boats.editorial.pin({ question, citation: second, words: 'It is small.' });
    await boats.editorial.pin({ question: 'What is a berth?', citation: first, words: 'Others.' });
    const asked = { count: 1 };
    // What is remembered from then on.
    for (const library of [own, both]) await library.ask(question, asked);
    const cost = async (text: string, library = own) => {
      costs.length = 0;
      const answer = await library.ask(text, asked);
      return { answer, statements: costs.length };
    };
    const hit = await cost('who looks after the tar');
    expect(hit.answer).toMatchObject({
      isPinned: true,
      answered: true,
      excerpts: [{ sentence: 1 }],
    });
    expect(hit.statements).toBeLessThanOrEqual(5);
    const miss = await cost('Who looks after the sails of the boat?');
    expect(miss.answer.isPinned).toBeUndefined();
    expect(miss.statements).toBeLessThanOrEqual(4);
    expect((await cost('What is a berth?')).answer.isPinned).toBeUndefined();
    const filtered = await own.ask(question, { count: 1, filter: { publisher: 'nobody' } });
    expect(filtered.isPinned).toBeUndefined();
    expect(await both.ask(question, asked)).toMatchObject({
      ...{ isPinned: true, excerpts: [{ collection: 'b0ats' }] },
    });
    expect((await other.ask(question, asked)).isPinned).toBeUndefined();
  }, 60_000);

  it('is copied from the folder of a collection that has one, and changed there alone', async () => {
    const pool = testPool(url);
    const folder = temporaryFolder();
    const collection = await newCollection(pool, 'copied');
    writeFiles(folder, {
      'town.md': TOWN,
      'answers.yaml': '- { question: Who meets?, citation: k3m9ta-x7q2vd, words: They do. }\n',
      'synonyms.yaml': '- [vmt, alliance]\n',
    });
    await copySources({ primary: pool } as Parameters<typeof copySources>[0], [
      { id: 'copied', folder, apart: undefined } as never,
    ]);
    const state = postgresState(pool, collection.no);
    const editorial = await openEditorial({
      ...{ place: editorialInState(state), state, lookMs: null },
      ...{ notice: () => {}, onFault: () => {} },
    });
    expect(editorial.pins()).toMatchObject([{ question: 'Who meets?', line: 0 }]);
    expect(editorial.synonyms()).toEqual([['vmt', 'alliance']]);
    expect(await refusalOf(editorial.unpin('who meets'))).toMatchObject({ key: 'pinInFolder' });
    await lookWith(pool, await writerOf(pool, collection, folder));
    const library = await libraryOf(pool, collection, undefined, editorial);
    const plain = await libraryOf(pool, collection);
    const question = 'Where does the VMT meet?';
    const coverage = async (one: typeof library) =>
      (await one.ask(question, { count: 1 })).evidence.signals.coverage ?? 0;
    expect(await coverage(library)).toBeGreaterThan(await coverage(plain));
    // None of the files is an article.
    expect((await library.articles()).map(({ file }) => file)).toEqual(['town.md']);
    await editorial.close();
  }, 60_000);
});
