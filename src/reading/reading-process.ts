/** The process in which foreign bytes are read, a file at a time. It may be ended at any moment. */

import { Worker } from 'node:worker_threads';
import { asStatement, isRefusal } from '../refusals.ts';
import { serveParent } from '../supervision/child.ts';
import { BYTES_PER_MB } from './limits.ts';
import type { FromReading, ReadingStart, ToReading } from './protocol.ts';
import type { WorkModule } from './work.ts';

/** Bombs unpack some 200 MB a second. */
const MEMORY_LOOK_MS = 100;
/** What nobody waits for any more need not end at once. */
const ORPHAN_LOOK_MS = 1_000;

/** Another process may do better. */
const EXIT_FAULT = 1;

/** The question on its way, if there is one: a work asks one at a time. */
let asked: { resolve(answer: unknown): void; reject(error: Error): void } | null = null;

const send = serveParent<ToReading, FromReading>((message) => {
  if (message.kind === 'read') void read(message);
  else if (message.kind === 'answer') asked?.resolve(message.answer);
  else asked?.reject(new Error('not answered'));
});

async function read({ id, module, input }: ToReading & { kind: 'read' }): Promise<void> {
  let work: WorkModule['work'];
  try {
    ({ work } = (await import(module)) as WorkModule);
  } catch {
    return process.exit(EXIT_FAULT);
  }
  // Said before the work, which may never come back.
  await send({ kind: 'begun', id });
  try {
    const output = await work(input, (question) => ask(id, question));
    await send({ kind: 'read', id, output, resident: resident() });
  } catch (error) {
    if (isSystemError(error)) process.exit(EXIT_FAULT);
    const refusal = isRefusal(error) ? asStatement(error) : null;
    const message = error instanceof Error ? error.message : String(error);
    await send({ kind: 'failed', id, refusal, message });
  }
}

/** Memory in use, bytes; 0 where the system has no handle left to tell. */
function resident(): number {
  try {
    return process.memoryUsage.rss();
  } catch {
    return 0;
  }
}

/** Whether the system failed, as where it has no handles left to load a parser: no file's fault. */
function isSystemError(error: unknown): boolean {
  const { syscall, code } = (error ?? {}) as NodeJS.ErrnoException;
  return syscall !== undefined || code === 'ERR_MODULE_NOT_FOUND';
}

function ask(id: number, question: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    asked = { resolve, reject };
    void send({ kind: 'ask', id, question });
  });
}

/**
 * Watches this process from a thread, since a parser gives nothing else its turn: it ends with the one
 * that started it, and where nobody sees its memory from outside, at its limit. SIGABRT is what V8 ends
 * with, too, when its heap is full.
 */
function watchSelf({ residentMb }: ReadingStart): void {
  const most = residentMb === null ? 'Infinity' : residentMb * BYTES_PER_MB;
  const every = residentMb === null ? ORPHAN_LOOK_MS : MEMORY_LOOK_MS;
  const code = `setInterval(() => {
    if (process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL');
    if (${most} < Infinity && process.memoryUsage.rss() > ${most}) {
      process.kill(process.pid, 'SIGABRT');
    }
  }, ${every});`;
  new Worker(code, { eval: true }).unref();
}

watchSelf(JSON.parse(process.argv[2] ?? '') as ReadingStart);
await send({ kind: 'ready' });
