/** Work for a reading process that does whatever a test asks for: what no file of ours does. */
import { setTimeout as pause } from 'node:timers/promises';

/** Computes for so long without giving anything else its turn. */
function spin(ms) {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

export async function work(input, ask) {
  const { say, spinMs, pauseMs, growMb, heap, crash, question, fail } = input;
  if (spinMs !== undefined) spin(spinMs);
  if (pauseMs !== undefined) await pause(pauseMs);
  const held = [];
  for (let mb = 0; mb < (growMb ?? 0); mb++) held.push(Buffer.alloc(1024 * 1024, 1));
  // For as long as it takes to be seen.
  if (growMb !== undefined) spin(60_000);
  if (heap) for (;;) held.push({ held: held.length });
  if (crash) process.kill(process.pid, 'SIGSEGV');
  if (fail) throw new TypeError('a bug');
  if (question !== undefined) return { answer: await ask(question), pid: process.pid };
  return { say, pid: process.pid };
}
