/** The model's process killed and stopped while people ask and articles come: nobody is left waiting. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startStandIn } from '../../src/playground/stand-in/stand-in.ts';
import { randomFrom } from '../support/random.ts';
import { inFolders, sampleQuestions } from './folders.ts';
import { startSoaked } from './program.ts';
import type { Stage } from './stage.ts';

/** In the command line of the model's process. */
const MODEL = 'embeddings/worker';
const ASKS_EVERY_MS = 200;
/** Nobody waits longer, whatever the model does. */
const PATIENCE_MS = 10_000;
/** A model that hangs is noticed after four seconds, and the next one loads in one or two. */
const BETWEEN_MS = 9_000;
const FOUND_WITHIN_MS = 60_000;

/** See the file. */
export const model: Stage = async ({ seed, short, say }) => {
  const times = short ? 2 : 30;
  const random = randomFrom(seed);
  return inFolders(short ? 200 : 2_000, async ({ articles, data }) => {
    const standIn = await startStandIn();
    const { token, apiUrl } = standIn;
    const program = startSoaked({ articles, data, token, apiUrl });
    try {
      await program.says(/is ready/);
      await program.says(/Connected/);
      const questions = await sampleQuestions();
      let people = 0;
      const newcomer = () => standIn.as(standIn.addMember(`Asker ${people++}`));
      const waits: Promise<number>[] = [];
      const ask = async (question: string): Promise<number> => {
        const began = performance.now();
        const sent = await newcomer().runCommand({ name: 'ask', options: { question } });
        await sent.reply();
        return performance.now() - began;
      };
      const asking = setInterval(() => {
        waits.push(ask(random.of(questions)).catch(() => Number.POSITIVE_INFINITY));
      }, ASKS_EVERY_MS);
      const words: string[] = [];
      let harmed = 0;
      for (let n = 0; n < times; n++) {
        const word = `zanderport${n}x`;
        words.push(word);
        const text = `# Harbour ${n}\n\nThe harbour of ${word} was dug by monks in ${1200 + n}.\n`;
        await writeFile(join(articles, `harbour-${n}.md`), text);
        await pause(random.below(1_500));
        const signal = random.of(['SIGKILL', 'SIGSTOP'] as const);
        const pids = program.children(MODEL);
        for (const pid of pids) process.kill(pid, signal);
        harmed += pids.length;
        say(`${n}: ${pids.length === 0 ? 'no model just now' : signal}`);
        await pause(random.below(BETWEEN_MS));
      }
      await pause(BETWEEN_MS);
      clearInterval(asking);
      const waited = await Promise.all(waits);
      const longest = Math.max(...waited);
      let missing = [...words];
      const until = performance.now() + FOUND_WITHIN_MS;
      while (missing.length > 0 && performance.now() < until) {
        const still: string[] = [];
        for (const word of missing) {
          const question = `Who dug the harbour of ${word}?`;
          const sent = await newcomer().runCommand({ name: 'ask', options: { question } });
          const { message } = await sent.reply();
          if (!JSON.stringify(message).includes(word)) still.push(word);
        }
        missing = still;
      }
      return [
        {
          promise: `model killed or stopped ${harmed} times, ${waited.length} questions meanwhile: nobody waits longer than ${PATIENCE_MS / 1_000} s`,
          measured: `longest ${(longest / 1_000).toFixed(1)} s`,
          kept: longest <= PATIENCE_MS && harmed > times / 2,
        },
        {
          promise: `… ${times} articles added meanwhile: none lost`,
          measured: missing.length === 0 ? 'none' : `lost: ${missing.join(', ')}`,
          kept: missing.length === 0,
        },
      ];
    } finally {
      program.kill('SIGTERM');
      await program.exited;
      await standIn.close();
    }
  });
};
