/** What evidence in the database has to be for this process to read it. */
import type { Embedder } from '../../../embeddings/embedder.ts';
import type { EvidenceKind } from '../../index/postgres/stored-collection.ts';
import { codeFingerprint } from '../snapshot-identity.ts';

/** Where the code begins that makes evidence of a passage and packs it. */
const SHAPING = [
  './place',
  '../search/passage-terms',
  '../index/postgres/packed-words',
  '../index/postgres/packed-vectors',
];
const FORMAT_LENGTH = 22;

/** The kind of a model's evidence, as the code here makes it. */
export function evidenceKind({
  fingerprint,
  dimensions,
}: Pick<Embedder, 'fingerprint' | 'dimensions'>): EvidenceKind {
  const format = codeFingerprint(undefined, SHAPING).slice(0, FORMAT_LENGTH);
  return { format, model: fingerprint, dimensions };
}
