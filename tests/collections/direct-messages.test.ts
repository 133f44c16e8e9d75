/** Whose collections people chose for their direct messages: kept by server and person, and forgotten. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  CHOSEN_MAX,
  type DirectMessages,
  openDirectMessages,
} from '../../src/collections/direct-messages.ts';
import { diskState } from '../../src/state/disk-state.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';
import { temporaryFolder } from '../support/library.ts';

const PERSON = '1300000000000000010';
const OTHER = '1300000000000000011';
const server = (n: number) => `14000000000000000${String(n).padStart(2, '0')}`;

let root: string;
let state: StateFolder;
let messages: DirectMessages;
beforeEach(() => {
  root = temporaryFolder();
  state = diskState(root);
  messages = openDirectMessages(state);
});

const files = async () => (await state.list('')).map(({ path }) => path);

describe('what is chosen for direct messages', () => {
  it('is kept, told in order, and revoked', async () => {
    expect(await messages.chosenBy(PERSON)).toEqual([]);
    await messages.choose(PERSON, server(2));
    await messages.choose(PERSON, server(1));
    await messages.choose(PERSON, server(2));
    await messages.choose(OTHER, server(1));
    expect(await messages.chosenBy(PERSON)).toEqual([server(2), server(1)]);
    // A restart remembers it.
    expect(await openDirectMessages(diskState(root)).chosenBy(PERSON)).toEqual([
      server(2),
      server(1),
    ]);
    await messages.revoke(PERSON, server(2));
    expect(await messages.chosenBy(PERSON)).toEqual([server(1)]);
    await messages.revoke(PERSON, server(1));
    expect(await messages.chosenBy(OTHER)).toEqual([server(1)]);
    await messages.revoke(OTHER, server(1));
    expect(await files()).toEqual([]);
  });

  it('goes with its server, whoever chose it, and leaves nothing of it', async () => {
    for (const person of [PERSON, OTHER]) {
      await messages.choose(person, server(1));
      await messages.choose(person, server(2));
    }
    await messages.forget(server(1));
    expect(await messages.chosenBy(PERSON)).toEqual([server(2)]);
    expect((await files()).join()).not.toContain(server(1));
    for (const path of await files()) {
      expect(String(await state.read(path))).not.toContain(server(1));
    }
    await messages.forget(server(3));
  });

  it('does not come back with a server that was forgotten in half', async () => {
    await messages.choose(PERSON, server(1));
    // As by a process that died before it had come to people's own files.
    await state.remove(`direct-messages/servers/${server(1)}`);
    expect(await messages.chosenBy(PERSON)).toEqual([]);
    await messages.choose(OTHER, server(1));
    expect(await messages.chosenBy(PERSON)).toEqual([]);
    await messages.choose(PERSON, server(2));
    expect(String(await state.read(`direct-messages/people/${PERSON}`))).not.toContain(server(1));
  });

  it('is of a few servers, and says how many', async () => {
    for (let n = 0; n < CHOSEN_MAX; n++) await messages.choose(PERSON, server(n));
    await expect(messages.choose(PERSON, server(CHOSEN_MAX))).rejects.toMatchObject({
      key: 'chosenEnough',
      facts: { max: CHOSEN_MAX },
    });
    await messages.choose(PERSON, server(0));
    expect(await messages.chosenBy(PERSON)).toHaveLength(CHOSEN_MAX);
  });

  it.each(['', '..', '../people', 'x', '1300000000000000010/..', '१३०००००००००००००००१०'])(
    'is nothing for what is no id: %j',
    async (text) => {
      await messages.choose(text, server(1));
      await messages.choose(PERSON, text);
      await messages.revoke(text, server(1));
      await messages.revoke(PERSON, text);
      await messages.forget(text);
      expect(await messages.chosenBy(text)).toEqual([]);
      expect(await files()).toEqual([]);
    },
  );

  it.each(['{', '5', '["x"]', '["../.."]', '[null]'])(
    'is nothing where the file is %s',
    async (text) => {
      mkdirSync(join(root, 'direct-messages', 'people'), { recursive: true });
      writeFileSync(join(root, 'direct-messages', 'people', PERSON), text);
      expect(await messages.chosenBy(PERSON)).toEqual([]);
      await messages.choose(PERSON, server(1));
      expect(await messages.chosenBy(PERSON)).toEqual([server(1)]);
    },
  );
});
