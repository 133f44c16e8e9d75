/** However the process is ended, and whatever it is doing: in order, within five seconds. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { PEOPLE } from '../../src/playground/stand-in/seed.ts';
import { startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { temporaryFolder } from '../support/library.ts';
import { type Program, type ProgramOptions, startProgram } from '../support/program.ts';

const WITHIN_MS = 5_000;
/** Programs start within a second or two, but not where all other tests run beside this. */
const TEST_MS = 60_000;

const running: Program[] = [];
afterEach(async () => {
  for (const program of running.splice(0)) {
    program.kill('SIGKILL');
    await program.ended;
  }
});

function start(options: Partial<ProgramOptions> = {}): Program {
  const program = startProgram({ data: temporaryFolder(), ...options });
  running.push(program);
  return program;
}

/** Articles that take some time to index. */
function manyArticles(): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  for (let article = 0; article < 60; article++) {
    const paragraphs = Array.from(
      { length: 60 },
      (_, n) =>
        `Barge ${n} of convoy ${article} carried word${article}x${n} to the harbour at dawn.`,
    );
    writeFileSync(
      join(folder, `convoy-${article}.md`),
      `# Convoy ${article}\n\n${paragraphs.join('\n\n')}\n`,
    );
  }
  return folder;
}

async function expectCalmEnd(program: Program, signal: NodeJS.Signals): Promise<void> {
  const { code, afterMs } = await program.end(signal);
  expect({ code, stderr: errorsOf(program) }).toEqual({ code: 0, stderr: '' });
  expect(afterMs).toBeLessThan(WITHIN_MS);
}

/** What stands on standard error beside the log. */
function errorsOf(program: Program): string {
  return program
    .stderr()
    .split('\n')
    .filter((line) => !line.startsWith('{'))
    .join('\n');
}

describe('a signal', { timeout: TEST_MS }, () => {
  it('ends it while its modules are loaded', async () => {
    const program = start({
      preload: preload(`process.on('newListener', (name) => {
        if (name === 'SIGTERM') process.stdout.write('It hears.');
      });`),
    });
    await program.says(/It hears/);
    await expectCalmEnd(program, 'SIGTERM');
    expect(program.stdout()).toBe('It hears.');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('%s ends it while it indexes', async (signal) => {
    const program = start({ articles: manyArticles(), env: { LOG_LEVEL: 'info' } });
    await program.says(/playground: http/);
    await expectCalmEnd(program, signal);
    expect(program.stdout()).not.toContain('is ready');
  });

  it('ends it while it downloads a model', async () => {
    const hub = await silentServer();
    const program = start({ env: downloadFrom(hub.url) });
    await hub.asked;
    await expectCalmEnd(program, 'SIGTERM');
    await hub.close();
  });

  it('ends it while Discord does not answer', async () => {
    const discord = await silentServer();
    const program = start({
      env: { DISCORD_TOKEN: 'MTA.some.token', DISCORD_API_URL: `${discord.url}/api` },
    });
    await discord.asked;
    await expectCalmEnd(program, 'SIGTERM');
    await discord.close();
  });

  it('ends the playground when it is ready, and the page is gone', async () => {
    const program = start();
    const [, url = ''] = await program.says(/playground: (http\S+)/);
    await program.says(/is ready/);
    expect((await fetch(url)).status).toBe(200);
    await expectCalmEnd(program, 'SIGINT');
    await expect(fetch(url)).rejects.toThrow();
  });

  it('ends at once when it comes a second time', async () => {
    // An answer that Discord takes its time to take is waited for, but not by whoever says so twice.
    const standIn = await startStandIn();
    const proxy = await startFaultProxy(standIn.apiUrl);
    const program = start({
      env: { DISCORD_TOKEN: standIn.token, DISCORD_API_URL: proxy.apiUrl },
    });
    await program.says(/Connected/);
    await program.says(/is ready/);
    const isAnswering = new Promise<void>((resolve) => {
      proxy.spoil = async ({ method }) => {
        if (method !== 'PATCH') return null;
        resolve();
        return 'silence';
      };
    });
    const options = { question: 'How high is the Nurek dam?' };
    await standIn.as(PEOPLE.member).runCommand({ name: 'ask', options });
    await isAnswering;
    program.kill('SIGTERM');
    await program.says(/Stopping/);
    const again = setInterval(() => program.kill('SIGTERM'), 50);
    const { code } = await program.ended;
    clearInterval(again);
    expect(code).toBe(1);
    await proxy.close();
    await standIn.close();
  });
});

describe('what no handler caught', { timeout: TEST_MS }, () => {
  it.each([
    ['an exception', 'throw bug'],
    ['a rejection that is no error', 'Promise.reject(String(bug))'],
  ])('%s is logged with an id and no secret, and ends it in order', async (_what, fall) => {
    const standIn = await startStandIn();
    const data = temporaryFolder();
    const env = { DISCORD_TOKEN: standIn.token, DISCORD_API_URL: standIn.apiUrl };
    const module = preload(`process.on('SIGUSR2', () => {
      const bug = new Error('a bug with ' + process.env.DISCORD_TOKEN);
      ${fall};
    });`);
    const program = start({ data, env, preload: module });
    await program.says(/is ready/);
    await program.says(/Connected/);
    const { code, afterMs } = await program.end('SIGUSR2');
    expect(code).toBe(1);
    expect(afterMs).toBeLessThan(WITHIN_MS);
    const lines = program.stderr().split('\n');
    expect(JSON.parse(lines.find((line) => line.includes('a bug with')) ?? '')).toMatchObject({
      level: 60,
      id: expect.stringMatching(/^[0-9a-f]{8}$/),
      stack: expect.stringContaining('a bug with [secret]'),
    });
    expect(program.stderr()).not.toContain(standIn.token);
    expect(standIn.world.botOnline).toBe(false);
    // What starts it again finds nothing in its way.
    await start({ data, env }).says(/is ready/);
    await standIn.close();
  });
});

/** A server that takes requests and never answers. */
async function silentServer() {
  let hear: () => void = () => {};
  const asked = new Promise<void>((resolve) => {
    hear = resolve;
  });
  const server = createServer(() => hear());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function downloadFrom(url: string) {
  return { EMBEDDING_MODEL: 'some/model', EMBEDDING_HUB_URL: url };
}

/** The address of a module with this code. */
function preload(code: string): string {
  const file = join(temporaryFolder(), 'preload.mjs');
  writeFileSync(file, code);
  return pathToFileURL(file).href;
}
