/** The model that reads question and passage together: what it says, in what order, and until when. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Embedder, openEmbedder } from '../../embeddings/embedder.ts';
import { BUNDLED_MODEL } from '../../embeddings/models.ts';
import type { PassageText } from '../../embeddings/passage-text.ts';
import type { Reading } from '../../embeddings/reading.ts';
import type { FromWorker } from '../../embeddings/worker-protocol.ts';
import { projectRoot } from '../../src/project-root.ts';
import { makeVitals } from '../../src/supervision/vitals.ts';
import { bare, bundledEmbedding } from '../support/embedding.ts';
import { atWork, become, running, watchStarts } from '../support/model-processes.ts';

const OPTIONS = bundledEmbedding(join(projectRoot(), 'data/none'));
const QUESTION = 'how high is nurek';

/** The passage of the model's card. */
const SENTENCE =
  'The Nurek dam was finished in 1980 and stands 300 metres high; its nine turbines give 3,015 megawatts.';
const NUREK: PassageText = {
  ...{ title: 'Damming the Vakhsh', section: 'Nurek', context: null, text: SENTENCE },
  sentences: [SENTENCE],
};

/** Passages of the same subject, each with another height. */
const DAMS = Array.from({ length: 24 }, (_, i): PassageText => {
  const sentences = [`Dam number ${i} is old.`, `It stands ${100 + i} metres high.`];
  return {
    title: `Dam number ${i}`,
    section: null,
    context: null,
    text: sentences.join(' '),
    sentences,
  };
});
const HEIGHT = 'how high is dam number 7';

let embedder: Embedder;
beforeAll(async () => {
  watchStarts();
  embedder = await openEmbedder(OPTIONS);
});
afterAll(() => embedder.close());

const logitsOf = (readings: readonly (Reading | null)[]) =>
  readings.map((reading) => reading?.logit ?? null);

/** The passages of which a reading has come from the model since, by their places; stops at `end`. */
function readingsOf(child = running()): { readonly places: number[]; end(): void } {
  const places: number[] = [];
  const hear = (message: unknown): void => {
    const said = message as FromWorker;
    if (said.kind === 'reading') places.push(said.passage);
  };
  child.on('message', hear);
  return { places, end: () => child.off('message', hear) };
}

/** Aborts as soon as `count` passages were read. */
function abortAfter(count: number, child = running()): AbortSignal {
  const stop = new AbortController();
  let read = 0;
  const hear = (message: unknown): void => {
    if ((message as FromWorker).kind !== 'reading' || ++read < count) return;
    child.off('message', hear);
    stop.abort(new Error('no more time'));
  };
  child.on('message', hear);
  return stop.signal;
}

describe('the bundled reader', () => {
  // The five of its card; processors differ in the second decimal.
  it.each([
    [QUESTION, 5.12],
    ['when was the nurek dam finished', 5.3],
    ['who built the nurek dam', -4.02],
    ['how much did nurek cost', -5.75],
    ['what is the best pizza in rome', -6.97],
  ])('says of "%s" what its card says', async (question, logit) => {
    expect(embedder).toMatchObject({ hasReader: true, readerProblem: null });
    const [reading] = await embedder.read(question, [NUREK]);
    expect(Math.abs((reading?.logit ?? Number.NaN) - logit)).toBeLessThan(0.1);
  });

  it('says which sentence holds the answer', async () => {
    const sentences = [
      'The Nurek dam stands 300 metres high.',
      'It was finished in 1980.',
      'Its nine turbines give 3,015 megawatts.',
    ];
    const passage = { ...NUREK, text: sentences.join(' '), sentences };
    for (const [question, place] of [
      [QUESTION, 0],
      ['when was the nurek dam finished', 1],
      ['how many turbines does nurek have', 2],
    ] as const) {
      const [reading] = await embedder.read(question, [passage]);
      expect(reading?.sentences).toHaveLength(3);
      const most = Math.max(...(reading?.sentences ?? []));
      expect(reading?.sentences.indexOf(most), question).toBe(place);
    }
  });

  it('sees the same words however they are cut into sentences', async () => {
    const [first = '', second = ''] = SENTENCE.split(/(?<=;) /);
    const [whole, cut, uncut] = await embedder.read(QUESTION, [
      NUREK,
      { ...NUREK, sentences: [first, second] },
      { ...NUREK, sentences: [] },
    ]);
    expect(cut?.logit).toBeCloseTo(whole?.logit ?? Number.NaN, 5);
    expect(uncut?.logit).toBeCloseTo(whole?.logit ?? Number.NaN, 5);
    expect(cut?.sentences[0]).toBeGreaterThan(cut?.sentences[1] ?? Number.NaN);
  });

  it('reads one pair at a time: others beside it change nothing', async () => {
    const together = await embedder.read(HEIGHT, DAMS);
    const best = together.toSorted((a, b) => (b?.logit ?? 0) - (a?.logit ?? 0))[0];
    expect(together.indexOf(best as Reading)).toBe(7);
    for (const place of [0, 7, 23]) {
      const [alone] = await embedder.read(HEIGHT, [DAMS[place] as PassageText]);
      expect(alone).toEqual(together[place]);
    }
  });

  it('takes empty, odd and huge texts', async () => {
    const many = Array(400).fill('It is a very old dam.');
    const passages = [
      bare('', ['']),
      bare('', []),
      bare('\0 \ud800', ['\0', '\ud800']),
      bare('a'.repeat(100_000), ['a'.repeat(100_000)]),
      { ...NUREK, title: 'word '.repeat(20_000) },
      { ...NUREK, text: [SENTENCE, ...many].join(' '), sentences: [SENTENCE, ...many] },
    ];
    for (const question of ['', QUESTION, 'high '.repeat(20_000)]) {
      const readings = await embedder.read(question, passages);
      for (const [i, reading] of readings.entries()) {
        expect(Number.isFinite(reading?.logit), `${i}`).toBe(true);
        expect(reading?.sentences.some(Number.isNaN), `${i}`).toBe(false);
      }
    }
    const readings = await embedder.read(QUESTION, passages);
    // The heading gives way to the passage, and the passage's end to its beginning.
    expect(readings[4]?.logit).toBeGreaterThan(0);
    expect(readings[5]?.sentences.slice(-1)).toEqual([Number.NEGATIVE_INFINITY]);
    expect(await embedder.read(QUESTION, [])).toEqual([]);
  });
});

