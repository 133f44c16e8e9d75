/** The thread in which what strangers send is read: it may be ended at any moment. */
import { parentPort, workerData } from 'node:worker_threads';
import { asStatement, isRefusal } from '../refusals.ts';
import { readCandidate } from './candidate.ts';
import { findDuplicate } from './find-duplicate.ts';
import type { FromThread, ReadingJob } from './read-in-thread.ts';

const { submission, taken, articlesDir } = workerData as ReadingJob;

function send(message: FromThread): void {
  parentPort?.postMessage(message);
}

try {
  const candidate = await readCandidate(submission, new Set(taken));
  send({ kind: 'read', candidate });
  const { reading, sourceSha256 } = candidate;
  const sums = new Set([reading.sha256, sourceSha256]);
  send({ kind: 'compared', duplicateOf: await findDuplicate(reading, sums, articlesDir) });
} catch (error) {
  send({
    kind: 'failed',
    refusal: isRefusal(error) ? asStatement(error) : null,
    message: error instanceof Error ? error.message : String(error),
  });
}
