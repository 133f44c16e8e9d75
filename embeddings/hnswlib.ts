/**
 * The native graph of nearest neighbours, where it is there: hnswlib-node is an optional package,
 * since it is compiled when it is installed, and not every machine has a compiler.
 */
import { createRequire } from 'node:module';

/** What is used of a graph; its own types are not there either where the package is not. */
export interface Graph {
  initIndex(capacity: number, links: number, effort: number, seed: number, reuse: boolean): void;
  readIndex(file: string, reuse: boolean): Promise<boolean>;
  writeIndex(file: string): Promise<boolean>;
  getMaxElements(): number;
  getCurrentCount(): number;
  resizeIndex(capacity: number): void;
  addPoint(vector: number[], row: number): void;
  markDelete(row: number): void;
  setEf(effort: number): void;
  searchKnn(
    vector: number[],
    k: number,
    filter?: (row: number) => boolean,
  ): { readonly distances: number[]; readonly neighbors: number[] };
}

interface Hnswlib {
  readonly HierarchicalNSW: new (space: 'ip', dimensions: number) => Graph;
}

/** Undefined before anyone asked. */
let hnswlib: Hnswlib | null | undefined;

/** Null where the package is not installed, or does not load here: built for another system. */
function load(): Hnswlib | null {
  if (hnswlib !== undefined) return hnswlib;
  try {
    // Not by an import: without the package, that would not compile, let alone start.
    hnswlib = createRequire(import.meta.url)('hnswlib-node') as Hnswlib;
  } catch {
    hnswlib = null;
  }
  return hnswlib;
}

/** Whether graphs can be made here. */
export function hasGraphs(): boolean {
  return load() !== null;
}

/** An object of hnswlib's that is no index yet; null where there is no hnswlib. */
export function bareGraph(dimensions: number): Graph | null {
  const loaded = load();
  // Of unit vectors, the inner product is the cosine.
  return loaded && new loaded.HierarchicalNSW('ip', dimensions);
}
