/**
 * `npm run soak`: shakes the built program for a quarter of an hour, and prints what became of each
 * promise. `--short` is the form of the tests, `--only load` one stage, `--seed N` a former run.
 */
import { parseArgs } from 'node:util';
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

let isKept = true;
process.stdout.write('| promised | measured |\n|---|---|\n');
for (const name of values.only ?? Object.keys(STAGES)) {
  const stage = STAGES[name];
  if (!stage) throw new Error(`no stage ${name}: ${Object.keys(STAGES).join(', ')}`);
  say(`${name} …`);
  const options = { seed, short: values.short, say: (text: string) => say(`${name}: ${text}`) };
  for (const { promise, measured, kept } of await stage(options)) {
    process.stdout.write(`| ${promise} | ${measured}${kept ? '' : ' **broken**'} |\n`);
    isKept &&= kept;
  }
}
process.exitCode = isKept ? 0 : 1;
