/** The library over an index that is somewhere else, and what comes between a question's steps. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EmbeddedIndex } from '../../src/index/embedded/embedded-index.ts';
import type { WritableIndex } from '../../src/index/passage-index.ts';
import { openExactIndex } from '../support/exact-index.ts';
import { embedded, openTestLibrary, temporaryFolder, writeFiles } from '../support/library.ts';

const KILN = `---
title: The kiln
published: 2026-02-03
---

The kiln burns at twelve hundred degrees.

Potter Ines Okafor fires it twice a month.
`;
const LOOM = `---
title: The loom
published: 2024-05-06
---

The loom has forty shafts.

Potter Ines Okafor fires it twice a month.
`;

function folders() {
  const made = { articles: temporaryFolder(), data: temporaryFolder() };
  writeFiles(made.articles, { 'kiln.md': KILN, 'loom.md': LOOM });
  return made;
}

const openExact = async (dimensions: number) => openExactIndex(dimensions);

describe('a library over an index elsewhere', () => {
  it('answers, filters, explains and follows the folder as over the embedded one', async () => {
    const [here, there] = [folders(), folders()];
    const { library: one } = openTestLibrary(here);
    const { library: other, reporter } = openTestLibrary(there, { openIndex: openExact });
    await Promise.all([one.whenReady(), other.whenReady()]);
    const filters = [{}, { since: '2025-01-01' }, { until: '2024-12-31' }];
    const compare = async () => {
      for (const question of ['Who fires the kiln?', 'How many shafts?', 'Who painted it?']) {
        for (const filter of filters) {
          const asked = await Promise.all(
            [one, other].map((library) => library.ask(question, { count: 3, filter })),
          );
          const ids = asked.map(({ excerpts, further }) => [
            excerpts.map(({ citation, highlight }) => [citation.id, highlight]),
            further,
          ]);
          expect(ids[1]).toEqual(ids[0]);
          expect(asked[1]?.answered).toBe(asked[0]?.answered);
          const explained = await Promise.all(
            [one, other].map((library) => library.explain(question, filter)),
          );
          const seen = explained.map(({ candidates }) =>
            candidates.map(({ excerpt }) => excerpt.citation.id),
          );
          expect(seen[1]).toEqual(seen[0]);
        }
      }
    };
    await compare();
    for (const { articles } of [here, there]) {
      writeFileSync(join(articles, 'loom.md'), LOOM.replace('forty', 'fifty'));
    }
    await Promise.all([one.refresh(), other.refresh()]);
    await compare();
    const { excerpts } = await other.ask('How many shafts has the loom?', { count: 1 });
    expect(excerpts[0]?.text).toContain('fifty');
    expect(embedded(reporter)).toBe(4);
    for (const { articles } of [here, there]) rmSync(join(articles, 'kiln.md'));
    await Promise.all([one.refresh(), other.refresh()]);
    await compare();
  });

  it('tells the index when words come to stand in another article as well', async () => {
    const { articles, data } = folders();
    const { library } = openTestLibrary({ articles, data });
    await library.whenReady();
    writeFiles(articles, {
      'wheel.md': '# The wheel\n\nPotter Ines Okafor fires it twice a month.\n',
    });
    await library.refresh();
    const wheel = (await library.articles()).find(({ title }) => title === 'The wheel')?.id ?? '';
    const { excerpts } = await library.ask('Who fires it?', {
      count: 3,
      filter: { articleId: wheel },
    });
    expect(excerpts.map(({ citation }) => citation.article)).toEqual(['The wheel']);
  });
});

/** An embedded index whose searches can be held back before and after they look. */
function holdable() {
  const gates = {
    onSearch: () => {},
    before: Promise.resolve(),
    onFound: () => {},
    after: Promise.resolve(),
    published: Promise.resolve(),
  };
  const open = async (dimensions: number): Promise<WritableIndex> => {
    const index = new EmbeddedIndex(dimensions);
    return {
      dimensions,
      lookUp: (terms, phrases) => index.lookUp(terms, phrases),
      async search(query) {
        gates.onSearch();
        await gates.before;
        const found = await index.search(query);
        gates.onFound();
        await gates.after;
        return found;
      },
      similarities: (slot, vector) => index.similarities(slot, vector),
      upsert: (entries) => index.upsert(entries),
      async publish(change) {
        await index.publish(change);
        await gates.published;
      },
      remove: (slots) => index.remove(slots),
      vectorsOf: (embeddings) => index.vectorsOf(embeddings),
      statistics: () => index.statistics(),
      termsOf: (numbers) => index.termsOf(numbers),
      close: () => index.close(),
    };
  };
  return { gates, open };
}

function gate(): { promise: Promise<void>; open: () => void } {
  let open = (): void => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

describe('a change that comes while the index searches', () => {
  const OTHER = KILN.replace('twelve hundred', 'nine hundred').replace('Ines Okafor', 'Lars Holm');

  it.each(['before', 'after'] as const)(
    'loses no answer and quotes one state, when it comes %s the search',
    async (when) => {
      const { articles, data } = folders();
      const { gates, open } = holdable();
      const { library } = openTestLibrary({ articles, data }, { openIndex: open });
      await library.whenReady();
      const held = gate();
      gates[when] = held.promise;
      const reached = gate();
      gates[when === 'before' ? 'onSearch' : 'onFound'] = reached.open;
      const asked = library.ask('How many degrees does the kiln burn at?', { count: 1 });
      await reached.promise;
      writeFileSync(join(articles, 'kiln.md'), OTHER);
      await library.refresh();
      held.open();
      const { excerpts } = await asked;
      const seen = when === 'before' ? 'nine hundred' : 'twelve hundred';
      expect(excerpts[0]?.text).toBe(`The kiln burns at ${seen} degrees.`);
    },
  );

  it('finds what the index has published and the library has not taken over yet', async () => {
    const { articles, data } = folders();
    const { gates, open } = holdable();
    const { library } = openTestLibrary({ articles, data }, { openIndex: open });
    await library.whenReady();
    const held = gate();
    gates.published = held.promise;
    writeFileSync(join(articles, 'kiln.md'), OTHER);
    const refreshed = library.refresh();
    const question = 'How many degrees does the kiln burn at?';
    const text = async () => (await library.ask(question, { count: 1 })).excerpts[0]?.text ?? '';
    while (!(await text()).includes('nine hundred')) expect(await text()).toContain('The kiln');
    held.open();
    await refreshed;
    expect(await text()).toBe('The kiln burns at nine hundred degrees.');
  });

  it('never gives a slot to another passage', async () => {
    const { articles, data } = folders();
    const given: number[] = [];
    const { library } = openTestLibrary(
      { articles, data },
      {
        openIndex: async (dimensions) => {
          const index = new EmbeddedIndex(dimensions);
          const { upsert } = EmbeddedIndex.prototype;
          index.upsert = async (entries) => {
            given.push(...entries.map(({ slot }) => slot));
            return upsert.call(index, entries);
          };
          return index;
        },
      },
    );
    await library.whenReady();
    for (const degrees of ['nine', 'ten', 'eleven', 'twelve']) {
      writeFileSync(join(articles, 'kiln.md'), KILN.replace('twelve', degrees).concat('\n'));
      await library.refresh();
    }
    expect(given.length).toBeGreaterThan(6);
    expect(new Set(given).size).toBe(given.length);
  });
});
