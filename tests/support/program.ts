/** Runs the bot as people run it: the built program in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.ts';

/** How it is run. */
export interface ProgramOptions {
  readonly data: string;
  /** Where the project lies that is run; this one unless given. */
  readonly root?: string;
  readonly articles?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A module that is loaded before the program. */
  readonly preload?: string;
  /** Flags for Node itself. */
  readonly flags?: readonly string[];
  /** What is started, as it was built: the bot, unless it is `cli.js`; and what it is told. */
  readonly script?: 'main.js' | 'cli.js';
  readonly args?: readonly string[];
}

/** How a process ended. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Milliseconds from `since` of `Program.end`, or from its start. */
  readonly afterMs: number;
}

/** A running program. */
export interface Program {
  readonly pid: number;
  /** All of both streams until now. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the match as soon as either stream has it; rejects when the program ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<ProgramEnd>;
  readonly ended: Promise<ProgramEnd>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts it; whatever of the environment could lead it to Discord is left out. */
export function startProgram(options: ProgramOptions): Program {
  const {
    data,
    root = projectRoot(),
    articles,
    env = {},
    preload,
    flags = [],
    args = [],
  } = options;
  const script = join(root, 'dist', 'src', options.script ?? 'main.js');
  const preloaded = preload === undefined ? [] : ['--import', preload];
  const child: ChildProcess = spawn(process.execPath, [...flags, ...preloaded, script, ...args], {
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      NO_COLOR: '1',
      DISCORD_TOKEN: '',
      PLAYGROUND_PORT: '0',
      DATA_DIR: data,
      ...(articles !== undefined && { ARTICLES_DIR: articles }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (chunk) => {
      said[name] += String(chunk);
      for (const listener of [...listeners]) listener();
    });
  }
  let since = performance.now();
  const ended = new Promise<ProgramEnd>((resolve) => {
    child.once('close', (code, signal) => {
      resolve({ code, signal, afterMs: performance.now() - since });
    });
  });
  return {
    pid: child.pid ?? 0,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(said.stdout) ?? pattern.exec(said.stderr);
          if (match === null) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
        void ended.then(() => {
          look();
          reject(new Error(`ended without ${pattern}: ${said.stdout}${said.stderr}`));
        });
      }),
    end(signal) {
      since = performance.now();
      child.kill(signal);
      return ended;
    },
    kill: (signal) => void child.kill(signal),
  };
}
