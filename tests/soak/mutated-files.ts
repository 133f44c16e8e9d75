/** Thousands of damaged files through the reading process: each is read, or refused by name. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readSubmission } from '../../src/intake/read-submission.ts';
import type { FileReading } from '../../src/model.ts';
import { Reader } from '../../src/reading/reader.ts';
import { isRefusal } from '../../src/refusals.ts';
import { makeVitals } from '../../src/supervision/vitals.ts';
import { randomFrom } from '../support/random.ts';
import { mutate, wholeFiles } from './mutate.ts';
import type { Stage } from './stage.ts';

/** Lanes at once: more than there are processes. */
const PEOPLE = 4;
const LOOP_MAX_MS = 250;
const NS_PER_MS = 1e6;

/** See the file. */
export const mutatedFiles: Stage = async ({ seed, short, say }) => {
  const count = short ? 100 : 10_000;
  const random = randomFrom(seed);
  const whole = await wholeFiles();
  const vitals = makeVitals();
  const reader = new Reader({ vitals });
  const loop = monitorEventLoopDelay({ resolution: 5 });
  let [sent, read, refused, slowest] = [0, 0, 0, 0];
  const wrong: string[] = [];
  try {
    const person = async (by: string): Promise<void> => {
      while (sent < count) {
        const number = sent++;
        const { name, bytes } = mutate(whole, random);
        if (number % 1_000 === 999) say(`${number + 1} files`);
        const began = performance.now();
        try {
          const submission = { sent: { name, bytes }, taken: [] };
          const { candidate } = await readSubmission(reader, submission, by);
          if (!isSound(candidate.reading)) wrong.push(`file ${number} (${name}): no exact slice`);
          read++;
        } catch (error) {
          if (isRefusal(error, 'notAdded', 'namelessNotAdded')) refused++;
          else wrong.push(`file ${number} (${name}): ${String(error)}`);
        }
        slowest = Math.max(slowest, performance.now() - began);
      }
    };
    loop.enable();
    await Promise.all(Array.from({ length: PEOPLE }, (_, i) => person(`${i}`)));
    loop.disable();
  } finally {
    await reader.close();
  }
  const held = loop.max / NS_PER_MS;
  const restarts = vitals.state('reading').restarts;
  return [
    {
      promise: `${count} mutated files: each read or refused by name`,
      measured:
        wrong.length === 0
          ? `${read} read, ${refused} refused, process replaced ${restarts} times, slowest ${(slowest / 1_000).toFixed(1)} s`
          : `${wrong.length} neither: ${wrong.slice(0, 3).join('; ')}`,
      kept: wrong.length === 0 && read > 0 && refused > 0,
    },
    {
      promise: `… the event loop meanwhile never held for ${LOOP_MAX_MS} ms`,
      measured: `${held.toFixed(0)} ms at most`,
      kept: held < LOOP_MAX_MS,
      isTimed: true,
    },
  ];
};

/** Whether every paragraph is a slice of its article, in order. */
function isSound({ articles }: FileReading): boolean {
  return articles.every(({ text, blocks }) => {
    let end = 0;
    return blocks.every((paragraph) => {
      const follows = paragraph.start >= end && paragraph.end > paragraph.start;
      end = paragraph.end;
      return follows && end <= text.length && text.slice(paragraph.start, end).trim() !== '';
    });
  });
}
