/** Reads what somebody sent in the reading process; what is refused there is named by its name. */
import type { Reader } from '../reading/reader.ts';
import { Unread } from '../reading/unread.ts';
import type { Work } from '../reading/work.ts';
import { notAdded } from './candidate.ts';
import { pageName } from './fetched-page.ts';
import type { ReadSubmission, SubmissionToRead } from './submission-work.ts';

const SUBMISSION: Work<SubmissionToRead, ReadSubmission> = {
  module: new URL('./submission-work.ts', import.meta.url),
};

/**
 * Reads a submission; the event loop stays free.
 * @param by who sent it.
 * @throws Refusal `notAdded` where it cannot be read, or not within the limits; those of
 *   `Reader.read`.
 */
export async function readSubmission(
  reader: Reader,
  submission: SubmissionToRead,
  by: string,
): Promise<ReadSubmission> {
  try {
    return await reader.read(SUBMISSION, submission, { lane: `person ${by}` });
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    const { sent } = submission;
    throw notAdded('name' in sent ? sent.name : pageName(sent.url), error.reason, error);
  }
}
