/** The built program as an operator runs it, in a process that is measured, signalled and killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import WebSocket from 'ws';
import { GUILD_ID } from '../../src/playground/stand-in/seed.ts';
import { projectRoot } from '../../src/project-root.ts';

const BYTES_PER_MB = 1e6;
const PAGE_BYTES = 4_096;

/** How the program is started. */
export interface ProgramOptions {
  readonly articles: string;
  readonly data: string;
  readonly token: string;
  readonly apiUrl: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A running program. */
export interface Program {
  readonly pid: number;
  /** Resolves when standard output holds a text. @throws Error when the program ends first. */
  says(text: string): Promise<void>;
  /** Everything said so far: standard output, and the log. */
  readonly output: { stdout: string; stderr: string };
  /** MB of the main process's heap after a forced collection. */
  heap(): Promise<number>;
  /** MB resident, of the main process and of all below it. */
  resident(): { readonly main: number; readonly children: number };
  /** Process ids of the children whose command line holds a text. */
  children(text: string): number[];
  signal(signal: NodeJS.Signals): void;
  /** Resolves with the exit code, null where a signal ended it. */
  readonly exited: Promise<number | null>;
}

/** Starts `dist/src/main.js` against a stand-in for Discord. */
export function startProgram(options: ProgramOptions): Program {
  const { articles, data, token, apiUrl, env = {} } = options;
  const child = spawn(
    process.execPath,
    ['--inspect=127.0.0.1:0', join(projectRoot(), 'dist', 'src', 'main.js')],
    {
      cwd: data,
      env: {
        ...process.env,
        NO_COLOR: '1',
        ARTICLES_DIR: articles,
        DATA_DIR: data,
        DISCORD_TOKEN: token,
        DISCORD_API_URL: apiUrl,
        MANAGER_GUILD_IDS: GUILD_ID,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const pid = child.pid as number;
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return {
    pid,
    output,
    exited,
    says: (text) => said(child, output, text),
    heap: () => collectedHeap(debuggerOf(output.stderr)),
    resident: () => ({
      main: residentOf(pid),
      children: descendants(pid).reduce((sum, one) => sum + residentOf(one), 0),
    }),
    children: (text) => descendants(pid).filter((one) => commandLine(one).includes(text)),
    signal: (signal) => void child.kill(signal),
  };
}

function said(child: ChildProcess, output: Program['output'], text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (!output.stdout.includes(text)) return;
      child.stdout?.off('data', look);
      resolve();
    };
    child.stdout?.on('data', look);
    child.once('exit', () =>
      reject(new Error(`It ended before it said “${text}”:\n${output.stderr}`)),
    );
    look();
  });
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
  return (Number(readProc(`${pid}/statm`).split(' ')[1] ?? 0) * PAGE_BYTES) / BYTES_PER_MB;
}

/** What the system tells of a process; nothing of one that has just ended. */
function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8').trim();
  } catch {
    return '';
  }
}
