/** How much room a text has in a message, and whether it fits there. */

/** What a text may measure, escaped: UTF-16 units, and bytes of its JSON. */
export interface Room {
  readonly units: number;
  readonly bytes: number;
}

/** UTF-8 bytes of a value in JSON, where a backslash takes two. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** What a text measures. */
export function roomOf(text: string): Room {
  return { units: text.length, bytes: jsonBytes(text) };
}

/** Whether something of a size fits into a room. */
export function isWithin(size: Room, room: Room): boolean {
  return size.units <= room.units && size.bytes <= room.bytes;
}

/** Whether a text fits into a room. */
export function fitsIn(text: string, room: Room): boolean {
  return text.length <= room.units && jsonBytes(text) <= room.bytes;
}
