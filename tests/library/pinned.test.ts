/** What editors pinned comes first, where it still says what they chose; what means the same finds more. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyOf } from '../../src/collections/collection.ts';
import { shareEmbedder } from '../../src/collections/shared-embedder.ts';
import { type Editorial, openEditorial } from '../../src/editorial/editorial.ts';
import { editorialInFolder } from '../../src/editorial/editorial-place.ts';
import { joinLibraries } from '../../src/library/joined-library.ts';
import type { OpenLibrary } from '../../src/library/library.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import type { JoinableLibrary } from '../../src/library/searched.ts';
import { Reader } from '../../src/reading/reader.ts';
import { silentReporter } from '../../src/reporter.ts';
import { diskState } from '../../src/state/disk-state.ts';
import { bundledEmbedding } from '../support/embedding.ts';
import { writeFiles } from '../support/library.ts';

const TOWN = {
  'tower.md': `# The clock tower

The clock tower of Velmora is 45 metres high. It was built by Henrik Aldous.

Visitors climb 212 steps to the bells.
`,
  'pact.md': `# The pact

The alliance was founded in 1949 by twelve states.

Its seat is a grey house by the canal.
`,
  'notes.md': `# Notes on lamps

Lamp oil is kept in the cellar beneath the market hall.
`,
};
const HARBOUR = {
  'boats.md': `# Boats

Boats pay three silver coins for a night at the pier.

The pilot boat is painted orange.
`,
};
const OWN = keyOf('100');

describe('what editors say', () => {
  let folder: string;
  let town: { readonly library: OpenLibrary & JoinableLibrary; readonly editorial: Editorial };
  let harbour: typeof town;
  const embedder = shareEmbedder();
  const reader = new Reader();
  async function open(name: string, files: Readonly<Record<string, string>>) {
    const [articlesDir, dataDir] = [join(folder, name), join(folder, `${name}-data`)];
    writeFiles(articlesDir, files);
    const editorial = await openEditorial({
      ...{ place: editorialInFolder(articlesDir), state: diskState(dataDir), lookMs: null },
      notice: () => {},
      onFault: (error) => {
        throw error;
      },
    });
    const library = openLibrary({
      ...{ articlesDir, dataDir, watch: false, reporter: silentReporter, reader, editorial },
      embedding: bundledEmbedding(dataDir),
      openEmbedder: (options) => embedder.open(options),
    });
    await library.whenReady();
    return { library, editorial };
  }
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'footnote-'));
    town = await open('town', TOWN);
    harbour = await open('harbour', HARBOUR);
  }, 60_000);
  afterAll(async () => {
    for (const { library, editorial } of [town, harbour]) {
      await editorial.close();
      await library.close();
    }
    await embedder.close();
    await reader.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Pins the passage of an article that begins so. */
  async function pin(one: typeof town, question: string, start: string, words?: string) {
    for (const { id } of await one.library.articles()) {
      for (const citation of await one.library.passages({ id })) {
        const excerpt = await one.library.excerpt({ id: citation });
        if (excerpt?.text.startsWith(start)) {
          return one.editorial.pin({ question, citation, words: words ?? excerpt.text });
        }
      }
    }
    throw new Error(`no passage begins with ${start}`);
  }
  const ask = (question: string, library: Pick<OpenLibrary, 'ask'> = town.library) =>
    library.ask(question, { count: 2 });

  it('comes first, in whatever words it is asked, and is an answer', async () => {
    const before = await ask('Where do we keep the spare bells?');
    expect(before.isPinned).toBeUndefined();
    await pin(town, 'Where do we keep the spare bells?', 'Lamp oil');
    const answer = await ask('where are the spare bells kept');
    expect(answer).toMatchObject({ isPinned: true, answered: true, judgement: 'answers' });
    expect(answer.excerpts[0]).toMatchObject({ score: 1, citation: { article: 'Notes on lamps' } });
    for (const other of [
      'Where do we keep the spare lamps?',
      'Where do we not keep the spare bells?',
    ]) {
      expect((await ask(other)).isPinned, other).toBeUndefined();
    }
    await town.editorial.unpin('Where do we keep the spare bells?');
    const { tookMs: _after, ...after } = await ask('Where do we keep the spare bells?');
    const { tookMs: _before, ...asBefore } = before;
    expect(after).toEqual(asBefore);
  });

  it('leaves the rest of the answer as it was, no passage twice', async () => {
    const question = 'How high is the clock tower of Velmora?';
    const before = await ask(question);
    await pin(town, question, 'Visitors climb');
    const { excerpts } = await ask(question);
    expect(excerpts.map(({ text }) => text.slice(0, 8))).toEqual(['Visitors', 'The cloc']);
    expect(excerpts[1]).toEqual(before.excerpts[0]);
    await pin(town, question, 'The clock tower', 'It was built by Henrik Aldous.');
    const pinned = await ask(question);
    const ids = [
      ...pinned.excerpts.map(({ citation }) => citation.id),
      ...pinned.further.map(({ id }) => id),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    // The sentence that was chosen is the one that is pointed out.
    expect(pinned.excerpts[0]).toMatchObject({ sentence: 1 });
    await town.editorial.unpin(question);
  });

  it('is not shown where a filter leaves its article out, or its words are others by now', async () => {
    const question = 'Who looks after the lamps?';
    await pin(town, question, 'Visitors climb');
    const [tower, notes] = ['The clock tower', 'Notes on lamps'];
    const articles = await town.library.articles();
    const idOf = (title: string) => articles.find((each) => each.title === title)?.id ?? '';
    const within = (title: string) =>
      town.library.ask(question, { count: 1, filter: { articleId: idOf(title) } });
    expect((await within(tower)).isPinned).toBe(true);
    expect((await within(notes)).isPinned).toBeUndefined();
    await pin(town, question, 'Visitors climb', 'Visitors climb 213 steps to the bells.');
    expect((await ask(question)).isPinned).toBeUndefined();
    writeFileSync(
      join(folder, 'town', 'answers.yaml'),
      `- { question: ${question}, citation: aaaaaa-bbbbbb, words: Gone. }\n`,
    );
    await town.editorial.look();
    expect((await ask(question)).isPinned).toBeUndefined();
    await town.editorial.unpin(question);
  });

  it('counts for those who see its collection, and for nobody else', async () => {
    const question = 'What does a mooring cost?';
    await pin(harbour, question, 'The pilot boat');
    const both = joinLibraries([
      { key: OWN, library: harbour.library },
      { key: '', library: town.library },
    ]);
    const answer = await ask('what is the cost of a mooring', both);
    expect(answer).toMatchObject({ isPinned: true, excerpts: [{ collection: OWN }] });
    const alone = joinLibraries([{ key: OWN, library: harbour.library }]);
    expect((await ask(question, alone)).excerpts[0]?.collection).toBe(OWN);
    expect((await ask(question)).isPinned).toBeUndefined();
    await harbour.editorial.unpin(question);
  });

  it('finds by words that editors say mean the same, in the collections that are seen', async () => {
    const synonyms = join(folder, 'town', 'synonyms.yaml');
    const question = 'When was the VMT founded?';
    const first = async (asked: string, library?: Pick<OpenLibrary, 'ask'>) =>
      (await ask(asked, library)).excerpts[0]?.text.slice(0, 12);
    const before = await ask(question);
    writeFileSync(synonyms, '- [vmt, velmora mutual treaty, alliance]\n- [belfry, clock tower]\n');
    await town.editorial.look();
    const after = await ask(question);
    // A word that says the same counts for a little less than the word itself.
    expect(before.evidence.signals.coverage).toBeLessThan(0.7);
    expect(after.evidence.signals.coverage).toBeGreaterThan(0.85);
    expect(after.evidence.confidence).toBeGreaterThan(before.evidence.confidence);
    expect(await first('seat of the velmora mutual treaty')).toBe('Its seat is ');
    expect((await ask('How high is the belfry?')).evidence.signals.coverage).toBeGreaterThan(0.8);
    // No trace of what a neighbour says.
    const own = joinLibraries([{ key: OWN, library: harbour.library }]);
    const asked = 'Is the alliance boat orange?';
    const { tookMs: _one, ...seen } = await ask(asked, own);
    rmSync(synonyms);
    await town.editorial.look();
    const { tookMs: _other, ...without } = await ask(asked, own);
    expect(seen).toEqual(without);
    const { tookMs: _again, ...again } = await ask(question);
    const { tookMs: _before, ...asBefore } = before;
    expect(again).toEqual(asBefore);
  });
});
