/** Work of a reading process: what somebody sent, read as the file that the folder would get. */
import { type Candidate, readCandidate, type Submission } from './candidate.ts';
import type { FetchedPage } from './fetch-article.ts';
import { submissionOf } from './fetched-page.ts';
import { writeOutline } from './outline-file.ts';
import { type Traits, traitsOf } from './traits.ts';

/** What is read. */
export interface SubmissionToRead {
  readonly sent: Submission | FetchedPage;
  /** Names in the articles folder, in lower case. */
  readonly taken: readonly string[];
}

/** A submission as it was read, and what its articles are recognised by, in their order. */
export interface ReadSubmission {
  readonly candidate: Omit<Candidate, 'outline'>;
  readonly articles: readonly Traits[];
  /** The file of its outline. */
  readonly outline: Uint8Array;
}

/** @throws Refusal `notAdded`, with the reason. */
export async function work({ sent, taken }: SubmissionToRead): Promise<ReadSubmission> {
  const submission = 'name' in sent ? sent : submissionOf(sent);
  const { outline, ...candidate } = await readCandidate(submission, new Set(taken));
  return {
    candidate,
    articles: candidate.reading.articles.map(traitsOf),
    outline: writeOutline(outline.head, outline.rows),
  };
}
