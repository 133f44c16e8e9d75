/** What decides which vector a text gets: the model's files, how they are read, and by what. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { statement } from '../src/refusals.ts';
import { sha256File } from './checksum.ts';
import { CONFIG_FILES, FULL_FILE, QUANTIZED_FILE } from './hub.ts';
import { ModelProblem } from './model-problem.ts';
import { installedPackage } from './package-versions.ts';
import type { WorkerStart } from './worker-protocol.ts';

/** To be raised by hand when our own code comes to make another vector of the same text. */
const EMBEDDING_VERSION = 2;

/** What computes the vectors. */
export interface EmbeddingRuntime {
  readonly version: number;
  /** `name@version` of the packages. */
  readonly packages: readonly string[];
}

/** What computes the vectors here and now. */
export function embeddingRuntime(): EmbeddingRuntime {
  const transformers = installedPackage('@xenova/transformers');
  const onnx = transformers && installedPackage('onnxruntime-node', transformers.folder);
  const packages = [transformers, onnx].flatMap((each) => each?.version ?? []);
  return { version: EMBEDDING_VERSION, packages };
}

/**
 * SHA-256, hex, over a model's files, the way they are read, and what reads them.
 * @throws ModelProblem naming a file that is missing.
 */
export async function embeddingFingerprint(
  folder: string,
  { model, profile, quantized }: Pick<WorkerStart, 'model' | 'profile' | 'quantized'>,
  { version, packages }: EmbeddingRuntime,
): Promise<string> {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([model, profile, version, packages]));
  for (const file of [...CONFIG_FILES, quantized ? QUANTIZED_FILE : FULL_FILE]) {
    const sha256 = await sha256File(join(folder, file)).catch(() => {
      throw new ModelProblem(statement('modelFileMissing', { file }));
    });
    hash.update(`\n${file} ${sha256}`);
  }
  return hash.digest('hex');
}
