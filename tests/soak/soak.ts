/**
 * `npm run soak`: shakes the built program for a quarter of an hour, and prints what became of each
 * promise. `--short` is the form of the tests, `--only load` one stage, `--seed N` a former run.
 */
import { parseArgs } from 'node:util';
import type { Line } from './stage.ts';
import { STAGES } from './stages.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    seed: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const say = (text: string): void => void process.stderr.write(`${text}\n`);
say(`seed ${seed}`);

const lines: Line[] = [];
for (const name of values.only ?? Object.keys(STAGES)) {
  const stage = STAGES[name];
  if (!stage) throw new Error(`no stage ${name}: ${Object.keys(STAGES).join(', ')}`);
  say(`${name} …`);
  lines.push(
    ...(await stage({ seed, short: values.short, say: (text) => say(`${name}: ${text}`) })),
  );
}
process.stdout.write('| promised | measured |\n|---|---|\n');
for (const { promise, measured, kept } of lines) {
  process.stdout.write(`| ${promise} | ${measured}${kept ? '' : ' **broken**'} |\n`);
}
process.exitCode = lines.every(({ kept }) => kept) ? 0 : 1;
