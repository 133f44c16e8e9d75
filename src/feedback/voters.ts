/**
 * Who said of what that it helped: in memory alone, by a hash whose salt is made at the start and kept
 * nowhere, so that nobody is counted twice and nobody can be named.
 */
import { createHmac, randomBytes } from 'node:crypto';

/** The ones that were heard longest ago are forgotten first: some megabytes at most. */
const VOTERS_MAX = 20_000;
const SALT_BYTES = 32;

/** What somebody said, as it is kept. */
export interface Vote {
  readonly helpful: boolean;
  /** Of the line that counts it: see `Dated`. */
  readonly line: string | null;
  /** How often they thought better of it. */
  readonly changes: number;
}

/** What was said by whom of what. */
export interface Voters {
  /** What stands for a person and what they speak of. */
  keyOf(person: string, about: readonly (string | null)[]): string;
  get(key: string): Vote | null;
  set(key: string, vote: Vote): void;
}

/** Nobody has said anything yet. @param max of those that are remembered. */
export function makeVoters(max = VOTERS_MAX): Voters {
  const salt = randomBytes(SALT_BYTES);
  const votes = new Map<string, Vote>();
  return {
    keyOf: (person, about) =>
      createHmac('sha256', salt)
        .update(JSON.stringify([person, ...about]))
        .digest('base64'),
    get: (key) => votes.get(key) ?? null,
    set(key, vote) {
      votes.delete(key);
      votes.set(key, vote);
      const [oldest] = votes.keys();
      if (oldest !== undefined && votes.size > max) votes.delete(oldest);
    },
  };
}
