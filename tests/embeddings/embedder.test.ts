import { ChildProcess, execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Embedder, openEmbedder } from '../../embeddings/embedder.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bundled = {
  model: 'footnote-static-v1',
  bundledDir: join(root, 'embeddings/models'),
  cacheDir: join(root, 'data/none'),
  hubUrl: 'http://127.0.0.1:9', // Nobody listens there: the bundled model needs no hub.
};
const PARAGRAPH = 'The talks were held in a small town and ended without a signed paper. '.repeat(
  8,
);

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}

/** The threads and processes that were started or written to, in order. */
const hosts: (Worker | ChildProcess)[] = [];

/** Keeps what passes by, and lets it through. */
function watchHosts(): void {
  const { postMessage } = Worker.prototype;
  vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker, ...args) {
    if (!hosts.includes(this)) hosts.push(this);
    return postMessage.apply(this, args);
  });
  const prototype = ChildProcess.prototype as ChildProcess & { spawn(options: object): number };
  const { spawn } = prototype;
  vi.spyOn(prototype, 'spawn').mockImplementation(function (this: ChildProcess, options) {
    hosts.push(this);
    return spawn.call(this, options);
  });
}

/**
 * Lets a host die. A thread dies of a message that it does not know: ended from outside while the
 * model computes, onnxruntime throws where nobody can catch it, and takes the process with it.
 */
function kill(host: Worker | ChildProcess | undefined): void {
  if (host instanceof Worker) host.postMessage(null);
  else host?.kill('SIGKILL');
}

let embedder: Embedder;
beforeAll(async () => {
  watchHosts();
  embedder = await openEmbedder(bundled);
});
afterAll(() => embedder.close());

describe('the bundled model', () => {
  it('says what it is', async () => {
    expect(embedder).toMatchObject({ model: 'footnote-static-v1', dimensions: 512, window: 510 });
    expect(embedder.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    const other = await openEmbedder({ ...bundled, passagePrefix: 'passage: ' });
    expect(other.fingerprint).not.toBe(embedder.fingerprint);
    await other.close();
  });

  it('gives unit vectors that know what texts are about', async () => {
    const [bank, river] = await embedder.embedPassages([
      'The central bank raised interest rates to fight inflation.',
      'The river flooded several villages after days of heavy rain.',
    ]);
    const query = await embedder.embedQuery('water destroyed homes');
    for (const vector of [bank, river, query] as Float32Array[]) {
      expect(dot(vector, vector)).toBeCloseTo(1, 5);
    }
    expect(dot(query, river as Float32Array)).toBeGreaterThan(
      dot(query, bank as Float32Array) + 0.1,
    );
  });

  it('gives a text the same vector alone and among others, in the order of the texts', async () => {
    const texts = Array.from(
      { length: 150 },
      (_, i) => `Number ${i} ${'of many words '.repeat(i % 7)}`,
    );
    const together = await embedder.embedPassages(texts);
    expect(together).toHaveLength(texts.length);
    for (const i of [0, 1, 77, 149]) {
      const [alone] = await embedder.embedPassages([texts[i] as string]);
      expect(dot(alone as Float32Array, together[i] as Float32Array)).toBeCloseTo(1, 5);
    }
  });

  it('takes empty, odd and huge texts', async () => {
    const texts = ['', ' ', '\0', '\ud800', '漢字', 'a'.repeat(100_000), 'word '.repeat(20_000)];
    const vectors = await embedder.embedPassages(texts);
    for (const vector of vectors) expect(dot(vector, vector)).toBeCloseTo(1, 4);
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
      .embedPassages(Array.from({ length: 600 }, (_, i) => `${i} ${PARAGRAPH}`))
      .then(() => order.push('passages'));
    const query = embedder.embedQuery('Who signed?').then(() => order.push('query'));
    await Promise.all([passages, query]);
    clearInterval(ticking);
    expect(order).toEqual(['query', 'passages']);
    expect(ticks).toBeGreaterThan(3);
  });
});

describe('the worker', () => {
  it('rejects what is pending when it dies, and is there again for the next call', async () => {
    // The first model of a process is in a thread, the next ones in processes of their own.
    for (const kind of [Worker, ChildProcess]) {
      const before = await embedder.embedQuery('peace');
      const pending = embedder.embedPassages(Array(300).fill(PARAGRAPH));
      const host = hosts.at(-1);
      expect(host instanceof kind).toBe(true);
      kill(host);
      await expect(pending).rejects.toMatchObject({ name: 'Refusal', key: 'embedderStopped' });
      const after = await embedder.embedQuery('peace');
      expect(dot(after, before)).toBeCloseTo(1, 6);
      expect(hosts.at(-1) === host).toBe(false);
    }
  });

  it('is not started again and again', async () => {
    const opened = await openEmbedder(bundled);
    for (let death = 0; death < 2; death++) {
      const pending = opened.embedPassages(Array(300).fill(PARAGRAPH));
      kill(hosts.at(-1));
      await expect(pending).rejects.toMatchObject({ key: 'embedderStopped' });
    }
    await expect(opened.embedQuery('peace')).rejects.toMatchObject({ key: 'modelUnavailable' });
    await opened.close();
  });

  it('ends at close, which may be called twice; what is pending is rejected', async () => {
    const opened = await openEmbedder(bundled);
    const pending = opened.embedPassages(Array(300).fill(PARAGRAPH));
    const rejected = expect(pending).rejects.toMatchObject({ key: 'embedderClosed' });
    await Promise.all([opened.close(), opened.close(), rejected]);
    expect((hosts.at(-1) as ChildProcess).exitCode).toBe(0);
    await expect(opened.embedQuery('late')).rejects.toMatchObject({ key: 'embedderClosed' });
  });

  it('lets the process end after close', async () => {
    const embedder = pathToFileURL(join(root, 'embeddings/embedder.ts')).href;
    const script = `
      import { openEmbedder } from '${embedder}';
      const opened = await openEmbedder(${JSON.stringify(bundled)});
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
    expect([stdout, stderr]).toEqual(['512\n', '']);
  });
});
