/** Texts that wait for a manager: a file each in the state, where nothing reads them. */
import { extname } from 'node:path';
import { isArticleName } from '../articles/formats.ts';
import { isRandomId, randomId } from '../intake/random-id.ts';
import { Refusal } from '../refusals.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { SOURCES } from './memories.ts';

/** A text that waits. */
export interface WaitingText {
  /** Of no meaning but for its ending. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Lays texts aside. */
export interface WaitingTexts {
  /** @returns its id. */
  add(text: WaitingText): Promise<string>;
  /** @throws Refusal `notWaiting`. */
  read(id: string): Promise<WaitingText>;
  /** Nothing happens where there is none. */
  drop(id: string): Promise<void>;
  /** Drops all but these: what was laid aside and is not remembered. */
  keepOnly(ids: ReadonlySet<string>): Promise<void>;
}

const WAITING = `${SOURCES}/waiting`;

const idOf = (name: string) => name.slice(0, -extname(name).length);

/** The waiting texts in a collection's state. */
export function waitingTextsIn(state: StateFolder): WaitingTexts {
  async function namesOf(id: string): Promise<string[]> {
    if (!isRandomId(id)) return [];
    const names = (await state.entries(WAITING)).map(({ name }) => name);
    return names.filter((name) => idOf(name) === id);
  }

  return {
    async add({ fileName, bytes }) {
      const id = randomId();
      await state.write(`${WAITING}/${id}${extname(fileName)}`, bytes);
      return id;
    },
    async read(id) {
      const name = (await namesOf(id)).find(isArticleName);
      const bytes = name === undefined ? null : await state.read(`${WAITING}/${name}`);
      if (name === undefined || bytes === null) throw new Refusal('notWaiting');
      return { fileName: name, bytes: new Uint8Array(bytes) };
    },
    async drop(id) {
      for (const name of await namesOf(id)) await state.remove(`${WAITING}/${name}`);
    },
    async keepOnly(ids) {
      for (const { name } of await state.entries(WAITING)) {
        if (!ids.has(idOf(name))) await state.remove(`${WAITING}/${name}`);
      }
    },
  };
}
