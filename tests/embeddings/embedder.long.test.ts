import { type ChildProcess, execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EmbeddedPassage, type Embedder, openEmbedder } from '../../embeddings/embedder.ts';
import type { PassageText } from '../../embeddings/passage-text.ts';
import { makeVitals, type Vitals } from '../../src/supervision/vitals.ts';
import { dot } from '../fixtures/embeddings/vectors.ts';
import { bare, FIXTURE_DIMENSIONS, FIXTURE_MODEL, fixtureEmbedding } from '../support/embedding.ts';
import {
  atWork,
  become,
  latest,
  running,
  started,
  watchStarts,
} from '../support/model-processes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fixture = {
  ...fixtureEmbedding(join(root, 'data/none')),
  hubUrl: 'http://127.0.0.1:9', // Nobody listens there: such a model needs no hub.
};
const PARAGRAPH = 'The talks were held in a small town and ended without a signed paper. '.repeat(
  8,
);

let embedder: Embedder;
beforeAll(async () => {
  watchStarts();
  embedder = await openEmbedder(fixture);
});
afterAll(() => embedder.close());

describe('a model without spans', () => {
  it('says what it is', async () => {
    expect(embedder).toMatchObject({
      ...{ model: FIXTURE_MODEL, dimensions: FIXTURE_DIMENSIONS, window: 510 },
      ...{ hasReader: false, readerProblem: null },
    });
    expect(embedder.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    const other = await openEmbedder({ ...fixture, passagePrefix: 'passage: ' });
    expect(other.fingerprint).not.toBe(embedder.fingerprint);
    await other.close();
  });

  it('gives unit vectors that know what texts are about', async () => {
    const [bank, river] = await embedder.embedPassages([
      bare('The central bank raised interest rates to fight inflation.'),
      bare('The river flooded several villages after days of heavy rain.'),
    ]);
    const vectors = [
      bank?.vector,
      river?.vector,
      await embedder.embedQuery('water destroyed homes'),
    ];
    for (const vector of vectors as Float32Array[]) expect(dot(vector, vector)).toBeCloseTo(1, 5);
    const [ofBank, ofRiver, query] = vectors as [Float32Array, Float32Array, Float32Array];
    expect(dot(query, ofRiver)).toBeGreaterThan(dot(query, ofBank) + 0.1);
  });

  it('embeds a sentence by itself, under the title of its article', async () => {
    const sentences = ['It rained.', 'The bank was flooded.'];
    const text = sentences.join(' ');
    const [passage] = await embedder.embedPassages([
      { title: 'The river', section: 'Floods', context: null, text, sentences },
    ]);
    const alone = await embedder.embedPassages(
      [`Floods. ${text}`, ...sentences].map((each) => ({ ...bare(each), title: 'The river' })),
    );
    const found = [passage?.vector, ...(passage?.sentenceVectors ?? [])];
    expect(found).toHaveLength(3);
    for (const [i, vector] of found.entries()) {
      expect(dot(vector as Float32Array, alone[i]?.vector as Float32Array)).toBeCloseTo(1, 5);
    }
  });

  it('gives a text the same vector alone and among others, in the order of the texts', async () => {
    const texts = Array.from(
      { length: 150 },
      (_, i) => `Number ${i} ${'of many words '.repeat(i % 7)}`,
    );
    const passages = texts.map((text, i) => bare(text, Array(i % 4).fill(text)));
    const together = await embedder.embedPassages(passages);
    expect(together.map(({ sentenceVectors }) => sentenceVectors.length)).toEqual(
      passages.map(({ sentences }) => sentences.length),
    );
    for (const i of [0, 1, 77, 149]) {
      const [alone] = await embedder.embedPassages([passages[i] as PassageText]);
      for (const vector of [together[i]?.vector, ...(together[i]?.sentenceVectors ?? [])]) {
        expect(dot(alone?.vector as Float32Array, vector as Float32Array)).toBeCloseTo(1, 5);
      }
    }
  });

  it('takes empty, odd and huge texts', async () => {
    const texts = ['', ' ', '\0', '\ud800', '漢字', 'a'.repeat(100_000), 'word '.repeat(20_000)];
    const vectors = await embedder.embedPassages(texts.map((text) => bare(text, [text])));
    for (const { vector, sentenceVectors } of vectors) {
      for (const each of [vector, ...sentenceVectors]) expect(dot(each, each)).toBeCloseTo(1, 4);
    }
    expect(await embedder.embedPassages([])).toEqual([]);
  });

  it('counts tokens; a huge text is always above the window', async () => {
    const huge = ['x'.repeat(100_000), ' '.repeat(100_000), 'word '.repeat(20_000)];
    const [none, two, inWindow, ...tooLong] = await embedder.countTokens([
      '',
      'Hello world',
      'word '.repeat(510),
      ...huge,
    ]);
    expect([none, two, inWindow]).toEqual([0, 2, 510]);
    for (const count of tooLong) expect(count).toBeGreaterThan(embedder.window);
    expect(await embedder.countTokens([])).toEqual([]);
  });

  it('answers a question before passages that were there first, and leaves the event loop free', async () => {
    const order: string[] = [];
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks++;
    }, 1);
    const passages = embedder
      .embedPassages(Array.from({ length: 600 }, (_, i) => bare(`${i} ${PARAGRAPH}`)))
      .then(() => order.push('passages'));
    const query = embedder.embedQuery('Who signed?').then(() => order.push('query'));
    await Promise.all([passages, query]);
    clearInterval(ticking);
    expect(order).toEqual(['query', 'passages']);
    expect(ticks).toBeGreaterThan(3);
  });
});

