/** `npm run bench -- --engine postgres`: the engine in PostgreSQL beside the embedded one, in one run. */
import { inChild } from './child.ts';
import type { Figures } from './measure.ts';
import type { EngineTask } from './measure-engine.ts';
import { withOwnDatabase } from './own-database.ts';

const SIZES = [10_000, 100_000];
const NAME_WIDTH = 40;
const COLUMN_WIDTH = 12;

/** A line of the table; what is aimed at holds for PostgreSQL at the larger size. */
const LINES: readonly (readonly [name: string, figure: string, target?: string])[] = [
  ['indexed, vectors given (s)', 'filled'],
  ['graph made (s)', 'graph'],
  ['first look at the collection (ms)', 'opened'],
  ['vector to excerpts, p50 (ms)', 'aloneP50', '≤ 15'],
  ['vector to excerpts, p99 (ms)', 'aloneP99'],
  ['16 at once, p50 (ms)', 'atOnceP50'],
  ['16 at once, p99 (ms)', 'atOnceP99'],
  ['CPU of the bot a question (ms)', 'cpu'],
  ['statements a question', 'statements', '≤ 4'],
  ['kilobytes a question', 'kilobytes', '≤ 300'],
  ['memory of the bot (MB)', 'bot', '≤ 200'],
  ['memory of its models (MB)', 'model'],
  ['memory of the writer (MB)', 'writer'],
  ['memory of the server (MB)', 'server'],
  ['database on disk (MB)', 'disk'],
];

/**
 * Measures both engines at both sizes, in a database of its own on the server, and prints a table.
 * @param url where databases can be made.
 */
export async function benchEngines(url: string): Promise<void> {
  await withOwnDatabase(url, async (own) => {
    const columns: { readonly head: string; readonly figures: Figures }[] = [];
    for (const passages of SIZES) {
      const task = (engine: EngineTask['engine'], work: EngineTask['work']) =>
        inChild<EngineTask>('./measure-engine.js', { engine, work, passages, url: own });
      columns.push({ head: `emb ${passages}`, figures: await task('embedded', 'ask') });
      const filled = await task('postgres', 'fill');
      columns.push({
        head: `pg ${passages}`,
        figures: { ...filled, ...(await task('postgres', 'ask')) },
      });
    }
    print(columns);
  });
}

function print(columns: readonly { readonly head: string; readonly figures: Figures }[]): void {
  const heads = columns.map(({ head }) => head.padStart(COLUMN_WIDTH)).join('');
  process.stdout.write(`${'made passages of 80 words'.padEnd(NAME_WIDTH)}${heads}\n`);
  for (const [name, figure, target = ''] of LINES) {
    const values = columns.map(({ figures }) => {
      const value = figures[figure];
      return (value === undefined ? '' : value.toFixed(1)).padStart(COLUMN_WIDTH);
    });
    process.stdout.write(`${name.padEnd(NAME_WIDTH)}${values.join('')}   ${target}\n`);
  }
}
