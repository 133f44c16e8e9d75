/** As many lines as there is room for. */
import { jsonBytes } from './embed.ts';

/** What lines together may measure: UTF-16 units, and bytes of their JSON. */
export interface Room {
  readonly units: number;
  readonly bytes: number;
}

/**
 * The first lines that fit, and where not all do a last one that says how many are missing.
 * @param more says so; it is counted in.
 */
export function linesWithin(
  lines: readonly string[],
  room: Room,
  more: (missing: number) => string,
): string {
  for (let kept = lines.length; kept >= 0; kept--) {
    const missing = lines.length - kept;
    const text = [...lines.slice(0, kept), ...(missing > 0 ? [more(missing)] : [])].join('\n');
    if (text.length <= room.units && jsonBytes(text) <= room.bytes) return text;
  }
  return '';
}