describe('the model, killed or stopped at any moment', () => {
  const texts = Array.from(
    { length: 300 },
    (_, i) => `Number ${i} ${'of many words '.repeat(i % 9)}`,
  );
  const questions = ['Who signed?', 'Where were the talks held?', 'What is a number?'];

  /** Asks for everything that there is to ask for. */
  async function everything(of = mortal) {
    const [passages, counts, ...queries] = await Promise.all([
      of.embedPassages(texts.map((text) => bare(text, [text]))),
      of.countTokens(texts),
      ...questions.map((question) => of.embedQuery(question)),
    ]);
    const vectors = (passages as EmbeddedPassage[]).flatMap((each) => [
      each.vector,
      ...each.sentenceVectors,
    ]);
    return { vectors: [...vectors, ...queries], counts };
  }

  let vitals: Vitals;
  let mortal: Embedder;
  let undisturbed: Awaited<ReturnType<typeof everything>>;
  beforeAll(async () => {
    undisturbed = await everything(embedder);
  });
  // One for each test: after many deaths the pauses are long.
  beforeEach(async () => {
    vitals = makeVitals();
    mortal = await openEmbedder({ ...fixture, vitals });
  });
  afterEach(() => mortal.close());

  function expectUndisturbed({ vectors, counts }: typeof undisturbed): void {
    expect(counts).toEqual(undisturbed.counts);
    expect(vectors).toHaveLength(undisturbed.vectors.length);
    for (const [i, vector] of vectors.entries()) {
      expect(dot(vector as Float32Array, undisturbed.vectors[i] as Float32Array)).toBeCloseTo(1, 5);
    }
  }

  it.each([1, 2, 9])('answers all that it was asked after SIGKILL in batch %i', async (batch) => {
    const all = everything();
    const first = running();
    for (let i = 0; i < batch; i++) await atWork(first);
    first.kill('SIGKILL');
    expectUndisturbed(await all);
    expect(running() === first).toBe(false);
    expect(vitals.state('model')).toMatchObject({ state: 'well', ailment: null });
  });

  it('answers all that it was asked after two deaths in a row', async () => {
    const { restarts } = vitals.state('model');
    const all = everything();
    for (let death = 0; death < 2; death++) {
      const child = running();
      const ill = become(vitals, 'ill');
      await atWork(child);
      child.kill('SIGKILL');
      expect((await ill).ailment).toEqual({ key: 'modelStopped' });
      await become(vitals, 'well');
    }
    expectUndisturbed(await all);
    expect(vitals.state('model').restarts).toBe(restarts + 2);
  });

  it('is replaced where it gives no sign of life for four seconds, and answers', async () => {
    const all = everything();
    const first = running();
    await atWork(first);
    const began = performance.now();
    first.kill('SIGSTOP');
    const ill = become(vitals, 'ill').then(({ ailment }) => ({ ailment, at: performance.now() }));
    const late = mortal.embedQuery('Who came late?');
    const { ailment, at } = await ill;
    expect(ailment).toEqual({ key: 'modelHung', facts: { n: 4 } });
    expect(at - began).toBeGreaterThan(3_000);
    expect(at - began).toBeLessThan(6_000);
    expectUndisturbed(await all);
    expect(await late).toHaveLength(FIXTURE_DIMENSIONS);
    expect(first.signalCode).toBe('SIGKILL');
  });

  it('gives texts up that it died of three times, and goes on with the others', async () => {
    // Long enough that it is still at them when that is heard here: what a native call would do.
    const victim = mortal.embedPassages(Array(16).fill(bare('漢字'.repeat(8_000))));
    const rejected = expect(victim).rejects.toMatchObject({ key: 'embedderStopped' });
    const bystander = mortal.embedPassages(texts.map((text) => bare(text)));
    for (let death = 1; death <= 3; death++) {
      const child = running();
      await atWork(child);
      const well = become(vitals, 'well');
      child.kill('SIGKILL');
      await well;
    }
    await rejected;
    expect(await bystander).toHaveLength(texts.length);
  });

  it('lets a question be withdrawn, also while there is no model', async () => {
    const child = running();
    child.kill('SIGKILL');
    await become(vitals, 'ill');
    const stop = new AbortController();
    const question = mortal.embedQuery('Who has no patience?', stop.signal);
    stop.abort(new Error('too late'));
    await expect(question).rejects.toThrow('too late');
    await become(vitals, 'well');
    await expect(mortal.embedQuery('Who?', stop.signal)).rejects.toThrow('too late');
  });
});

