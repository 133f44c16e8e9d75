/** Asks whoever sits at the terminal before something is done. */
import { createInterface } from 'node:readline/promises';

/** Whether there is somebody to ask: both ends are a terminal. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** What somebody types to a question, without space around it; nothing where the input ends. */
export async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
    return (await Promise.race([terminal.question(question), closed])).trim();
  } finally {
    terminal.close();
  }
}

/** Whether an answer is yes. */
export function isYes(answer: string): boolean {
  return /^y(?:es)?$/i.test(answer);
}

/** Whether the answer to a question is yes; nothing typed, and the end of the input, are no. */
export async function confirm(question: string): Promise<boolean> {
  return isYes(await ask(`${question} [y/N] `));
}
