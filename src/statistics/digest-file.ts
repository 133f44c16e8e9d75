/** What is kept of a server's digest: which was the last, and what was begun. */
import { z } from 'zod';
import type { StateFolder } from '../state/state-folder.ts';
import { STATISTICS } from './use-counts.ts';

/** Why a channel took no digest. */
export const WHY_CLOSED = ['forbidden', 'missing'] as const;

const Monday = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const Stored = z.object({
  /** Where it is posted, by id: another channel begins anew. */
  channel: z.string(),
  /** The Monday of the last one that is done, posted or not to be. */
  done: Monday,
  /** One that was begun; a crash may have come before it was posted, or after that. */
  sending: z
    .object({ monday: Monday, nonce: z.string(), startedAt: z.number() })
    .nullable()
    .default(null),
  /** That the channel took none the last time. */
  closed: z
    .object({ why: z.enum(WHY_CLOSED), since: z.number() })
    .nullable()
    .default(null),
});

/** See the head of this file. Instants are milliseconds since 1970. */
export type DigestState = z.infer<typeof Stored>;

const fileOf = (server: string) => `${STATISTICS}/${server}/digest.json`;

function digestIn(bytes: Buffer | null): DigestState | null {
  if (bytes === null) return null;
  try {
    return Stored.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return null;
  }
}

/** Null where nothing is known yet, or what is kept is damaged. */
export async function readDigest(
  state: Pick<StateFolder, 'read'>,
  server: string,
): Promise<DigestState | null> {
  return digestIn(await state.read(fileOf(server)));
}

/**
 * Changes it, whoever else does meanwhile.
 * @param change what it becomes; null leaves it as it is. It may be called several times.
 * @returns whether it was changed.
 */
export async function updateDigest(
  state: Pick<StateFolder, 'update'>,
  server: string,
  change: (before: DigestState | null) => DigestState | null,
): Promise<boolean> {
  let isChanged = false;
  await state.update(fileOf(server), (before) => {
    const after = change(digestIn(before));
    isChanged = after !== null;
    return after === null ? before : Buffer.from(JSON.stringify(after));
  });
  return isChanged;
}