it('lives while it idles, as the first one did all the time', async () => {
  const idle = started[0] as ChildProcess;
  for (let signs = 0; signs < 2; signs++) {
    await new Promise((resolve) => idle.once('message', resolve));
  }
  expect(await embedder.embedQuery('peace')).toHaveLength(FIXTURE_DIMENSIONS);
  expect(idle.exitCode ?? idle.signalCode).toBeNull();
});

describe('a model that cannot be kept running', () => {
  /** Opens one each of whose processes dies when `isDoomed` says so, as soon as it has started. */
  function doom(isDoomed: () => boolean): { restore(): void } {
    const before = started.length;
    const timer = setInterval(() => {
      for (const child of started.slice(before)) if (isDoomed()) child.kill('SIGKILL');
    }, 10);
    return { restore: () => clearInterval(timer) };
  }

  it('ends the opening after three starts that failed, where nobody watches over it', async () => {
    const before = started.length;
    const doomed = doom(() => true);
    await expect(openEmbedder(fixture)).rejects.toMatchObject({
      key: 'modelUnavailable',
      facts: { reason: { key: 'modelStoppedLoading' } },
    });
    doomed.restore();
    expect(started.length - before).toBe(3);
  });

  it('is started for as long as it takes, where somebody does, and is there at last', async () => {
    const before = started.length;
    const doomed = doom(() => started.length - before < 5);
    const opened = await openEmbedder({ ...fixture, vitals: makeVitals() });
    doomed.restore();
    expect(started.length - before).toBe(5);
    expect(await opened.embedQuery('peace')).toHaveLength(FIXTURE_DIMENSIONS);
    await opened.close();
  });

  it('lets no question wait once it has failed to start twice, and takes them again after', async () => {
    const own = makeVitals();
    const opened = await openEmbedder({ ...fixture, vitals: own });
    const passages = opened.embedPassages([bare('peace')]);
    const before = started.length;
    let isDoomed = true;
    const doomed = doom(() => isDoomed);
    running().kill('SIGKILL');
    await become(own, 'ill');
    const waiting = opened.embedQuery('peace');
    await expect(waiting).rejects.toMatchObject({ key: 'embedderStopped' });
    expect(started.length - before).toBe(2);
    await expect(opened.embedQuery('peace')).rejects.toMatchObject({ key: 'embedderStopped' });
    isDoomed = false;
    await become(own, 'well');
    doomed.restore();
    const [passage] = await passages;
    const [again] = await opened.embedPassages([bare('peace')]);
    expect(passage).toEqual(again);
    expect(await opened.embedQuery('peace')).toHaveLength(FIXTURE_DIMENSIONS);
    await opened.close();
  });
});

describe('closing', () => {
  it('ends the process, may be called twice, and rejects what is pending', async () => {
    const opened = await openEmbedder(fixture);
    const pending = opened.embedPassages(Array(300).fill(bare(PARAGRAPH)));
    const rejected = expect(pending).rejects.toMatchObject({ key: 'embedderClosed' });
    await Promise.all([opened.close(), opened.close(), rejected]);
    expect(latest().signalCode).toBe('SIGKILL');
    await expect(opened.embedQuery('late')).rejects.toMatchObject({ key: 'embedderClosed' });
  });

  it('ends a process that is stopped, or dead and about to be started again', async () => {
    for (const signal of ['SIGSTOP', 'SIGKILL'] as const) {
      const own = makeVitals();
      const opened = await openEmbedder({ ...fixture, vitals: own });
      const ill = become(own, 'ill');
      running().kill(signal);
      if (signal === 'SIGKILL') await ill;
      const pending = opened.embedPassages([bare(PARAGRAPH)]);
      const rejected = expect(pending).rejects.toMatchObject({ key: 'embedderClosed' });
      const before = started.length;
      const began = performance.now();
      await Promise.all([opened.close(), rejected]);
      expect(performance.now() - began).toBeLessThan(2_000);
      expect(started.length).toBe(before);
      expect(latest().signalCode).toBe('SIGKILL');
    }
  });

  it('ends the opening at any moment of it', async () => {
    const stop = new AbortController();
    const opening = openEmbedder({ ...fixture, vitals: makeVitals(), signal: stop.signal });
    await vi.waitFor(() => expect(latest().exitCode ?? latest().signalCode).toBeNull());
    stop.abort();
    await expect(opening).rejects.toMatchObject({ key: 'embedderClosed' });
    expect(latest().signalCode).toBe('SIGKILL');
    const late = openEmbedder({ ...fixture, signal: stop.signal });
    await expect(late).rejects.toMatchObject({ key: 'embedderClosed' });
  });

  it('lets the process end after close', async () => {
    const embedder = pathToFileURL(join(root, 'embeddings/embedder.ts')).href;
    const script = `
      import { openEmbedder } from '${embedder}';
      const opened = await openEmbedder(${JSON.stringify(fixture)});
      const vector = await opened.embedQuery('peace');
      await opened.close();
      console.log(vector.length);
    `;
    const run = promisify(execFile);
    const { stdout, stderr } = await run(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      { cwd: root },
    );
    expect([stdout, stderr]).toEqual([`${FIXTURE_DIMENSIONS}\n`, '']);
  });
});
