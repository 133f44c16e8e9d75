/** What a person is noted as while something of theirs waits, where several processes count that. */
import { createHmac, randomBytes } from 'node:crypto';
import type { StateFolder } from '../state/state-folder.ts';

/** In the state: a secret of the collection's own, so that nobody is found by trying ids. */
const KEY = 'intake-key';
const KEY_BYTES = 32;
/** Hex letters: no two of the people who add articles at once share them. */
const LENGTH = 24;

/** Tells the same person by, and nobody who it is. @param by the person, as any text. */
export async function senderOf(state: StateFolder, by: string): Promise<string> {
  let key = await state.read(KEY);
  if (key === null) {
    await state.update(KEY, (before) => before ?? randomBytes(KEY_BYTES));
    key = await state.read(KEY);
  }
  if (key === null) throw new Error('The key of the intake is gone');
  return createHmac('sha256', key).update(by).digest('hex').slice(0, LENGTH);
}
