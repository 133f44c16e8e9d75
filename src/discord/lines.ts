/** As many lines as there is room for. */
import { isWithin, jsonBytes, type Room, roomOf } from './room.ts';

/**
 * The first lines that fit, and where not all do a last one that says how many are missing.
 * @param more says so; it is counted in.
 */
export function linesWithin(
  lines: readonly string[],
  room: Room,
  more: (missing: number) => string,
): string {
  const sizes: Room[] = [EMPTY];
  for (const line of lines) {
    const size = joined(sizes.at(-1) ?? EMPTY, line, sizes.length === 1);
    if (!isWithin(size, room)) break;
    sizes.push(size);
  }
  for (let kept = sizes.length - 1; kept >= 0; kept--) {
    const missing = lines.length - kept;
    const last = missing > 0 ? [more(missing)] : [];
    const size = last.reduce((sum, line) => joined(sum, line, kept === 0), sizes[kept] ?? EMPTY);
    if (isWithin(size, room)) return [...lines.slice(0, kept), ...last].join('\n');
  }
  return '';
}

/** Nothing, in JSON: two quotation marks. */
const EMPTY = roomOf('');
const LINE_END_BYTES = jsonBytes('\n') - EMPTY.bytes;

/** What lines measure with one more. */
function joined({ units, bytes }: Room, line: string, isFirst: boolean): Room {
  return {
    units: units + line.length + (isFirst ? 0 : 1),
    bytes: bytes + jsonBytes(line) - EMPTY.bytes + (isFirst ? 0 : LINE_END_BYTES),
  };
}
