/** `footnote sources waiting`: articles of sources that somebody has to see first; kept or dropped. */
import { describeReading } from '../articles/describe-reading.ts';
import { Refusal } from '../refusals.ts';
import { print, printable, printJson } from '../terminal.ts';
import { colors, type SharedFlags } from './context.ts';
import { readingJson } from './reading-json.ts';
import { named, PAINT } from './show-reading.ts';
import { tell } from './tell.ts';
import { withoutBot, withSources } from './with-sources.ts';

/** The flags of `footnote sources waiting`. */
export interface WaitingFlags extends SharedFlags {
  readonly json?: boolean;
  readonly keep?: boolean;
  readonly drop?: boolean;
}

/**
 * Lists what waits; shows one of them; keeps or drops it.
 * @param id of one; none for all.
 * @throws Refusal `notWaiting`; `botLooksItself` where it is to be decided on and a bot runs.
 */
export async function decideWaiting(id: string | undefined, flags: WaitingFlags): Promise<void> {
  if (id === undefined) return listWaiting(flags);
  if (!flags.keep && !flags.drop) return showWaiting(id, flags);
  const file = await withoutBot(flags, 'writes', async (sources) => {
    if (flags.keep) return (await sources.keepWaiting(id)).file;
    await sources.dropWaiting(id);
    return '';
  });
  if (file === null) throw new Refusal('botLooksItself');
  if (flags.json) printJson({ id, file: file === '' ? null : file });
  else print(file === '' ? 'Dropped.\n' : `Kept as ${printable(file)}.\n`);
}

async function listWaiting(flags: WaitingFlags): Promise<void> {
  const waiting = await withSources(flags, 'reads', async (sources) => sources.waiting());
  if (flags.json) return printJson(waiting);
  for (const { id, source, title, url, why } of waiting) {
    const facts = [source, url].flatMap((fact) => (fact === null ? [] : printable(fact)));
    print(`${colors.bold(printable(title))}\n   ${colors.yellow(tell(why))}\n`);
    print(`   ${colors.dim([id, ...facts].join(' · '))}\n`);
  }
  if (waiting.length === 0) print('Nothing waits.\n');
}

async function showWaiting(id: string, flags: WaitingFlags): Promise<void> {
  const reading = await withSources(flags, 'reads', (sources) => sources.readWaiting(id));
  if (flags.json) printJson(readingJson(reading));
  else print(`${describeReading(named(reading), tell, PAINT)}\n`);
}
