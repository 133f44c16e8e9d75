/** Puts right what a process that was killed left half done on a disk, between articles and state. */
import { stat } from 'node:fs/promises';
import type { DiskState } from '../state/disk-state.ts';
import { LEFTOVER_MS } from './limits.ts';
import { isRandomId } from './random-id.ts';
import { CLAIMED_ENTRY, REMOVED, readEntry } from './removed.ts';
import { CHOSEN, CONTENT, claimOf, INTAKE, NOTE, ORIGINAL, placeOf } from './waiting.ts';

/**
 * Finishes what a process that was killed left half done: a candidate that was whole waits again, so
 * that its buttons work; anything else goes, what has reached the articles folder already too.
 */
export async function mendWaiting(state: DiskState): Promise<void> {
  for (const { name, modifiedAt } of await state.entries(INTAKE)) {
    const id = name.slice(1);
    if (!name.startsWith('.') || !isRandomId(id)) continue;
    const claimed = claimOf(id);
    if (Date.now() - modifiedAt < LEFTOVER_MS) continue;
    const look = async (file: string) =>
      stat(await state.placeOf(`${claimed}/${file}`)).catch(() => null);
    const original = await look(ORIGINAL);
    const note = await look(NOTE);
    // Linked twice, or gone, it is an article already: only what is left here was not taken away yet.
    const moved = await look(original === null ? CONTENT : CHOSEN);
    const isWhole = moved?.nlink === 1 && note !== null;
    if (isWhole && original !== null) {
      await state.move(`${claimed}/${ORIGINAL}`, `${claimed}/${CONTENT}`);
    }
    const isBack =
      isWhole &&
      (await state.move(claimed, placeOf(id)).then(
        () => true,
        () => false,
      ));
    if (!isBack) await state.remove(claimed);
  }
}

/** What a process that was killed was putting back can be put back again; else nothing is left of it. */
export async function mendRemoved(state: DiskState): Promise<void> {
  for (const { name, modifiedAt } of await state.entries(REMOVED)) {
    if (!CLAIMED_ENTRY.test(name)) continue;
    const claimed = `${REMOVED}/${name}`;
    // Renaming a folder changes its status only: this is when it was claimed.
    const info = await stat(await state.placeOf(claimed)).catch(() => null);
    if (info === null || Date.now() - info.ctimeMs < LEFTOVER_MS) continue;
    const isWhole = (await readEntry(state, { name, modifiedAt })) !== null;
    if (isWhole) await state.move(claimed, `${REMOVED}/${name.slice(1)}`).catch(() => {});
    else await state.remove(claimed);
  }
}
