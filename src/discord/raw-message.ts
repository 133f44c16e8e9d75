/** Reads messages in whatever shape they come: what is not as it should be counts as absent. Nothing here throws. */

/** Some object of a message, whose fields may hold anything. */
export type Raw = Readonly<Record<string, unknown>>;

/** More than a message has of anything. */
const ITEMS_MAX = 200;
/** More than lies in each other (button, row, container). */
export const DEPTH_MAX = 5;

/** Whether a value has fields. */
export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null;
}

/** A value as an object, one without fields where it is none. */
export function rawOf(value: unknown): Raw {
  return isRaw(value) ? value : {};
}

/** A value as a list, an empty one where it is none; the first 200 of a longer one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]).slice(0, ITEMS_MAX) : [];
}

/** Components with all that lies in them, in reading order: 200 at most, and five deep. */
export function partsOf(components: unknown, depth = 0, found: Raw[] = []): readonly Raw[] {
  if (depth > DEPTH_MAX) return found;
  for (const part of listOf(components)) {
    if (found.length >= ITEMS_MAX) return found;
    if (!isRaw(part)) continue;
    found.push(part);
    partsOf(part.components, depth + 1, found);
    if (part.accessory !== undefined) partsOf([part.accessory], depth + 1, found);
  }
  return found;
}
