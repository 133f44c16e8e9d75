/** What one question is answered from, and how several libraries are asked one together. */
import type { Embedder } from '../../embeddings/embedder.ts';
import type { EditorialView } from '../editorial/editorial.ts';
import type { PassageIndex } from '../index/passage-index.ts';
import type { Library } from './library.ts';
import type { PassageSource } from './passage-record.ts';
import type { TitleVectors } from './title-vectors.ts';

/** What editors say of a collection that is searched. */
export interface EditorialPart {
  /** Its key, see `ExcerptRef.collection`; '' for the default one. */
  readonly key: string;
  readonly view: EditorialView;
}

/** What is searched, for one question. */
export interface Searched {
  readonly index: PassageIndex;
  readonly embedder: Pick<Embedder, 'embedQuestion' | 'cosines' | 'hasReader' | 'read'>;
  readonly titleVector: TitleVectors;
  readonly passages: PassageSource;
  /** What the editors of what is searched say; none where nobody says anything. */
  readonly editorial?: readonly EditorialPart[];
}

/** Does the work of one question on what is searched; where that changes meanwhile, perhaps again. */
export type Search = <T>(work: (searched: Searched) => Promise<T>) => Promise<T>;

/** A library that can be asked together with others. */
export interface JoinableLibrary extends Library {
  /** @throws Refusal as `notReadyYet` tells while nothing can be searched. */
  readonly search: Search;
  /**
   * Those of some citation ids that are still there; null where what is searched is known to be all there
   * is. Left out where nothing else is ever searched.
   */
  stillThere?(ids: readonly string[]): Promise<ReadonlySet<string> | null>;
}
