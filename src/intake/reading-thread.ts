/** The thread in which what strangers send is read: it may be ended at any moment. */
import { parentPort, workerData } from 'node:worker_threads';
import { asStatement, isRefusal } from '../refusals.ts';
import { readCandidate } from './candidate.ts';
import type { FromThread, ReadingJob } from './read-in-thread.ts';
import { traitsOf } from './traits.ts';

const { submission, taken } = workerData as ReadingJob;

function send(message: FromThread): void {
  parentPort?.postMessage(message);
}

try {
  const candidate = await readCandidate(submission, new Set(taken));
  send({ kind: 'read', candidate, articles: candidate.reading.articles.map(traitsOf) });
} catch (error) {
  send({
    kind: 'failed',
    refusal: isRefusal(error) ? asStatement(error) : null,
    message: error instanceof Error ? error.message : String(error),
  });
}
