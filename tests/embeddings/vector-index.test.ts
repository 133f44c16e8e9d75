import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import hnswlib from 'hnswlib-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256File } from '../../embeddings/checksum.ts';
import { type Graph, hasGraphs } from '../../embeddings/hnswlib.ts';
import { VectorIndex } from '../../embeddings/vector-index.ts';
import { clusteredVectors, dot, nearest, unit } from '../fixtures/embeddings/vectors.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-vectors-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** With hnswlib, which has to be there, and without. */
const KINDS = [
  ['a graph', false],
  ['an exact search', true],
] as const;

it('has hnswlib, as its own types have it', () => {
  expect(hasGraphs()).toBe(true);
  const graph: Graph = new hnswlib.HierarchicalNSW('ip', 8);
  graph.initIndex(1, 16, 100, 1, false);
  expect(graph.getMaxElements()).toBe(1);
});

function filled(vectors: readonly Float32Array[], exact = false): VectorIndex {
  const index = new VectorIndex(vectors[0]?.length ?? 8, { exact });
  vectors.forEach((vector, slot) => {
    index.add(slot, vector);
  });
  return index;
}

function slots(found: readonly { slot: number }[]): number[] {
  return found.map(({ slot }) => slot);
}

describe.each(KINDS)('searching: %s', (_kind, exact) => {
  const vectors = clusteredVectors(2000, 64, 7);
  const index = filled(vectors, exact);
  const queries = clusteredVectors(40, 64, 8);
  const all = vectors.map((vector, slot) => [slot, vector] as const);

  // See `vector-index.long.test.ts` for many.
  it('finds what an exact scan finds', () => {
    let count = 0;
    for (const query of queries) {
      const best = new Set(slots(nearest(all, query, 10)));
      count += slots(index.search(query, 10)).filter((slot) => best.has(slot)).length;
    }
    expect(count / (queries.length * 10)).toBeGreaterThanOrEqual(exact ? 1 : 0.97);
  });

  it('gives cosines, best first', () => {
    for (const query of queries) {
      const found = index.search(query, 10);
      expect(found).toHaveLength(10);
      for (const { slot, similarity } of found) {
        expect(similarity).toBeCloseTo(dot(query, vectors[slot] as Float32Array), 5);
      }
      const similarities = found.map(({ similarity }) => similarity);
      expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
    }
  });

  it.each([
    ['few', (slot: number) => slot % 100 === 3],
    ['most', (slot: number) => slot % 3 !== 0],
  ])('filters before it ranks when the filter lets %s through', (_, lets) => {
    const allowed = new Set([...vectors.keys()].filter(lets));
    const entries = all.filter(([slot]) => allowed.has(slot));
    let found = 0;
    for (const query of queries) {
      const exact = slots(nearest(entries, query, 10));
      const answer = slots(index.search(query, 10, allowed));
      expect(answer).toHaveLength(10);
      expect(answer.every((slot) => allowed.has(slot))).toBe(true);
      found += answer.filter((slot) => exact.includes(slot)).length;
    }
    expect(found / (queries.length * 10)).toBeGreaterThanOrEqual(0.97);
  });

  it('gives fewer than asked for when there are fewer, and none from nothing', () => {
    const few = filled(clusteredVectors(3, 8, 1), exact);
    const query = Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0);
    expect(few.search(query, 1_000_000)).toHaveLength(3);
    expect(few.search(query, 10, new Set([1, 77]))).toHaveLength(1);
    for (const k of [0, -1, Number.NaN]) expect(few.search(query, k)).toEqual([]);
    expect(few.search(query, 10, new Set())).toEqual([]);
    expect(new VectorIndex(8, { exact }).search(query, 10)).toEqual([]);
  });
});

