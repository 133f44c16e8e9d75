/** One bot on one state folder, by a socket that dies with it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askInstance, lockInstance } from '../../src/operations/instance-lock.ts';
import { lockPlaces } from '../../src/operations/lock-places.ts';
import { type Status, statusOf } from '../../src/operations/status.ts';
import { projectRoot } from '../../src/project-root.ts';
import { makeVitals } from '../../src/supervision/vitals.ts';
import { temporaryFolder } from '../support/library.ts';

/** How often two claim it at once; each time on what the last one left behind. */
const RACES = 20;

function someStatus(): Promise<Status> {
  const vitals = makeVitals();
  return statusOf({
    version: '9.8.7',
    vitals,
    library: null,
    queues: () => ({}),
    lastHour: () => ({}),
  });
}

async function hold(state: string) {
  const lock = await lockInstance(state, someStatus);
  onTestFinished(() => lock.close());
  return lock;
}

/** A rival that is ready to claim. */
async function begin(path: string) {
  const one = rival(path);
  expect(await one.next()).toBe('loaded');
  return one;
}

/** Also where it is closed by an error. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

/** A process that claims the lock as soon as it is told to, and says what came of it. */
function rival(path: string) {
  const module = new URL('../../dist/src/operations/lock-sockets.js', import.meta.url).href;
  const code = `
    import { claimPlace } from ${JSON.stringify(module)};
    console.log('loaded');
    process.stdin.on('data', async () => {
      const server = await claimPlace(${JSON.stringify({ kind: 'folder', path })}, () => {});
      console.log(server === null ? 'late' : 'held');
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: projectRoot(),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  return {
    next,
    go: () => void child.stdin.write('\n'),
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('the lock', () => {
  it('is held by one, tells how it is, and is private', async () => {
    const state = temporaryFolder();
    expect(await askInstance(state)).toBeNull();
    const lock = await hold(state);
    await expect(lockInstance(state, someStatus)).rejects.toMatchObject({ key: 'alreadyRunning' });
    expect(await askInstance(state)).toMatchObject({ version: '9.8.7', condition: 'starting' });
    const folder = join(state, 'lock');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const [name = ''] = readdirSync(folder);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    await lock.close();
    expect(await askInstance(state)).toBeNull();
    await hold(state);
  });

  it('answers nothing but what it is asked for, and holds no one up', async () => {
    const state = temporaryFolder();
    await hold(state);
    const folder = join(state, 'lock');
    const path = join(folder, readdirSync(folder)[0] ?? '');
    for (const said of ['other\n', 'status', 'statuss\n', 'x'.repeat(1_000_000)]) {
      const socket = connect(path);
      let answer = '';
      socket.on('data', (chunk) => {
        answer += String(chunk);
      });
      socket.on('error', () => {});
      socket.write(said);
      await closed(socket);
      expect(answer).toBe('');
    }
    // Many who say nothing are let go, and whoever asks next is answered.
    const silent = Array.from({ length: 40 }, () => connect(path).on('error', () => {}));
    await Promise.all(silent.map(closed));
    expect(await askInstance(state)).toMatchObject({ version: '9.8.7' });
  });

  it('is somewhere else where the path of the state folder is too long for a socket', async () => {
    const state = join(temporaryFolder(), 'a'.repeat(90), 'state');
    await hold(state);
    expect(readdirSync(state)).toEqual([]);
    const [place] = await lockPlaces(state);
    expect(place?.path.startsWith(tmpdir())).toBe(true);
    expect(statSync(place?.path ?? '').mode & 0o777).toBe(0o700);
    await expect(lockInstance(state, someStatus)).rejects.toMatchObject({ key: 'alreadyRunning' });
    expect(await askInstance(state)).toMatchObject({ version: '9.8.7' });
  });

  it('is not put where others could put theirs', async () => {
    const state = temporaryFolder();
    mkdirSync(join(state, 'lock'));
    chmodSync(join(state, 'lock'), 0o777);
    await expect(lockInstance(state, someStatus)).rejects.toMatchObject({
      key: 'stateNotLocked',
      facts: { code: 'EACCES' },
    });
  });

  it('is not held by a file, such as one that a backup brought back', async () => {
    const state = temporaryFolder();
    mkdirSync(join(state, 'lock'), { mode: 0o700 });
    writeFileSync(join(state, 'lock', '7'), '');
    await hold(state);
    expect(readdirSync(join(state, 'lock'))).toEqual(['8']);
  });

  it(`is never held by two that claim it at once, ${RACES} times over what a killed one left`, async () => {
    const folder = join(temporaryFolder(), 'lock');
    const rivals = [await begin(folder), await begin(folder)];
    for (let race = 0; race < RACES; race++) {
      for (const { go } of rivals) go();
      const outcomes = await Promise.all(rivals.map(({ next }) => next()));
      expect([...outcomes].sort()).toEqual(['held', 'late']);
      const holder = outcomes.indexOf('held');
      await rivals[holder]?.kill();
      rivals[holder] = await begin(folder);
    }
  }, 60_000);
});
