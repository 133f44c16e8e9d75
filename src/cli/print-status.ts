/** How the bot is, as a person reads it in a terminal. */
import { counted } from '../counted.ts';
import { sayIn } from '../languages/say.ts';
import { sayTimeLeft } from '../languages/time-left.ts';
import type { Status } from '../operations/status.ts';
import { printable } from '../terminal.ts';
import type { Colors } from './layout.ts';

const MS = 1_000;
const MIB = 1024 * 1024;
const SECONDS = { day: 86_400, hour: 3_600, minute: 60 } as const;
/** Of files that were not read; the others are counted. */
const FILES_SHOWN = 10;

/** A few lines, the worst news in colour. @param now milliseconds since 1970. */
export function printStatus(status: Status, colors: Colors, now: number = Date.now()): string {
  const { version, pid, condition, uptimeSeconds, articles, passages, reading } = status;
  const { total, open } = status.collections;
  const among = total > 1 ? ` in ${total} collections, ${open} of them open` : '';
  const { resident, heapUsed } = status.memoryBytes;
  const how = condition === 'well' ? colors.green(condition) : colors.yellow(condition);
  const progress =
    reading && reading.total > 0 ? ` (${reading.phase} ${reading.done} of ${reading.total})` : '';
  const left =
    typeof reading?.secondsLeft === 'number'
      ? ` ${sayTimeLeft(sayIn('en'), reading.secondsLeft * MS)}`
      : '';
  const queues = Object.entries(status.queues).map(
    ([name, n]) => `${n} ${name.replaceAll('_', ' ')}`,
  );
  return [
    `Footnote ${version} is ${how}, process ${pid}, up ${duration(uptimeSeconds)}.`,
    `${counted(articles, 'article')}, ${counted(passages, 'passage')}${among}${progress}.${left}`,
    '',
    ...status.parts.map((part) => partLine(part, colors, now)),
    '',
    ...unread(status.filesNotRead, colors),
    ...failedLook(status.lastFailedLook, colors, now),
    `In work: ${queues.join(', ') || 'nothing'}.`,
    ...database(status.database),
    `Memory: ${Math.round(resident / MIB)} MB resident, ${Math.round(heapUsed / MIB)} MB heap.`,
    ...lastHour(status.lastHour),
    ...together(status.together, colors),
    '',
  ].join('\n');
}

function partLine(
  { part, state, since, why, restarts }: Status['parts'][number],
  colors: Colors,
  now: number,
): string {
  const name = sayIn('en')(`part.${part}`);
  const word = state === 'well' ? colors.green('well') : colors.yellow(state);
  const again = restarts === 0 ? '' : `, started again ${restarts === 1 ? 'once' : `${restarts}×`}`;
  const reason = state === 'well' || why === null ? '' : `: ${printable(why)}`;
  return `${name}: ${word} for ${duration((now - Date.parse(since)) / 1_000)}${again}${reason}`;
}

function unread({ total, first }: Status['filesNotRead'], colors: Colors): string[] {
  if (total === 0) return [];
  const shown = first.slice(0, FILES_SHOWN);
  const more = total > shown.length ? [`  … and ${total - shown.length} more`] : [];
  const title = colors.yellow(`${counted(total, 'file')} that could not be read:`);
  return [title, ...shown.map((one) => `  ${printable(one)}`), ...more];
}

function failedLook(look: Status['lastFailedLook'], colors: Colors, now: number): string[] {
  if (look === null) return [];
  const ago = duration((now - Date.parse(look.at)) / 1_000);
  const why = look.why === null ? '' : `: ${printable(look.why)}`;
  return [colors.yellow(`The last look at the articles that failed was ${ago} ago${why}`)];
}

function database(found: Status['database']): string[] {
  if (found === null) return [];
  const pools = found.pools.map(({ pool, inUse, waiting, lagSeconds, isOut }) => {
    const late = lagSeconds ? `, ${lagSeconds.toFixed(1)} s behind` : '';
    return `${pool} ${inUse} in use, ${waiting} waiting${late}${isOut ? ', left out' : ''}`;
  });
  const leases = Object.entries(found.leases).map(([kind, n]) => `${n} ${kind}`);
  return [
    `Database: ${pools.join('; ')}.`,
    ...(leases.length === 0 ? [] : [`Works alone on: ${leases.join(', ')}.`]),
  ];
}

function together(all: Status['together'], colors: Colors): string[] {
  if (all === null || all.processes < 2) return [];
  const { processes, unwell, shards, inProgress, memoryBytes } = all;
  const asked = Object.values(all.lastHour)
    .flatMap((results) => Object.values(results))
    .reduce((sum, n) => sum + n, 0);
  const held = shards.count === null ? '' : `, ${shards.held} of ${shards.count} shards held`;
  return [
    `All ${processes} processes: ${inProgress} in work, asked ${asked} times in the last hour${held}, ${Math.round(memoryBytes / MIB)} MB resident.`,
    ...(unwell === 0 ? [] : [colors.yellow(`Not well: ${unwell} of them.`)]),
  ];
}

function lastHour(counts: Status['lastHour']): string[] {
  const lines = Object.entries(counts).map(([command, results]) => {
    const each = Object.entries(results).map(([result, n]) => `${n} ${result}`);
    return `  ${command}: ${each.join(', ')}`;
  });
  return lines.length === 0 ? ['Nothing was asked in the last hour.'] : ['Last hour:', ...lines];
}

/** `2 d 3 h`, `4 min`, `12 s`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const days = Math.floor(whole / SECONDS.day);
  const hours = Math.floor((whole % SECONDS.day) / SECONDS.hour);
  const minutes = Math.floor((whole % SECONDS.hour) / SECONDS.minute);
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min` : `${whole} s`;
}