describe.each(KINDS)('what hnswlib would swallow or die of: %s', (_kind, exact) => {
  const [good, other] = clusteredVectors(2, 8, 3) as [Float32Array, Float32Array];

  it.each([-1, 2 ** 32, 2 ** 32 + 5, 1.7, Number.NaN, '5' as unknown as number])(
    'refuses slot %s',
    (slot) => {
      const index = new VectorIndex(8, { exact });
      expect(() => index.add(slot, good)).toThrow(RangeError);
      expect(index.size).toBe(0);
    },
  );

  it('takes the largest slot', () => {
    const index = new VectorIndex(8, { exact });
    index.add(2 ** 32 - 1, good);
    expect(slots(index.search(good, 1))).toEqual([2 ** 32 - 1]);
  });

  it.each([
    ['another length', new Float32Array(7).fill(1)],
    ['a number that is none', Float32Array.of(1, Number.NaN, 0, 0, 0, 0, 0, 0)],
    ['infinity', Float32Array.of(1, Number.POSITIVE_INFINITY, 0, 0, 0, 0, 0, 0)],
    ['nothing but zeros', new Float32Array(8)],
    ['strings', ['a', 0, 0, 0, 0, 0, 0, 0] as unknown as Float32Array],
  ])('refuses a vector with %s, and keeps the former one', (_, bad) => {
    const index = new VectorIndex(8, { exact });
    index.add(1, good);
    expect(() => index.add(1, bad)).toThrow(TypeError);
    expect(() => index.search(bad, 1)).toThrow(TypeError);
    expect(index.search(good, 1)[0]?.similarity).toBeCloseTo(1, 5);
  });

  it('replaces, removes, takes a slot again, and grows by itself', () => {
    const index = new VectorIndex(8, { exact });
    const vectors = clusteredVectors(3000, 8, 4);
    for (const [slot, vector] of vectors.entries()) index.add(slot, vector);
    expect(index.size).toBe(3000);
    index.add(5, other);
    expect(index.search(other, 1)).toEqual([{ slot: 5, similarity: expect.closeTo(1, 5) }]);
    expect(index.size).toBe(3000);
    index.remove(5);
    index.remove(5);
    expect(slots(index.search(other, 3000))).not.toContain(5);
    expect(index.vector(5)).toBeNull();
    index.add(5, good);
    expect(index.size).toBe(3000);
    expect(dot(index.vector(5) as Float32Array, good)).toBeCloseTo(1, 5);
  });

  it('is not to be used after close, which may be called twice', () => {
    const index = filled([good], exact);
    index.close();
    index.close();
    expect(() => index.search(good, 1)).toThrow(/closed/);
    expect(() => index.add(1, good)).toThrow(/closed/);
  });
});

