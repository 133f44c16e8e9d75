/** Settings of the native graph of nearest neighbours, in one place for making and loading it. */
import { bareGraph, type Graph } from './hnswlib.ts';

/** Links a row: 16 is hnswlib's own advice for high dimensions with clustered data. */
export const LINKS = 16;
/** Candidates weighed for a new row's links; measured: see the recall test. */
const EF_CONSTRUCTION = 100;
/**
 * Candidates weighed in a search: recall@10 0.977 among 10,000 passages of recombined sentences, in
 * 0.5 ms; 200 gives 0.993 in 0.8 ms. hnswlib forgets it when it loads a file.
 */
const EF_SEARCH = 100;
/** The same vectors give the same graph. */
const SEED = 100;
/** Rows at first; doubling keeps the native copying rare. */
const FIRST_CAPACITY = 1024;

/** An empty graph over unit vectors; null where there is no hnswlib. */
export function newGraph(dimensions: number): Graph | null {
  const graph = bareGraph(dimensions);
  graph?.initIndex(FIRST_CAPACITY, LINKS, EF_CONSTRUCTION, SEED, false);
  graph?.setEf(EF_SEARCH);
  return graph;
}

/**
 * Reads a graph file into an object of its own, which nobody sees until it is read: hnswlib crashes
 * when one that is being read, or already holds rows, is used.
 * @throws Error where there is no hnswlib, and what it throws.
 */
export async function readGraph(dimensions: number, file: string): Promise<Graph> {
  const graph = bareGraph(dimensions);
  if (graph === null) throw new Error('hnswlib-node is not there');
  await graph.readIndex(file, false);
  graph.setEf(EF_SEARCH);
  return graph;
}
