import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SentenceVectors } from '../../embeddings/sentence-vectors.ts';
import { clusteredVectors, dot } from '../fixtures/embeddings/vectors.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-sentences-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the store of sentence vectors', () => {
  it('scores within 0.01 of the exact dot product', () => {
    const vectors = clusteredVectors(500, 512, 1);
    const store = new SentenceVectors(512);
    for (let slot = 0; slot < 100; slot++) store.set(slot, vectors.slice(slot * 5, slot * 5 + 5));
    for (const query of [...clusteredVectors(10, 512, 2), ...vectors.slice(0, 10)]) {
      for (let slot = 0; slot < 100; slot++) {
        store.scores(slot, query).forEach((score, i) => {
          const exact = dot(vectors[slot * 5 + i] as Float32Array, query);
          expect(Math.abs(score - exact)).toBeLessThan(0.01);
        });
      }
    }
  });

  it('holds the bound for vectors of any shape', () => {
    const numbers = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), {
      minLength: 24,
      maxLength: 24,
    });
    const unitVector = numbers
      .map((values) => Float32Array.from(values))
      .filter((vector) => dot(vector, vector) > 1e-6)
      .map((vector) => vector.map((value) => value / Math.sqrt(dot(vector, vector))));
    fc.assert(
      fc.property(unitVector, unitVector, (vector, query) => {
        const store = new SentenceVectors(24);
        store.set(1, [vector]);
        expect(Math.abs((store.scores(1, query)[0] as number) - dot(vector, query))).toBeLessThan(
          0.01,
        );
        // What is read back and stored again does not drift.
        const [stored] = store.vectors(1);
        store.set(2, [stored as Float32Array]);
        expect(store.vectors(2)).toEqual([stored]);
      }),
    );
  });

  it('knows nothing of unknown and removed slots', () => {
    const store = new SentenceVectors(8);
    const vectors = clusteredVectors(3, 8, 3);
    store.set(0, vectors);
    expect([store.size, store.vectorCount]).toEqual([1, 3]);
    store.set(0, []);
    store.remove(9);
    expect([store.size, store.vectorCount]).toEqual([0, 0]);
    expect(store.scores(0, vectors[0] as Float32Array)).toEqual(new Float32Array(0));
    expect(store.vectors(0)).toEqual([]);
  });

  it('refuses bad slots and vectors and keeps what it had', () => {
    const store = new SentenceVectors(8);
    const [good] = clusteredVectors(1, 8, 3) as [Float32Array];
    store.set(1, [good]);
    for (const slot of [-1, 1.5, 2 ** 32, Number.NaN]) {
      expect(() => store.set(slot, [good])).toThrow(RangeError);
    }
    for (const bad of [new Float32Array(7), new Float32Array(8).fill(Number.NaN)]) {
      expect(() => store.set(1, [good, bad])).toThrow(TypeError);
    }
    expect(() => store.scores(1, new Float32Array(7))).toThrow(TypeError);
    expect(store.scores(1, good)[0]).toBeCloseTo(1, 2);
  });

  it('is a map, whatever is set, removed, saved and loaded, and as small as what it holds', async () => {
    const stored = fc.record({ slot: fc.nat(9), count: fc.nat(4) });
    const step = fc.oneof(
      { weight: 6, arbitrary: stored },
      { weight: 1, arbitrary: fc.constant('save' as const) },
    );
    const file = join(folder, 'property');
    const pool = clusteredVectors(60, 4, 5);
    const property = fc.asyncProperty(fc.array(step, { maxLength: 50 }), async (steps) => {
      let store = new SentenceVectors(4);
      const known = new Map<number, Float32Array[]>();
      for (const [i, one] of steps.entries()) {
        if (one === 'save') {
          await store.save(file);
          store = await SentenceVectors.load(file, { dimensions: 4 });
        } else {
          const vectors = pool.slice(i, i + one.count);
          store.set(one.slot, vectors);
          if (one.count > 0) known.set(one.slot, vectors);
          else known.delete(one.slot);
        }
      }
      expect(store.size).toBe(known.size);
      expect(store.vectorCount).toBe([...known.values()].flat().length);
      for (const [slot, vectors] of known) {
        const query = pool[0] as Float32Array;
        const expected = new SentenceVectors(4);
        expected.set(0, vectors);
        expect(store.scores(slot, query)).toEqual(expected.scores(0, query));
      }
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it('may be changed while it is saved; the file has the state before', async () => {
    const vectors = clusteredVectors(10_000, 8, 6);
    const store = new SentenceVectors(8);
    vectors.forEach((vector, slot) => {
      store.set(slot, [vector]);
    });
    const file = join(folder, 'meanwhile');
    const saving = store.save(file);
    for (let slot = 0; slot < 9000; slot++) store.remove(slot);
    store.set(20_000, [vectors[1] as Float32Array]);
    await saving;
    expect(store.size).toBe(1001);
    const loaded = await SentenceVectors.load(file, { dimensions: 8 });
    expect(loaded.size).toBe(10_000);
    for (const slot of [0, 4095, 4096, 8999, 9999]) {
      const vector = vectors[slot] as Float32Array;
      expect(loaded.scores(slot, vector)[0]).toBeCloseTo(1, 2);
    }
  });

  it('may be saved again while it is saved; each file has the state of its own moment', async () => {
    const vectors = clusteredVectors(10_000, 8, 7);
    const store = new SentenceVectors(8);
    vectors.forEach((vector, slot) => {
      store.set(slot, [vector]);
    });
    const files = [join(folder, 'first'), join(folder, 'second')] as const;
    const first = store.save(files[0]);
    for (let slot = 0; slot < 4000; slot++) store.remove(slot);
    const second = store.save(files[1]);
    for (let slot = 4000; slot < 9000; slot++) store.remove(slot);
    await Promise.all([first, second]);
    const sizes = [10_000, 6000];
    for (const [i, file] of files.entries()) {
      const loaded = await SentenceVectors.load(file, { dimensions: 8 });
      expect(loaded.size).toBe(sizes[i]);
      for (const slot of [4000, 8999, 9999]) {
        expect(loaded.scores(slot, vectors[slot] as Float32Array)[0]).toBeCloseTo(1, 2);
      }
    }
  });

  it('refuses a file that is not what was saved', async () => {
    const store = new SentenceVectors(8);
    store.set(3, clusteredVectors(4, 8, 7));
    const file = join(folder, 'damaged');
    await store.save(file);
    const whole = await readFile(file);
    const damages = [
      () => rm(file),
      () => truncate(file, 10),
      () => truncate(file, whole.length - 1),
      () => writeFile(file, Buffer.concat([whole, Buffer.alloc(1)])),
      () => writeFile(file, 'text '.repeat(100)),
      () => writeFile(file, Buffer.concat([whole.subarray(0, 12), Buffer.alloc(4, 0xff)])),
      // Positions: one twice, one far out.
      () => writeFile(file, changed(whole, 16 + 16, 1)),
      () => writeFile(file, changed(whole, 16 + 16, 0xff, 0xff, 0xff, 0xff)),
    ];
    for (const damage of damages) {
      await writeFile(file, whole);
      await damage();
      await expect(SentenceVectors.load(file, { dimensions: 8 })).rejects.toMatchObject({
        name: 'Refusal',
        key: 'savedFileUnusable',
      });
    }
    await writeFile(file, whole);
    await expect(SentenceVectors.load(file, { dimensions: 4 })).rejects.toMatchObject({
      key: 'savedFileUnusable',
    });
  });

  it('says so when it cannot write, and leaves nothing behind', async () => {
    const store = new SentenceVectors(8);
    store.set(3, clusteredVectors(4, 8, 7));
    await expect(store.save(join(folder, 'missing/file'))).rejects.toMatchObject({
      key: 'fileNotWritten',
    });
    await store.save(join(folder, 'fine'));
    expect((await readdir(folder)).filter((name) => name.includes('tmp'))).toEqual([]);
  });
});

function changed(bytes: Buffer, at: number, ...values: number[]): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(values, at);
  return copy;
}