describe('reading', () => {
  it('goes through the passages in the order in which they are given', async () => {
    const heard = readingsOf();
    await embedder.read(HEIGHT, DAMS);
    heard.end();
    expect(heard.places).toEqual(DAMS.map((_, place) => place));
  });

  it('ends at the deadline with what was read until then', async () => {
    const whole = await embedder.read(HEIGHT, DAMS);
    const readings = await embedder.read(HEIGHT, DAMS, abortAfter(3));
    expect(logitsOf(readings.slice(0, 3))).toEqual(logitsOf(whole.slice(0, 3)));
    expect(readings.slice(3)).toEqual(DAMS.slice(3).map(() => null));
    const gone = AbortSignal.abort(new Error('before it began'));
    expect(await embedder.read(HEIGHT, DAMS, gone)).toEqual(DAMS.map(() => null));
  });

  it('stops where nobody waits for it any more', async () => {
    for (let time = 0; time < 10; time++) {
      const heard = readingsOf();
      await embedder.read(HEIGHT, DAMS, abortAfter(1 + (time % 3)));
      // Passages come after all that is still to be read.
      await embedder.embedPassages([bare('dam')]);
      heard.end();
      expect(heard.places.length).toBeLessThan(DAMS.length / 2);
    }
  });

  it('comes after questions and before passages', async () => {
    const order: string[] = [];
    const done = (name: string) => () => order.push(name);
    const child = running();
    const passages = embedder
      .embedPassages(Array.from({ length: 8 }, () => DAMS).flat())
      .then(done('passages'));
    await atWork(child);
    const read = embedder.read(HEIGHT, DAMS).then(done('read'));
    await new Promise<void>((resolve) => {
      child.on('message', function hear(message) {
        if ((message as FromWorker).kind !== 'reading') return;
        child.off('message', hear);
        resolve();
      });
    });
    await Promise.all([passages, read, embedder.embedQuery('Who?').then(done('query'))]);
    expect(order).toEqual(['query', 'read', 'passages']);
  });

  it('takes turns: a question that came later does not wait for one with many passages', async () => {
    const order: string[] = [];
    await Promise.all([
      embedder.read(HEIGHT, DAMS).then(() => order.push('many')),
      embedder.read(QUESTION, [NUREK]).then(() => order.push('one')),
    ]);
    expect(order).toEqual(['one', 'many']);
  });
});

describe('a reader that dies', () => {
  it('reads with the next model all that it was asked', async () => {
    const vitals = makeVitals();
    const mortal = await openEmbedder({ ...OPTIONS, vitals });
    const whole = await embedder.read(HEIGHT, DAMS);
    const child = running();
    const reading = mortal.read(HEIGHT, DAMS);
    for (let passage = 0; passage < 5; passage++) await atWork(child);
    const well = become(vitals, 'ill').then(() => become(vitals, 'well'));
    child.kill('SIGKILL');
    await well;
    expect(await reading).toEqual(whole);
    await mortal.close();
    expect(await mortal.read(HEIGHT, DAMS)).toEqual(DAMS.map(() => null));
  });

  it('keeps what it read where time is up before the next model is there', async () => {
    const vitals = makeVitals();
    const mortal = await openEmbedder({ ...OPTIONS, vitals });
    const stop = new AbortController();
    const child = running();
    const heard = readingsOf(child);
    const reading = mortal.read(HEIGHT, DAMS, stop.signal);
    for (let passage = 0; passage < 5; passage++) await atWork(child);
    child.kill('SIGKILL');
    await become(vitals, 'ill');
    stop.abort(new Error('no more time'));
    const readings = await reading;
    expect(heard.places.length).toBeGreaterThanOrEqual(3);
    expect(readings.filter((each) => each !== null)).toHaveLength(heard.places.length);
    await mortal.close();
  });
});

describe('a reader that is not there', () => {
  it.each([
    ['no-such-reader', 'modelTokenizerDamaged'],
    // It takes something else, and says so in its own words.
    [BUNDLED_MODEL, 'foreignWords'],
  ])('says why, and nothing is read: %s', async (reader, key) => {
    const without = await openEmbedder({ ...OPTIONS, reader });
    expect(without.hasReader).toBe(false);
    expect(without.readerProblem).toMatchObject({ key });
    expect(await without.read(QUESTION, [NUREK, NUREK])).toEqual([null, null]);
    expect(await without.embedQuery('peace')).toHaveLength(without.dimensions);
    expect(without.fingerprint).toBe(embedder.fingerprint);
    await without.close();
  });

  it('is no problem where none is wanted', async () => {
    const without = await openEmbedder({ ...OPTIONS, reader: null });
    expect(without).toMatchObject({ hasReader: false, readerProblem: null });
    expect(await without.read(QUESTION, [NUREK])).toEqual([null]);
    await without.close();
  });
});
