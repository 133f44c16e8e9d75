/** A process of our own code beside the main one: started from a file, spoken to by messages. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process that has been started. */
export interface Child<Up, Down> {
  /** Sends a message; one that has just died is reported by its exit, not by each message to it. */
  post(message: Up): void;
  /** SIGKILL: it may hang within a native call, or be stopped. */
  kill(): void;
  /** Resolves when it has ended and all its messages have arrived. Never rejects. */
  readonly exited: Promise<Exit>;
  /** Null before it runs. */
  readonly pid: number | null;
  /** Given for the type; messages go to `onMessage` of `startChild`. */
  readonly down?: Down;
}

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What the system said where it could not be started or spoken to. */
  readonly cause: Error | null;
}

/** What is started. */
export interface ChildOptions<Down> {
  /** Address of the module, as `new URL('./x.ts', import.meta.url)`: its built form is run. */
  readonly module: URL;
  /** For `process.argv[2]`. */
  readonly argument?: string;
  /** V8's heap, MB; by Node's own measure without. */
  readonly heapMb?: number;
  readonly onMessage: (message: Down) => void;
}

/**
 * Starts a process. Messages are structured clones. What libraries print is not the bot's to say,
 * and goes nowhere. It ends when this process does, since `serveParent` hears that.
 */
export function startChild<Up, Down>(options: ChildOptions<Down>): Child<Up, Down> {
  const { module, argument = '', heapMb, onMessage } = options;
  let child: ChildProcess;
  try {
    child = fork(builtPath(module), [argument], {
      execArgv: heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  } catch (cause) {
    // Most of what the system refuses comes as an event; a lack of memory is thrown.
    return stillborn(cause as Error);
  }
  child.on('message', (message) => onMessage(message as Down));
  let cause: Error | null = null;
  child.on('error', (error) => {
    cause = error;
  });
  return {
    post: (message) => void child.send(message as object, () => {}),
    kill: () => void child.kill('SIGKILL'),
    exited: new Promise((resolve) => {
      // One that could not be started has no `close`.
      child.once('error', () => {
        if (child.pid === undefined) resolve({ code: null, signal: null, cause });
      });
      child.once('close', (code, signal) => resolve({ code, signal, cause }));
    }),
    get pid() {
      return child.pid ?? null;
    },
  };
}

/** A process that there never was. */
function stillborn<Up, Down>(cause: Error): Child<Up, Down> {
  const exited = Promise.resolve({ code: null, signal: null, cause });
  return { post: () => {}, kill: () => {}, exited, pid: null };
}

/** Where a module runs from. Node 20 takes no TypeScript: of sources, as in tests, the built form. */
export function builtPath(module: URL): string {
  const path = fileURLToPath(module);
  if (!path.endsWith('.ts')) return path;
  const built = path.replace(/\.ts$/, '.js');
  if (!import.meta.url.endsWith('.ts')) return built;
  const root = fileURLToPath(new URL('../../', import.meta.url));
  return `${root}dist/${built.slice(root.length)}`;
}

/**
 * The other side: hears messages of the parent, and ends with it. Signals of a terminal reach every
 * process of it; the parent decides when this one ends.
 * @returns what sends a message, and resolves when it is on its way
 */
export function serveParent<Up, Down>(
  onMessage: (message: Up) => void,
): (message: Down) => Promise<void> {
  process.on('message', (message) => onMessage(message as Up));
  process.on('disconnect', () => process.exit());
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  return (message) =>
    new Promise((resolve) => {
      process.send?.(message as object, () => resolve());
    });
}
