/** A server that was left loses what is its own, not before its time, whatever clocks and restarts do. */
import { expect, it } from 'vitest';
import { followLeaving } from '../../src/collections/leaving.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';

const A = '123456789012345678';
const B = '234567890123456789';
const DAY_MS = 86_400_000;

function followed() {
  const files = new Map<string, Buffer>();
  const state = {
    read: async (path: string) => files.get(path) ?? null,
    write: async (path: string, bytes: Uint8Array) => void files.set(path, Buffer.from(bytes)),
  } as Pick<StateFolder, 'read' | 'write'> as StateFolder;
  const clock = { now: Date.UTC(2030, 0, 1) };
  const gone: string[] = [];
  const faults: string[] = [];
  let failing = false;
  const open = () =>
    followLeaving({
      ...{ state, retentionDays: 30, now: () => clock.now },
      servers: async () => [A, B].filter((id) => !gone.includes(id)),
      async forget(id, days) {
        if (failing) throw new Error('no disk');
        gone.push(id);
        expect(days).toBe(30);
      },
      onFault: (id, error) => faults.push(`${id} ${error}`),
    });
  let leaving = open();
  return {
    clock,
    files,
    gone,
    faults,
    fail(now: boolean) {
      failing = now;
    },
    restart() {
      leaving = open();
    },
    left: (id: string) => leaving.daysLeft(id),
    seen: (ids: readonly string[]) => leaving.seen(ids),
    async days(count: number, ids: readonly string[]) {
      for (let day = 0; day < count; day += 1) {
        clock.now += DAY_MS;
        await leaving.seen(ids);
      }
    },
  };
}

it('goes 30 days after the second listing that it is missing from', async () => {
  const server = followed();
  await server.days(1, [A, B]);
  await server.days(1, [B]);
  expect(await server.left(A)).toBeNull();
  await server.days(1, [B]);
  expect(await server.left(A)).toBe(30);
  server.restart();
  await server.days(29, [B]);
  expect(server.gone).toEqual([]);
  expect(await server.left(A)).toBe(1);
  await server.days(1, [B]);
  expect(server.gone).toEqual([A]);
  expect(await server.left(B)).toBeNull();
});

it('stays where the bot is back before that, and counts anew', async () => {
  const server = followed();
  await server.days(31, [B]);
  await server.seen([A, B]);
  expect(await server.left(A)).toBeNull();
  await server.days(31, [B]);
  expect(server.gone).toEqual([]);
  await server.days(1, [B]);
  expect(server.gone).toEqual([A]);
});

it('does not go early where a clock is put, the bot starts often, or was off for long', async () => {
  const server = followed();
  // Starts one after the other are one listing.
  for (let start = 0; start < 5; start += 1) await server.seen([B]);
  expect(await server.left(A)).toBeNull();
  await server.days(1, [B]);
  expect(await server.left(A)).toBe(30);
  server.clock.now += 400 * DAY_MS;
  await server.seen([B]);
  expect(await server.left(A)).toBe(29);
  server.clock.now -= 400 * DAY_MS;
  await server.seen([B]);
  await server.days(10, [B]);
  expect(await server.left(A)).toBe(19);
  expect(server.gone).toEqual([]);
});

it('is tried again where it could not be deleted, and a memory that is none deletes nothing', async () => {
  const server = followed();
  await server.days(31, [B]);
  server.fail(true);
  await server.days(1, [B]);
  expect(server.faults).toEqual([`${A} Error: no disk`]);
  server.fail(false);
  server.files.set('left-servers.json', Buffer.from('{"listedAt": 1, "missing": {"x'));
  await server.days(1, [B]);
  expect(server.gone).toEqual([]);
});