describe.each(KINDS)('saving and loading: %s', (_kind, exact) => {
  it('gives the same answers, whatever was added and removed before and after', async () => {
    const vector = fc
      .array(fc.integer({ min: -100, max: 100 }), { minLength: 4, maxLength: 4 })
      .filter((numbers) => numbers.some((number) => number !== 0))
      .map((numbers) => Float32Array.from(numbers));
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ add: fc.nat(12), vector }) },
      { weight: 3, arbitrary: fc.record({ remove: fc.nat(12) }) },
      { weight: 1, arbitrary: fc.constant('save' as const) },
    );
    const file = join(folder, 'property');
    const property = fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      vector,
      async (steps, query) => {
        let index = new VectorIndex(4, { exact });
        const known = new Map<number, Float32Array>();
        for (const one of steps) {
          if (one === 'save') {
            await index.save(file);
            index = await VectorIndex.load(file, { dimensions: 4, count: known.size, exact });
          } else if ('add' in one) {
            index.add(one.add, one.vector);
            known.set(one.add, unit(one.vector));
          } else {
            index.remove(one.remove);
            known.delete(one.remove);
          }
        }
        const best = nearest([...known], query, 5).map(({ similarity }) => similarity);
        const found = index.search(query, 5);
        expect(found).toHaveLength(best.length);
        found.forEach(({ slot, similarity }, i) => {
          expect(similarity).toBeCloseTo(best[i] as number, 4);
          expect(
            nearest([[slot, known.get(slot) as Float32Array]], query, 1)[0]?.similarity,
          ).toBeCloseTo(similarity, 4);
        });
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it('keeps recall after a load, which makes hnswlib forget its ef', async () => {
    const vectors = clusteredVectors(3000, 64, 5);
    const index = filled(vectors, exact);
    const file = join(folder, 'recall');
    await index.save(file);
    const loaded = await VectorIndex.load(file, { dimensions: 64, count: 3000, exact });
    for (const query of clusteredVectors(30, 64, 6)) {
      expect(loaded.search(query, 10)).toEqual(index.search(query, 10));
    }
    expect(await sha256File(file)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('goes on being searched and changed while it is saved; the file has the state before', async () => {
    const vectors = clusteredVectors(1500, 64, 9);
    const index = filled(vectors.slice(0, 1000), exact);
    const file = join(folder, 'meanwhile');
    const saving = index.save(file);
    await Promise.resolve();
    for (let slot = 1000; slot < 1500; slot++) index.add(slot, vectors[slot] as Float32Array);
    index.remove(0);
    index.remove(1200);
    const last = vectors[1499] as Float32Array;
    expect(slots(index.search(last, 1))).toEqual([1499]);
    expect(slots(index.search(vectors[1200] as Float32Array, 1500))).not.toContain(1200);
    await saving;
    expect(index.size).toBe(1498);
    expect(slots(index.search(last, 1))).toEqual([1499]);
    expect(slots(index.search(vectors[0] as Float32Array, 1500))).not.toContain(0);
    const loaded = await VectorIndex.load(file, { dimensions: 64, count: 1000, exact });
    expect(slots(loaded.search(vectors[0] as Float32Array, 1))).toEqual([0]);
  });

  it('leaves removed rows out of the file when there are many', async () => {
    const vectors = clusteredVectors(2400, 8, 10);
    const index = filled(vectors, exact);
    const before = join(folder, 'before');
    await index.save(before);
    for (let slot = 0; slot < 2200; slot++) index.remove(slot);
    const after = join(folder, 'after');
    const saving = index.save(after);
    await new Promise((resolve) => setImmediate(resolve));
    index.add(5, vectors[5] as Float32Array);
    index.remove(2399);
    await saving;
    expect((await readFile(after)).length).toBeLessThan((await readFile(before)).length / 5);
    expect(index.size).toBe(200);
    expect(slots(index.search(vectors[5] as Float32Array, 1))).toEqual([5]);
    expect(slots(index.search(vectors[2399] as Float32Array, 200))).not.toContain(2399);
  });

  it('says so when it cannot write, and leaves nothing behind', async () => {
    const index = filled(clusteredVectors(10, 8, 1), exact);
    await expect(index.save(join(folder, 'missing/folder/file'))).rejects.toMatchObject({
      name: 'Refusal',
      key: 'fileNotWritten',
    });
    await index.save(join(folder, 'fine'));
    expect((await readdir(folder)).filter((name) => /tmp|graph/.test(name))).toEqual([]);
  });
});

describe('what is saved with hnswlib and loaded without, and the other way round', () => {
  const vectors = clusteredVectors(3000, 64, 12);
  const queries = clusteredVectors(20, 64, 13);
  const file = () => join(folder, 'other-way');

  /** Saved by one kind, with removed and replaced slots in it, loaded by the other. */
  async function passedOn(from: boolean): Promise<[VectorIndex, VectorIndex]> {
    const saved = filled(vectors, from);
    for (let slot = 0; slot < 300; slot++) saved.remove(slot);
    saved.add(500, vectors[0] as Float32Array);
    await saved.save(file());
    const expected = { dimensions: 64, count: 2700, exact: !from };
    return [saved, await VectorIndex.load(file(), expected)];
  }

  const answers = (index: VectorIndex) =>
    queries.map((query) =>
      index.search(query, 10).map(({ slot, similarity }) => [slot, expect.closeTo(similarity, 5)]),
    );
  const found = (index: VectorIndex) =>
    queries.map((query) => index.search(query, 10).map((each) => [each.slot, each.similarity]));

  it('keeps every vector without hnswlib', async () => {
    const [saved, loaded] = await passedOn(false);
    for (const slot of saved.slots()) expect(loaded.vector(slot)).toEqual(saved.vector(slot));
    expect(loaded.size).toBe(2700);
    let same = 0;
    for (const query of queries) {
      const nearest = slots(loaded.search(query, 10));
      same += slots(saved.search(query, 10)).filter((slot) => nearest.includes(slot)).length;
    }
    expect(same / (queries.length * 10)).toBeGreaterThanOrEqual(0.97);
  });

  it('finds all at once with hnswlib, and makes a graph meanwhile', async () => {
    const [saved, loaded] = await passedOn(true);
    expect(found(loaded)).toEqual(answers(saved));
    const linking = loaded.link();
    await new Promise((resolve) => setImmediate(resolve));
    // While it is made: changes are seen, and nothing is lost of what is in it and what is not.
    loaded.remove(2999);
    loaded.remove(301);
    loaded.add(7, vectors[7] as Float32Array);
    expect(slots(loaded.search(vectors[7] as Float32Array, 1))).toEqual([7]);
    await linking;
    for (const gone of [2999, 301]) {
      const near = loaded.search(vectors[gone] as Float32Array, 2700);
      expect(slots(near)).not.toContain(gone);
    }
    expect(slots(loaded.search(vectors[7] as Float32Array, 1))).toEqual([7]);
    // Saved as a graph now, and read as one.
    await loaded.save(file());
    const again = await VectorIndex.load(file(), { dimensions: 64, count: 2699, exact: false });
    expect(found(again)).toEqual(found(loaded));
  });

  it('writes a whole graph where it is saved before one is made', async () => {
    const [saved, loaded] = await passedOn(true);
    await loaded.save(file());
    loaded.close();
    const exact = await VectorIndex.load(file(), { dimensions: 64, count: 2700, exact: true });
    expect(found(exact)).toEqual(answers(saved));
  });

  it('may be closed while a graph is made', async () => {
    const [, loaded] = await passedOn(true);
    const linking = loaded.link();
    loaded.close();
    await linking;
    expect(() => loaded.search(queries[0] as Float32Array, 1)).toThrow(/closed/);
  });
});

describe('an exact search of many', () => {
  const vectors = clusteredVectors(12_000, 16, 14);

  it('gives the event loop its turns, and sees what changed meanwhile', async () => {
    const index = filled(vectors, true);
    const query = vectors[11_000] as Float32Array;
    const scanning = index.scan(query);
    index.remove(11_000);
    index.add(20_000, query);
    const scanned = await scanning;
    expect(scanned?.similarities).toHaveLength(12_000);
    const found = index.search(query, 5, undefined, scanned);
    expect(found[0]?.slot).toBe(20_000);
    expect(found).toEqual(index.search(query, 5));
    const allowed = new Set([...vectors.keys()].filter((slot) => slot % 2 === 1));
    expect(index.search(query, 5, allowed, scanned)).toEqual(index.search(query, 5, allowed));
  });

  it('looks again where rows were numbered anew meanwhile', async () => {
    const index = filled(vectors, true);
    const scanned = await index.scan(vectors[11_500] as Float32Array);
    for (let slot = 0; slot < 11_000; slot++) index.remove(slot);
    await index.tidy();
    const found = index.search(vectors[11_500] as Float32Array, 3, undefined, scanned);
    expect(found[0]).toEqual({ slot: 11_500, similarity: expect.closeTo(1, 5) });
    expect(found).toEqual(index.search(vectors[11_500] as Float32Array, 3));
  });

  it('does nothing where the graph has them', async () => {
    const index = filled(vectors.slice(0, 6000));
    expect(await index.scan(vectors[0] as Float32Array)).toBeNull();
  });
});

describe.each(KINDS)('a file that is not what was saved, read for %s', (_kind, exact) => {
  let file: string;
  let whole: Buffer;
  beforeAll(async () => {
    file = join(folder, 'damaged');
    const index = filled(clusteredVectors(50, 8, 11));
    index.remove(7);
    await index.save(file);
    whole = await readFile(file);
  });

  it.each([
    ['is missing', () => rm(file)],
    ['is empty', () => truncate(file, 0)],
    ['ends in its header', () => truncate(file, 20)],
    ['ends too early', () => truncate(file, whole.length - 1)],
    ['goes on too long', () => writeFile(file, Buffer.concat([whole, Buffer.alloc(8)]))],
    ['is another kind of file', () => writeFile(file, 'text '.repeat(1000))],
    [
      'links to rows that are not there',
      () => writeFile(file, changed(whole, 32 + 50 * 8 + 96 + 4, 0xff)),
    ],
    [
      'has a vector that is none',
      () => writeFile(file, changed(whole, 32 + 50 * 8 + 96 + 132 + 3, 0x7f)),
    ],
    [
      'has a slot twice',
      () =>
        writeFile(
          file,
          Buffer.concat([whole.subarray(0, 32), whole.subarray(40, 48), whole.subarray(40)]),
        ),
    ],
    ['claims four billion rows', () => writeFile(file, changed(whole, 12, 0xff, 0xff, 0xff, 0xff))],
  ])('is refused when it %s', async (_, damage) => {
    await writeFile(file, whole);
    await damage();
    await expect(VectorIndex.load(file, { dimensions: 8, exact })).rejects.toMatchObject({
      name: 'Refusal',
      key: 'savedFileUnusable',
    });
  });

  it('is refused when it has other dimensions or another count', async () => {
    await writeFile(file, whole);
    expect((await VectorIndex.load(file, { dimensions: 8, count: 49, exact })).size).toBe(49);
    for (const expected of [{ dimensions: 384 }, { dimensions: 8, count: 50 }]) {
      await expect(VectorIndex.load(file, { ...expected, exact })).rejects.toMatchObject({
        key: 'savedFileUnusable',
      });
    }
  });
});

describe('a file without a graph that is not what was saved', () => {
  it.each([
    ['ends too early', (whole: Buffer) => whole.subarray(0, -1)],
    ['goes on too long', (whole: Buffer) => Buffer.concat([whole, Buffer.alloc(32)])],
    ['has a vector that is none', (whole: Buffer) => changed(whole, 32 + 50 * 8 + 3, 0x7f)],
    ['claims a graph', (whole: Buffer) => changed(whole, 16, 50 * 32)],
  ])('is refused when it %s', async (_, damage) => {
    const file = join(folder, 'damaged-exact');
    await filled(clusteredVectors(50, 8, 11), true).save(file);
    await writeFile(file, damage(await readFile(file)));
    for (const exact of [true, false]) {
      await expect(VectorIndex.load(file, { dimensions: 8, exact })).rejects.toMatchObject({
        key: 'savedFileUnusable',
      });
    }
  });
});

function changed(bytes: Buffer, at: number, ...values: number[]): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(values, at);
  return copy;
}
