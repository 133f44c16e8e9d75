/** The built program as an operator runs it, in a process that is measured, signalled and killed. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import WebSocket from 'ws';
import { GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { usageOf } from '../../src/reading/usage.ts';
import { type Program, startProgram } from '../support/program.ts';

const BYTES_PER_MB = 1e6;

/** How the program is started. */
export interface SoakedOptions {
  readonly articles: string;
  readonly data: string;
  readonly token: string;
  readonly apiUrl: string;
}

/** A running program that is looked into. */
export interface SoakedProgram extends Program {
  /** MB of the main process's heap after a forced collection. */
  heap(): Promise<number>;
  /** MB resident, of the main process and of all below it. */
  resident(): { readonly main: number; readonly children: number };
  /** Process ids of the children whose command line holds a text. */
  children(text: string): number[];
  /** Resolves with the exit code, null where a signal ended it. */
  readonly exited: Promise<number | null>;
}

/** Starts it against a stand-in for Discord. */
export function startSoaked({ articles, data, token, apiUrl }: SoakedOptions): SoakedProgram {
  const program = startProgram({
    articles,
    data,
    flags: ['--inspect=127.0.0.1:0'],
    env: { MANAGER_GUILD_IDS: GUILD_ID, DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl },
  });
  const { pid } = program;
  return {
    ...program,
    exited: program.ended.then(({ code }) => code),
    heap: () => collectedHeap(debuggerOf(program.stderr())),
    resident: () => ({
      main: residentOf(pid),
      children: descendants(pid).reduce((sum, one) => sum + residentOf(one), 0),
    }),
    children: (text) => descendants(pid).filter((one) => commandLine(one).includes(text)),
  };
}

function debuggerOf(stderr: string): string {
  const address = /ws:\/\/127\.0\.0\.1:\d+\/[\w-]+/.exec(stderr)?.[0];
  if (address === undefined) throw new Error('The program has no inspector.');
  return address;
}

/** Has V8 collect its garbage and asks what is left. */
async function collectedHeap(address: string): Promise<number> {
  const socket = new WebSocket(address);
  await once(socket, 'open');
  let lastId = 0;
  const call = async (method: string, params: object = {}): Promise<unknown> => {
    const id = ++lastId;
    socket.send(JSON.stringify({ id, method, params }));
    for (;;) {
      const [text] = (await once(socket, 'message')) as [Buffer];
      const answer = JSON.parse(text.toString()) as { id?: number; result?: unknown };
      if (answer.id === id) return answer.result;
    }
  };
  await call('HeapProfiler.collectGarbage');
  await call('HeapProfiler.collectGarbage');
  const used = (await call('Runtime.evaluate', {
    expression: 'process.memoryUsage().heapUsed',
  })) as { result: { value: number } };
  socket.close();
  return used.result.value / BYTES_PER_MB;
}

/** Children, their children and so on. */
function descendants(pid: number): number[] {
  const direct = readProc(`${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return direct.flatMap((one) => [one, ...descendants(one)]);
}

function commandLine(pid: number): string {
  return readProc(`${pid}/cmdline`).replaceAll('\0', ' ');
}

function residentOf(pid: number): number {
  return (usageOf(pid)?.resident ?? 0) / BYTES_PER_MB;
}

/** What the system tells of a process; nothing of one that has just ended. */
function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8').trim();
  } catch {
    return '';
  }
}
