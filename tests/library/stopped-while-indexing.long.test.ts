/** An indexing that is stopped in the middle goes on where it was, and says how long it will take. */
import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Embedder } from '../../embeddings/embedder.ts';
import { dataFolders } from '../../src/data-folders.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import { makeTimeLeft } from '../../src/library/time-left.ts';
import { type JournalEntry, openVectorJournal } from '../../src/library/vector-journal.ts';
import type { Progress } from '../../src/reporter.ts';
import { sharedReader, temporaryFolder, writeFiles } from '../support/library.ts';

const DIMENSIONS = 8;
const IDENTITY = { modelFingerprint: 'a model', dimensions: DIMENSIONS };
const PASSAGES = 400;

/** A unit vector that belongs to a text. */
function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  for (const character of text) {
    const at = (character.codePointAt(0) ?? 0) % DIMENSIONS;
    vector[at] = (vector[at] as number) + 1;
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** Counts what it embeds; after `stopAfter` passages it answers no more. */
function fakeEmbedder(stopAfter = Number.POSITIVE_INFINITY, fingerprint = 'a model') {
  const embedded: string[] = [];
  let reached: () => void = () => {};
  let close: (reason: Error) => void = () => {};
  const stuck = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const closed = new Promise<never>((_, reject) => {
    close = reject;
  });
  closed.catch(() => {});
  const embedder: Embedder = {
    model: 'fake',
    dimensions: DIMENSIONS,
    window: 256,
    fingerprint,
    cosines: { unrelated: 0, related: 1 },
    hasReader: false,
    readerProblem: null,
    embedQuery: async (text) => vectorOf(text),
    embedQuestion: async (text) => ({ vector: vectorOf(text), fluency: 1 }),
    async embedPassages(passages) {
      if (embedded.length + passages.length > stopAfter) {
        reached();
        return closed;
      }
      embedded.push(...passages.map(({ text }) => text));
      return passages.map(({ text, sentences }) => ({
        vector: vectorOf(text),
        sentenceVectors: sentences.map(vectorOf),
      }));
    },
    read: async (_question, passages) => passages.map(() => null),
    countTokens: async (texts) => texts.map(({ length }) => length),
    close: async () => close(new Error('closed')),
  };
  return { embedder, embedded, stuck };
}

function articlesOf(count: number): string {
  const folder = temporaryFolder();
  const paragraphs = Array.from({ length: count }, (_, i) => `Entry ${i} tells of the mill.`);
  writeFiles(folder, { 'entries.md': `# Entries\n\n${paragraphs.join('\n\n')}\n` });
  return folder;
}

function open(articlesDir: string, dataDir: string, embedder: Embedder) {
  const progressed: Progress[] = [];
  const library = openLibrary({
    articlesDir,
    dataDir,
    watch: false,
    reader: sharedReader,
    reporter: { notice: () => {}, progress: (each) => void progressed.push(each) },
    openEmbedder: async () => embedder,
    embedding: { model: 'fake', bundledDir: '', cacheDir: '' },
  });
  onTestFinished(() => library.close());
  return { library, progressed };
}

const journalsIn = (dataDir: string): string[] => {
  const { vectors } = dataFolders(dataDir);
  return readdirSync(dataFolders(dataDir).cache).includes('vectors')
    ? readdirSync(vectors).map((name) => join(vectors, name))
    : [];
};

describe('an indexing that is stopped at half', () => {
  async function stoppedAtHalf() {
    const [articles, data] = [articlesOf(PASSAGES), temporaryFolder()];
    const first = fakeEmbedder(PASSAGES / 2);
    const { library } = open(articles, data, first.embedder);
    library.whenReady().catch(() => {});
    await first.stuck;
    expect(library.status()).toMatchObject({ phase: 'embedding', total: PASSAGES });
    await library.close();
    expect(first.embedded.length).toBeGreaterThan(PASSAGES / 3);
    expect(journalsIn(data)).toHaveLength(1);
    return { articles, data, before: first.embedded };
  }

  it('embeds only the rest at the next start, and then keeps nothing twice', async () => {
    const { articles, data, before } = await stoppedAtHalf();
    const second = fakeEmbedder();
    const { library } = open(articles, data, second.embedder);
    await library.whenReady();
    expect(library.status().passages).toBe(PASSAGES);
    expect(before.length + second.embedded.length).toBe(PASSAGES);
    expect(new Set([...before, ...second.embedded]).size).toBe(PASSAGES);
    expect(journalsIn(data)).toEqual([]);
    await library.close();

    const third = fakeEmbedder();
    await open(articles, data, third.embedder).library.whenReady();
    expect(third.embedded).toEqual([]);
  });

  it('embeds all anew for another model, and leaves nothing of the former one', async () => {
    const { articles, data } = await stoppedAtHalf();
    const other = fakeEmbedder(undefined, 'another model');
    await open(articles, data, other.embedder).library.whenReady();
    expect(other.embedded).toHaveLength(PASSAGES);
    expect(journalsIn(data)).toEqual([]);
  });

  it('goes on from what is whole where its file was cut short', async () => {
    const { articles, data, before } = await stoppedAtHalf();
    const [file = ''] = journalsIn(data);
    truncateSync(file, readFileSync(file).length - 1);
    const second = fakeEmbedder();
    const { library } = open(articles, data, second.embedder);
    await library.whenReady();
    expect(library.status().passages).toBe(PASSAGES);
    expect(second.embedded.length).toBeGreaterThan(PASSAGES - before.length);
    expect(second.embedded.length).toBeLessThan(PASSAGES);
  });
});

describe('the journal of vectors', () => {
  const entry = (text: string): JournalEntry => ({
    embedding: text,
    vector: vectorOf(text),
    sentenceVectors: [vectorOf(text), vectorOf(`${text}!`)],
  });
  const entries = Array.from({ length: 150 }, (_, i) => entry(`entry ${i}`));
  const never = (error: unknown): never => {
    throw error;
  };

  function journalIn(
    folder: string,
    clock = { now: 0 },
    onFault: (error: unknown) => void = never,
  ) {
    return openVectorJournal({ folder, identity: IDENTITY, onFault, now: () => clock.now });
  }

  it('writes by itself what has waited for two seconds, and reads it after a kill', async () => {
    const folder = temporaryFolder();
    const clock = { now: 0 };
    const journal = await journalIn(folder, clock);
    onTestFinished(() => journal.close());
    await journal.note(entries.slice(0, 100));
    expect(readdirSync(folder)).toEqual([]);
    clock.now = 2_000;
    await Promise.all([journal.note(entries.slice(100, 120)), journal.note(entries.slice(120))]);
    // As after SIGKILL: nobody has closed it.
    const next = await journalIn(folder);
    onTestFinished(() => next.close());
    const found = await next.vectorsOf(['entry 3', 'unknown', 'entry 110', 'entry 64']);
    expect(found[1]).toBeNull();
    expect(found[0]?.vector).toEqual(vectorOf('entry 3'));
    expect(found[2]?.sentenceVectors).toHaveLength(2);
    for (const [i, value] of vectorOf('entry 64!').entries()) {
      expect(found[3]?.sentenceVectors[1]?.[i]).toBeCloseTo(value, 2);
    }
  });

  it('gives what it has written itself, for a second try in the same process', async () => {
    const journal = await journalIn(temporaryFolder());
    onTestFinished(() => journal.close());
    await journal.note(entries);
    await journal.flush();
    const found = await journal.vectorsOf(['entry 149', 'entry 0']);
    expect(found.map((each) => each?.vector)).toEqual([vectorOf('entry 149'), vectorOf('entry 0')]);
    await journal.clear();
    expect(await journal.vectorsOf(['entry 0'])).toEqual([null]);
    await journal.note(entries.slice(0, 1));
    await journal.flush();
    expect(await journal.vectorsOf(['entry 0', 'entry 1'])).toEqual([expect.anything(), null]);
  });

  it('reads nothing beyond a damaged record, whatever length it claims', async () => {
    const folder = temporaryFolder();
    const journal = await journalIn(folder);
    await journal.note(entries);
    await journal.close();
    const file = join(folder, readdirSync(folder)[0] as string);
    const bytes = readFileSync(file);
    bytes[bytes.length - 10] = (bytes[bytes.length - 10] as number) ^ 1;
    writeFileSync(file, bytes);
    appendFileSync(file, Buffer.alloc(80, 0xff));
    const next = await journalIn(folder);
    onTestFinished(() => next.close());
    const [first, last] = await next.vectorsOf(['entry 0', 'entry 149']);
    expect(first?.vector).toEqual(vectorOf('entry 0'));
    expect(last).toBeNull();
  });

  it('tells once that it cannot be written, and harms nothing', async () => {
    const file = join(temporaryFolder(), 'a-file');
    writeFileSync(file, '');
    const faults: unknown[] = [];
    const journal = await journalIn(file, { now: 0 }, (error) => faults.push(error));
    for (const each of entries.slice(0, 3)) {
      await journal.note([each]);
      await journal.flush();
    }
    expect(faults).toHaveLength(1);
    await journal.clear();
    await journal.close();
  });
});

describe('the time that is left', () => {
  const MINUTE = 60_000;

  it('follows from how quickly it went lately, not at first', () => {
    const clock = { now: 0 };
    const left = makeTimeLeft(() => clock.now);
    expect(left.remainingMs()).toBeNull();
    clock.now = 1_000;
    left.note(10, 990);
    expect(left.remainingMs()).toBeNull();
    clock.now = 10_000;
    left.note(100, 900);
    expect(left.remainingMs()).toBe(90_000);
    // It slows down to one a second; after a minute the first pace is forgotten.
    for (let second = 1; second <= 120; second++) {
      clock.now += 1_000;
      left.note(100 + second, 900 - second);
    }
    expect(left.remainingMs()).toBe(780_000);
  });

  it('takes what was there already for no work', () => {
    const clock = { now: 0 };
    const left = makeTimeLeft(() => clock.now);
    left.note(0, 500);
    clock.now = 10_000;
    left.note(10, 490);
    expect(left.remainingMs()).toBe(490_000);
  });

  it('is known of a model that takes minutes for each step', () => {
    const clock = { now: 0 };
    const left = makeTimeLeft(() => clock.now);
    for (let step = 1; step <= 5; step++) {
      clock.now += 2 * MINUTE;
      left.note(32 * step, 320 - 32 * step);
    }
    expect(left.remainingMs()).toBe(10 * MINUTE);
  });
});
